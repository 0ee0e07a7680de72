"""Requests: asking, the request's page at either end, refusing, and the second opinion."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from samverkan.rules.acts import Act
from samverkan.rules.disclosure import may_review
from samverkan.rules.disclosure_ladder import REFUSE
from samverkan.rules.disclosure_requests import (
    RequestState,
    must_be_refused,
    must_wait,
    refusal_grounds,
)
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import NotAllowed, reason
from samverkan.rules.tables import load_on
from samverkan.web.design.components import NextAct
from samverkan.web.design.fields import allowed
from samverkan.web.disclosure import actions, queries
from samverkan.web.disclosure.forms import (
    AskForm,
    RefusalForm,
    ReviewForm,
    WhyForm,
    language,
)
from samverkan.web.disclosure.guide import running
from samverkan.web.disclosure.labels import PURPOSES, REQUESTS
from samverkan.web.disclosure.models import DisclosureRequest
from samverkan.web.disclosure.queries.requests import citation_of, citations
from samverkan.web.disclosure.shown import subject_shown
from samverkan.web.disclosure.views.found import or_404
from samverkan.web.journal.instance import here
from samverkan.web.partners.queries import name_of
from samverkan.web.people.gates import Request, reads, requires
from samverkan.web.people.queries import display_name, local_date
from samverkan.web.people.threads import thread
from samverkan.web.subjects.queries import heading_of


@requires(Permission.DISCLOSE)
@reads(Act.DISCLOSURES_READ)
def ask(request: Request) -> HttpResponse:
    """Ask another authority for data about somebody in a record of ours."""
    source = queries.source_of(request.GET.get("source", ""))
    about = request.GET.get("about", "")
    if source is None or about not in (*source.persons, source.craft) or not about:
        raise Http404
    request.seen = [source.ref, about]
    on = local_date(request.now)
    grounds = [
        (row["id"], f"{row['citation']}: {row[f'text_{language()}']}")
        for row in load_on("disclosure", on)
        if row["id"] != REFUSE
    ]
    form = AskForm(request.POST or None, grounds=grounds, cooperations=running(on=on))
    if request.method == "POST" and form.is_valid():
        asked: list[DisclosureRequest] = []
        draft = form.draft(source=source.ref, about=about, on=on)
        if allowed(
            form,
            lambda: asked.append(
                actions.request_data(draft=draft, by=request.actor, now=request.now)
            ),
        ):
            return redirect("disclosure:request", asked[0].pk)
    values = {"form": form, "source": source, "about": heading_of(about)}
    return render(request, "disclosure/ask.html", values)


@requires(Permission.READ_DISCLOSURES)
@reads(Act.DISCLOSURES_READ)
def request_page(request: Request, pk: int) -> HttpResponse:
    """Show a request, ours or theirs, with what became of it."""
    row = or_404(queries.request, pk)
    request.seen = [row.record, *([row.about] if row.about else [])]
    content = queries.content_of_request(row)
    words, tone = REQUESTS[row.state]
    return render(
        request,
        "disclosure/request.html",
        {
            "row": row,
            "partner": name_of(row.partner),
            "by": display_name(row.by),
            "state": words,
            "tone": tone,
            "purpose": PURPOSES[row.purpose],
            "content": content,
            "ground": citation_of(row.ground),
            "about": subject_shown(content.about) if content else None,
            "refusals": [
                (each, citations(each.grounds), display_name(each.decided_by))
                for each in queries.refusals_of(row)
            ],
            "disclosures": queries.disclosures_of(row.record),
            "answers": queries.received().filter(request=row.record),
            "acts": _acts(request, row),
            "thread": thread(row.record),
        },
    )


@requires(Permission.ANSWER_DISCLOSURE)
def refuse(request: Request, pk: int) -> HttpResponse:
    """Refuse a request, with the provision and the reasons."""
    row = or_404(queries.request, pk)
    form = RefusalForm(request.POST or None, grounds=_refusal_choices(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if allowed(
            form,
            lambda: actions.refuse(
                request=row,
                grounds=tuple(data["grounds"]),
                reasons=data["reasons"],
                by=request.actor,
                now=request.now,
            ),
        ):
            return redirect("disclosure:request", pk)
    return _form_page(request, row, form, _("Avslå begäran"))


@requires(Permission.ANSWER_DISCLOSURE)
def review(request: Request, pk: int) -> HttpResponse:
    """Give the second opinion on a refusal."""
    row = or_404(queries.request, pk)
    form = ReviewForm(request.POST or None, grounds=_refusal_choices(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if allowed(
            form,
            lambda: actions.review(
                request=row,
                upheld=data["upheld"] == "yes",
                grounds=tuple(data["grounds"]),
                reasons=data["reasons"],
                by=request.actor,
                now=request.now,
            ),
        ):
            return redirect("disclosure:request", pk)
    return _form_page(request, row, form, _("Pröva avslaget en andra gång"))


@requires(Permission.DISCLOSE)
def ask_review(request: Request, pk: int) -> HttpResponse:
    """Ask the holder for a second opinion."""
    row = or_404(queries.request, pk)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        if allowed(
            form,
            lambda: actions.ask_review(request=row, why=why, by=request.actor, now=request.now),
        ):
            return redirect("disclosure:request", pk)
    return _form_page(request, row, form, _("Begär en andra bedömning"))


def _form_page(
    request: Request, row: DisclosureRequest, form: object, heading: str
) -> HttpResponse:
    values = {"row": row, "form": form, "heading": heading}
    return render(request, "disclosure/form.html", values)


def _acts(request: Request, row: DisclosureRequest) -> list[NextAct]:
    state = RequestState(row.state)
    if row.outgoing:
        refusal = _first(
            reason(request.actor.may, Permission.DISCLOSE), reason(must_be_refused, state)
        )
        return [_link(_("Begär en andra bedömning"), "ask-review", row, refusal)]
    waits = reason(must_wait, state)
    may_answer = reason(request.actor.may, Permission.ANSWER_DISCLOSURE)
    first = queries.first_refusal(row)
    reviewed = reason(must_be_refused, state)
    refused_by = first.decided_by if first else ""
    second = reason(may_review, refused_by=refused_by, reviewer=request.actor.reference)
    disclose = NextAct(
        _("Lämna ut"),
        f"{reverse('disclosure:new')}?{urlencode({'source': row.record})}",
        section="OSL 10:28",
        link=True,
        main=True,
        refusal=_first(waits, reason(request.actor.may, Permission.DISCLOSE)),
    )
    return [
        disclose,
        _link(_("Avslå begäran"), "refuse", row, _first(waits, may_answer)),
        _link(
            _("Pröva avslaget en andra gång"), "review", row, _first(reviewed, second, may_answer)
        ),
    ]


def _first(*refusals: NotAllowed | None) -> NotAllowed | None:
    return next((each for each in refusals if each is not None), None)


def _link(label: str, name: str, row: DisclosureRequest, refusal: NotAllowed | None) -> NextAct:
    url = reverse(f"disclosure:{name}", args=[row.pk])
    return NextAct(label, url, section="JO 584-2013", link=True, refusal=refusal)


def _refusal_choices(request: Request) -> list[tuple[str, str]]:
    on = local_date(request.now)
    return [
        (row["id"], f"{row['citation']}: {row[f'text_{language()}']}")
        for row in refusal_grounds(here().participant, on)
    ]
