"""Reading pictures: the list, a version at home, what came from a centre."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samverkan.rules import picture as rules
from samverkan.rules.gradings import words
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import NotAllowed, reason
from samverkan.web.design.components import NextAct
from samverkan.web.partners.queries import remits
from samverkan.web.people.gates import Request, requires
from samverkan.web.people.queries import display_name, must_be_another
from samverkan.web.people.threads import thread
from samverkan.web.picture import queries
from samverkan.web.picture.labels import ABOUT, ASSERTIONS, CHANGES, CONFIDENCE, FIELDS, state_of
from samverkan.web.picture.models import Picture


@dataclass(frozen=True, slots=True)
class Shown:
    """A paragraph with its grades in words."""

    paragraph: rules.Paragraph
    about: Promise
    assertion: Promise
    confidence: Promise
    source: str
    information: str
    handling: str


@dataclass(frozen=True, slots=True)
class Changed:
    """What differs from the version before, in words."""

    title: str
    what: Promise
    fields: str


@requires(Permission.READ_PICTURE)
def pictures(request: Request) -> HttpResponse:
    """List our own versions and what centres have released to us."""
    ours = [(row, *state_of(row)) for row in queries.pictures()]
    acts = [] if reason(rules.must_be_centre, remits()) else [_new(request)]
    values = {"ours": ours, "received": queries.from_others(), "acts": acts, "centre": bool(acts)}
    return render(request, "picture/pictures.html", values)


@requires(Permission.READ_PICTURE)
def picture(request: Request, pk: int) -> HttpResponse:
    """Show one of our versions, what has changed, and what may be done with it now."""
    row = one(pk)
    label, tone = state_of(row)
    draft = row.adopted_at is None and Permission.WRITE_PICTURE in request.actor.permissions
    return render(
        request,
        "picture/picture.html",
        {
            "picture": row,
            "label": label,
            "tone": tone,
            "editable": draft,
            "written_by": display_name(row.changed_by),
            "adopted_by": display_name(row.adopted_by),
            "paragraphs": _shown(queries.paragraphs(row)),
            "changes": _changed(queries.changed_since(row)),
            "versions": queries.pictures().filter(record=row.record).exclude(pk=row.pk),
            "acts": _acts(row, request),
            "thread": thread(row.record),
        },
    )


@requires(Permission.READ_PICTURE)
def received(request: Request, pk: int) -> HttpResponse:
    """Show a picture that a centre has released to us."""
    try:
        found = queries.from_other(pk)
    except ObjectDoesNotExist:
        raise Http404 from None
    return render(
        request,
        "picture/received.html",
        {
            "release": found.release,
            "document": found.document,
            "paragraphs": _shown(found.document.paragraphs) if found.document else [],
            "changes": _changed(queries.changed_since_received(found)),
            "thread": thread(found.release.record),
        },
    )


@requires(Permission.READ_PICTURE)
def record(request: Request, record: str) -> HttpResponse:
    """Lead to the newest version of a picture by its record's name, as a direction cites it."""
    del request
    ours = queries.current(record)
    if ours is not None:
        return redirect("picture:picture", ours.pk)
    found = queries.newest_from_others(record)
    if found is None:
        raise Http404
    return redirect("picture:received", found.release.pk)


def one(pk: int) -> Picture:
    """Give one of our versions. Http404 if there is none."""
    try:
        return queries.picture(pk)
    except ObjectDoesNotExist:
        raise Http404 from None


def _shown(paragraphs: Iterable[rules.Paragraph]) -> list[Shown]:
    language = _language()
    return [
        Shown(
            paragraph=each,
            about=ABOUT[each.kind],
            assertion=ASSERTIONS[each.assertion],
            confidence=CONFIDENCE[each.confidence],
            source=words(each.grading.source, language),
            information=words(each.grading.information, language),
            handling=words(each.handling, language),
        )
        for each in paragraphs
    ]


def _changed(changes: Iterable[rules.Change]) -> list[Changed]:
    return [
        Changed(
            f"{each.key}, {each.title}",
            CHANGES[each.kind],
            ", ".join(str(FIELDS[name]) for name in each.fields),
        )
        for each in changes
    ]


def _language() -> str:
    return (get_language() or "sv")[:2]


def _new(request: Request) -> NextAct:
    return NextAct(
        label=_("Ny lägesbild"),
        url=reverse("picture:new"),
        link=True,
        refusal=reason(request.actor.may, Permission.WRITE_PICTURE),
    )


def _acts(row: Picture, request: Request) -> list[NextAct]:
    adopted, released = row.adopted_at is not None, row.released_at is not None
    may_write = reason(rules.may_write, adopted=adopted, by=request.actor)
    here = [row.pk]
    return [
        NextAct(
            _("Nytt stycke"), reverse("picture:paragraph", args=here), link=True, refusal=may_write
        ),
        NextAct(
            label=_("Fastställ lägesbilden"),
            url=reverse("picture:adopt", args=here),
            main=not adopted,
            refusal=_adoption_refusal(row, request),
            fields=(("as_of", row.changed_at.isoformat()),),
        ),
        NextAct(
            label=_("Lämna till rådet"),
            url=reverse("picture:release", args=here),
            section="OSL 10:2",
            main=adopted,
            refusal=reason(rules.may_release, adopted=adopted, released=released, by=request.actor),
        ),
        NextAct(
            label=_("Börja på en ny version"),
            url=reverse("picture:new-version", args=here),
            refusal=reason(rules.may_continue, released=released, by=request.actor),
        ),
    ]


def _adoption_refusal(row: Picture, request: Request) -> NotAllowed | None:
    count = queries.rows_of(row).count()
    adopted = row.adopted_at is not None
    return reason(rules.may_adopt, adopted=adopted, paragraphs=count, by=request.actor) or reason(
        must_be_another, request.actor, row.changed_by
    )
