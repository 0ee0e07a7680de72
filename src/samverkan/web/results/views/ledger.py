"""The ledger: events with shared credit, and what an officer may do with one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from samverkan.rules.measures import Family, Unit
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import NotAllowed, reason
from samverkan.rules.results import Relation
from samverkan.web.design.components import NextAct
from samverkan.web.design.lists import ordering, page_of
from samverkan.web.partners.queries import name_of
from samverkan.web.people.gates import Request, requires
from samverkan.web.people.queries import display_name
from samverkan.web.people.threads import thread
from samverkan.web.results import actions, queries
from samverkan.web.results.actions import NewEvent, NewOutcome
from samverkan.web.results.formats import amount, language, written
from samverkan.web.results.forms import (
    FAMILIES,
    RELATIONS,
    CorrectionForm,
    EventForm,
    LinkForm,
    OutcomeForm,
    RecipientsForm,
    show_refusal,
)
from samverkan.web.results.models import Event, FigureTable, Outcome

LAW = "förordning 2022:1718 13 §"


@requires(Permission.READ_RESULTS)
def events(request: Request) -> HttpResponse:
    """List results, what each authority shares in, tables of figures, requests and reports."""
    order = ordering(request, {"on", "title", "value"}, default="-on")
    rows = queries.events()
    page = page_of(request, rows.order_by(order, "-pk"))
    page.object_list = [_line(row) for row in page.object_list]
    return render(
        request,
        "results/list.html",
        {
            "events": page,
            "credited": [_credited(each) for each in queries.credited(rows)],
            "late": [_outcome(row) for row in queries.late_outcomes(10)],
            "tables": [(each, _title(each)) for each in queries.tables()[:20]],
            "requests": queries.requests()[:20],
            "reports": queries.reports()[:20],
            "acts": _list_acts(request),
        },
    )


@requires(Permission.READ_RESULTS)
def event(request: Request, pk: int) -> HttpResponse:
    """Show a result: credit, what came of it, what it belongs with, what was put right."""
    row = _event(pk)
    definition = queries.measure_of(row)
    return render(
        request,
        "results/event.html",
        {
            "event": row,
            "measure": definition,
            "written": written(definition, row.value),
            "family": FAMILIES[Family(row.family)],
            "credits": [_credit(row, participant) for participant in queries.shares_of(row)],
            "outcomes": [_outcome(each) for each in row.outcomes.order_by("on", "pk")],
            "related": [
                (RELATIONS[Relation(relation)], other) for relation, other in queries.related(row)
            ],
            "corrections": [
                {
                    "before": written(definition, each.before),
                    "after": written(definition, each.after),
                    "why": each.why,
                    "at": each.at,
                }
                for each in row.corrections.order_by("pk")
            ],
            "held_by": [name_of(code) for code in queries.holders_of(row.record)],
            "entered_by": display_name(row.by),
            "acts": _acts(row, request),
            "thread": thread(row.record),
        },
    )


@requires(Permission.RECORD_RESULT)
def new_event(request: Request) -> HttpResponse:
    """Enter a result once, with those who share in it."""
    form = EventForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.enter_event(
                new=NewEvent(**form.cleaned_data), by=request.actor, now=request.now
            )
            return redirect("results:event", row.pk)
        except NotAllowed as refusal:
            show_refusal(form, refusal)
    return _form_page(request, form, _("För in ett resultat"), reverse("results:list"))


@requires(Permission.RECORD_RESULT)
def outcome(request: Request, pk: int) -> HttpResponse:
    """Attach what a result led to, however late."""
    row, form = _event(pk), OutcomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            new = NewOutcome(**form.cleaned_data)
            actions.attach_outcome(event=row, new=new, by=request.actor, now=request.now)
            return redirect("results:event", pk)
        except NotAllowed as refusal:
            show_refusal(form, refusal)
    return _form_page(request, form, _("Foga till ett utfall"), _url("event", pk))


@requires(Permission.RECORD_RESULT)
def link(request: Request, pk: int) -> HttpResponse:
    """Relate a result to another, as the records bear out."""
    row = _event(pk)
    others = [(each.record, each.title) for each in queries.events() if each.pk != pk]
    form = LinkForm(request.POST or None, others=others)
    if request.method == "POST" and form.is_valid():
        try:
            actions.link_events(
                event=row,
                other=queries.event(form.cleaned_data["other"]),
                relation=Relation(form.cleaned_data["relation"]),
                by=request.actor,
                now=request.now,
            )
            return redirect("results:event", pk)
        except NotAllowed as refusal:
            show_refusal(form, refusal)
    return _form_page(request, form, _("Knyt till ett annat resultat"), _url("event", pk))


@requires(Permission.RECORD_RESULT)
def correct(request: Request, pk: int) -> HttpResponse:
    """Put a result's value right."""
    row = _event(pk)
    form = CorrectionForm(request.POST or None, unit=queries.measure_of(row).dataset.unit)
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_event(event=row, by=request.actor, now=request.now, **form.cleaned_data)
            return redirect("results:event", pk)
        except NotAllowed as refusal:
            show_refusal(form, refusal)
    return _form_page(request, form, _("Rätta värdet"), _url("event", pk))


