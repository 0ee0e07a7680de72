"""Reading pictures: our own versions, and those that a centre released to us."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from samverkan.rules import picture as rules
from samverkan.rules.actor import Actor
from samverkan.rules.gradings import Assertion, Grading, Handling, Information, Source
from samverkan.rules.permissions import Permission
from samverkan.web.people.queries import display_name
from samverkan.web.people.waiting import Waiting
from samverkan.web.picture.contents import Document, from_content
from samverkan.web.picture.models import Paragraph, Picture
from samverkan.web.releases.queries import content_of, received

if TYPE_CHECKING:
    from samverkan.web.releases.models import ReceivedRelease

KIND = "situation-picture"


@dataclass(frozen=True, slots=True)
class Received:
    """A picture released to us; `document` is None once it has been recalled."""

    release: ReceivedRelease
    document: Document | None


def pictures() -> QuerySet[Picture]:
    """Give our own versions, newest first."""
    return Picture.objects.order_by("-pk")


def picture(pk: int) -> Picture:
    """Give one of our versions. Picture.DoesNotExist if there is none."""
    return Picture.objects.get(pk=pk)


def current(record: str) -> Picture | None:
    """Give our newest version of a picture, None if its home is elsewhere."""
    return Picture.objects.filter(record=record).order_by("-version").first()


def rows_of(row: Picture) -> QuerySet[Paragraph]:
    """Give a version's paragraphs: phenomena before networks, by key."""
    return Paragraph.objects.filter(picture=row).order_by("-kind", "key")


def paragraphs(row: Picture) -> tuple[rules.Paragraph, ...]:
    """Give a version's paragraphs as values."""
    return tuple(map(value_of, rows_of(row)))


def value_of(row: Paragraph) -> rules.Paragraph:
    """Give a paragraph as a value."""
    return rules.Paragraph(
        key=row.key,
        kind=rules.AboutKind(row.kind),
        title=row.title,
        text=row.text,
        grading=Grading(Source(row.source), Information(row.information)),
        assertion=Assertion(row.assertion),
        handling=Handling(row.handling),
        confidence=rules.Confidence(row.confidence),
        gap=row.gap,
        dissent=row.dissent,
    )


def document_of(row: Picture) -> Document:
    """Give an adopted version as its readers see it. ValueError for a draft."""
    if row.adopted_at is None:
        raise ValueError(f"{row.record} is a draft")
    return Document(
        title=row.title,
        words=row.words,
        version=row.version,
        starts=row.starts,
        ends=row.ends,
        paragraphs=paragraphs(row),
        adopted_by=display_name(row.adopted_by),
        adopted_at=row.adopted_at,
    )


def changed_since(row: Picture) -> tuple[rules.Change, ...]:
    """Say what differs from our version before; nothing for the first."""
    before = Picture.objects.filter(record=row.record, version=row.version - 1).first()
    return rules.changes(paragraphs(before), paragraphs(row)) if before else ()


def from_others() -> list[Received]:
    """Give what centres have released to us, newest first."""
    return [_received(row) for row in received(kind=KIND)]


def from_other(pk: int) -> Received:
    """Give one received picture. ReceivedRelease.DoesNotExist if there is none."""
    return _received(received(kind=KIND).get(pk=pk))


def newest_from_others(record: str) -> Received | None:
    """Give the newest version of a picture that was released to us."""
    row = received(kind=KIND).filter(record=record).first()
    return _received(row) if row else None


def changed_since_received(found: Received) -> tuple[rules.Change, ...]:
    """Say what differs from the version that we received before."""
    release = found.release
    rows = received(kind=KIND).filter(record=release.record, version=release.version - 1)
    before = next(map(_received, rows), None)
    if before is None or before.document is None or found.document is None:
        return ()
    return rules.changes(before.document.paragraphs, found.document.paragraphs)


def waiting_for(actor: Actor, *, now: datetime) -> list[Waiting]:
    """Tell analysts of drafts that another wrote, and the office of what the council should get."""
    del now
    waiting = [*_to_adopt(actor), *_to_release(actor)]
    return [
        Waiting(what=what % {"title": row.title}, url=reverse("picture:picture", args=[row.pk]))
        for what, row in waiting
    ]


def _to_adopt(actor: Actor) -> Iterable[tuple[str, Picture]]:
    if Permission.WRITE_PICTURE not in actor.permissions:
        return ()
    drafts = pictures().filter(adopted_at=None).exclude(changed_by=actor.reference)
    written = drafts.filter(paragraphs__isnull=False).distinct()
    return [(_("Pröva och fastställ %(title)s"), row) for row in written]


def _to_release(actor: Actor) -> Iterable[tuple[str, Picture]]:
    if Permission.RELEASE not in actor.permissions:
        return ()
    rows = pictures().filter(adopted_at__isnull=False, released_at=None)
    return [(_("Lämna %(title)s till rådet"), row) for row in rows]


def _received(row: ReceivedRelease) -> Received:
    content = content_of(row)
    return Received(row, from_content(content) if content else None)
