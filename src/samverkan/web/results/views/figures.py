"""Tables of figures, requests for them, and reports before they are public."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverkan.rules.figures import Period
from samverkan.rules.measures import datasets
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import NotAllowed, reason
from samverkan.web.design.components import NextAct
from samverkan.web.journal.instance import here
from samverkan.web.partners.queries import name_of
from samverkan.web.people.gates import Request, requires
from samverkan.web.people.queries import display_name, must_be_another
from samverkan.web.people.threads import thread
from samverkan.web.results import actions, queries
from samverkan.web.results.actions import NewReport
from samverkan.web.results.formats import amount, language, written
from samverkan.web.results.forms import (
    PeriodForm,
    ReportForm,
    RequestForm,
    SendForm,
    TableForm,
    show_refusal,
)
from samverkan.web.results.models import FigureRequest, FigureTable, Report
from samverkan.web.results.story import tell

LAW = "förordning 2022:1718 13 §"


@requires(Permission.RECORD_RESULT)
def new_table(request: Request) -> HttpResponse:
    """Draw up a table from our own records."""
    asked = request.GET if "dataset" in request.GET else None
    form = TableForm(request.POST or None, initial=asked)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.draw_up(
                dataset=form.cleaned_data["dataset"],
                period=form.period(),
                rows=form.cleaned_data["rows"],
                by=request.actor,
                now=request.now,
            )
            return redirect("results:table", row.pk)
        except NotAllowed as refusal:
            show_refusal(form, refusal)
    return _form_page(request, form, _("Ta fram siffror"))


@requires(Permission.READ_RESULTS)
def table(request: Request, pk: int) -> HttpResponse:
    """Show a table's rows, and send it to the secretariat."""
    row, form = _table(pk), SendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        request.actor.may(Permission.RECORD_RESULT)
        try:
            actions.send_table(
                table=row, to=form.cleaned_data["to"], by=request.actor, now=request.now
            )
            return redirect("results:table", pk)
        except NotAllowed as refusal:
            show_refusal(form, refusal)
    dataset = datasets()[row.dataset]
    return render(
        request,
        "results/table.html",
        {
            "table": row,
            "title": dataset.title.read(language()),
            "rows": [
                {
                    "number": each.number,
                    "kind": dataset.kinds[each.kind].read(language()),
                    "month": each.month,
                    "status": dataset.statuses[each.status].read(language()),
                    "value": amount(each.value, dataset.unit),
                }
                for each in queries.rows_of(row.rows)
            ],
            "home": name_of(row.home),
            "ours": row.home == here().participant,
            "may_send": reason(request.actor.may, Permission.RECORD_RESULT) is None,
            "sent_to": [name_of(code) for code in queries.holders_of(row.record)],
            "form": form,
            "thread": thread(row.record),
        },
    )


@requires(Permission.PUBLISH)
def new_request(request: Request) -> HttpResponse:
    """Ask participants for tables of a period."""
    form = RequestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            row = actions.ask_for_figures(
                period=form.period(),
                by=request.actor,
                now=request.now,
                **{name: data[name] for name in ("asked", "datasets", "due", "words")},
            )
            return redirect("results:request", row.pk)
        except NotAllowed as refusal:
            show_refusal(form, refusal)
    return _form_page(request, form, _("Begär in siffror"))


@requires(Permission.READ_RESULTS)
def request_page(request: Request, pk: int) -> HttpResponse:
    """Show a request: which tables are asked for, which have come, and the way to draw one up."""
    try:
        row = queries.request(pk)
    except FigureRequest.DoesNotExist:
        raise Http404 from None
    missing = queries.missing(row)
    return render(
        request,
        "results/request.html",
        {
            "asked": row,
            "home": name_of(row.home),
            "from": [name_of(code) for code in row.asked],
            "tables": [
                {
                    "title": datasets()[key].title.read(language()),
                    "there": key not in missing,
                    "homes": [each.home for each in queries.newest_for(key, _period(row))],
                    "url": f"{reverse('results:new-table')}?dataset={key}"
                    f"&first={row.first}&last={row.last}",
                }
                for key in row.datasets
            ],
            "may_draw_up": reason(request.actor.may, Permission.RECORD_RESULT) is None,
            "thread": thread(row.record),
        },
    )


@requires(Permission.PUBLISH)
def new_report(request: Request) -> HttpResponse:
    """Choose the figures of a report; those that may not be published say why."""
    period = _chosen_period(request)
    found = queries.candidates(period) if period else ()
    form = ReportForm(request.POST or None, found=found)
    if request.method == "POST" and period and form.is_valid():
        try:
            new = NewReport(period=period, **form.cleaned_data)
            row = actions.propose_report(new=new, by=request.actor, now=request.now)
            return redirect("results:report", row.pk)
        except NotAllowed as refusal:
            show_refusal(form, refusal)
    closed = [
        (each.measure.title.read(language()), each.refusal.sentence(language()))
        for each in found
        if each.refusal
    ]
    return render(
        request,
        "results/new_report.html",
        {"periods": queries.periods(), "period": period, "form": form, "closed": closed},
    )


@requires(Permission.READ_RESULTS)
def report(request: Request, pk: int) -> HttpResponse:
    """Show a report as it will look, and the act of the second person."""
    row = _report(pk)
    figures = queries.figures_of(row)
    return render(
        request,
        "results/report.html",
        {
            "report": row,
            "story": tell(figures),
            "figures": [
                (each.measure.title.read(language()), written(each.measure, each.value))
                for each in figures
            ],
            "proposed_by": display_name(row.proposed_by),
            "published_by": display_name(row.published_by) if row.published_by else "",
            "acts": _acts(row, request),
            "thread": thread(row.record),
        },
    )


@require_POST
@requires(*queries.PUBLISHERS)
def publish(request: Request, pk: int) -> HttpResponse:
    """Give a report out to the public."""
    actions.publish_report(report=_report(pk), by=request.actor, now=request.now)
    return redirect("results:report", pk)


def _acts(row: Report, request: Request) -> list[NextAct]:
    if row.published_at is not None:
        public = reverse("results:edition", args=[row.slug, row.edition])
        return [NextAct(_("Visa som allmänheten ser den"), public, link=True)]
    may = None
    if not queries.PUBLISHERS & request.actor.permissions:
        may = reason(request.actor.may, Permission.PUBLISH)
    refusal = may or reason(must_be_another, request.actor, row.proposed_by)
    url = reverse("results:publish", args=[row.pk])
    return [NextAct(_("Ge ut rapporten"), url, section=LAW, main=True, refusal=refusal)]


def _chosen_period(request: Request) -> Period | None:
    form = PeriodForm(request.GET or None)
    if form.is_valid():
        return form.period()
    return next(iter(queries.periods()), None)


def _form_page(request: Request, form: forms.Form, title: str) -> HttpResponse:
    values: dict[str, Any] = {"form": form, "title": title, "back": reverse("results:list")}
    return render(request, "results/form.html", values)


def _period(row: FigureRequest) -> Period:
    return Period(row.first, row.last)


def _table(pk: int) -> FigureTable:
    try:
        return queries.table(pk)
    except FigureTable.DoesNotExist:
        raise Http404 from None


def _report(pk: int) -> Report:
    try:
        return queries.report(pk)
    except Report.DoesNotExist:
        raise Http404 from None