@requires(Permission.RECORD_RESULT)
def share(request: Request, pk: int) -> HttpResponse:
    """Send a result to those who share in it."""
    row, form = _event(pk), RecipientsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.share_event(
            event=row, to=form.cleaned_data["to"], by=request.actor, now=request.now
        )
        return redirect("results:event", pk)
    return _form_page(request, form, _("Lämna resultatet vidare"), _url("event", pk))


def _event(pk: int) -> Event:
    try:
        return queries.event_numbered(pk)
    except Event.DoesNotExist:
        raise Http404 from None


def _form_page(request: Request, form: forms.Form, title: str, back: str) -> HttpResponse:
    return render(request, "results/form.html", {"form": form, "title": title, "back": back})


def _url(name: str, pk: int) -> str:
    return reverse(f"results:{name}", args=[pk])


def _line(row: Event) -> dict[str, Any]:
    return {
        "row": row,
        "written": written(queries.measure_of(row), row.value),
        "credits": ", ".join(
            f"{participant} {share}" for participant, share in queries.shares_of(row).items()
        ),
        "outcomes": len(row.outcomes.all()),
    }


def _title(row: FigureTable) -> str:
    return queries.dataset_of(row).title.read(language())


def _credited(each: queries.Credited) -> dict[str, Any]:
    return {
        "participant": name_of(each.participant),
        "measure": each.measure.title.read(language()),
        "events": each.events,
        "written": written(each.measure, each.value),
    }


def _credit(row: Event, participant: str) -> dict[str, Any]:
    did = {credit.participant: credit.did for credit in row.credits.all()}
    share = queries.shares_of(row)[participant]
    return {"name": name_of(participant), "did": did[participant], "share": share}


def _outcome(row: Outcome) -> dict[str, Any]:
    value = "" if row.value is None else amount(row.value, Unit(row.unit))
    return {"row": row, "family": FAMILIES[Family(row.family)], "written": value}


def _list_acts(request: Request) -> list[NextAct]:
    record = reason(request.actor.may, Permission.RECORD_RESULT)
    publish = reason(request.actor.may, Permission.PUBLISH)
    rooms = (
        (_("För in ett resultat"), "results:new-event", record),
        (_("Ta fram siffror"), "results:new-table", record),
        (_("Begär in siffror"), "results:new-request", publish),
        (_("Föreslå en rapport"), "results:new-report", publish),
    )
    return [
        NextAct(label, reverse(name), section=LAW, link=True, refusal=refusal)
        for label, name, refusal in rooms
    ]


def _acts(row: Event, request: Request) -> list[NextAct]:
    may = reason(request.actor.may, Permission.RECORD_RESULT)
    elsewhere = NotAllowed("results.not_ours", home=row.home)
    ours = may or (None if queries.is_ours(row) else elsewhere)
    return [
        NextAct(_("Foga till ett utfall"), _url("outcome", row.pk), link=True, refusal=may),
        NextAct(_("Lämna vidare"), _url("share", row.pk), link=True, refusal=ours, section=LAW),
        NextAct(_("Knyt till ett annat"), _url("link", row.pk), link=True, refusal=ours),
        NextAct(_("Rätta värdet"), _url("correct", row.pk), link=True, refusal=ours),
    ]
