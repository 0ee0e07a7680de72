"""Data subjects' requests, and erasing what has been kept long enough."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverkan.rules.acts import Act
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import NotAllowed, reason
from samverkan.rules.retention import Kept, words_of
from samverkan.web.design.components import NextAct
from samverkan.web.oversight import actions, queries
from samverkan.web.oversight.due import due_cases
from samverkan.web.oversight.forms import AnswerForm, DataRequestForm
from samverkan.web.oversight.models import DataRequest, RetentionRun
from samverkan.web.oversight.words import all_shown, language
from samverkan.web.people.gates import Request, reads, requires
from samverkan.web.people.queries import display_name, local_date, must_be_another

CASE = "oversight"


@requires(Permission.OVERSEE)
@reads(Act.OVERSEEN, case=CASE)
def data_requests(request: Request) -> HttpResponse:
    """List requests from data subjects, and note a new one."""
    form = DataRequestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = actions.note_request(by=request.actor, now=request.now, **form.cleaned_data)
        return redirect("oversight:data-request", row.pk)
    rows = list(queries.data_requests())
    request.seen = [row.record for row in rows]
    return render(request, "oversight/data_requests.html", {"requests": rows, "form": form})


@requires(Permission.OVERSEE)
@reads(Act.OVERSEEN, case=CASE)
def data_request(request: Request, pk: int) -> HttpResponse:
    """Show what is held about the one who asks, and who has seen it; note the answer."""
    try:
        asked = queries.data_request(pk)
    except DataRequest.DoesNotExist:
        raise Http404 from None
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        actions.answer_request(request=asked.row, words=words, by=request.actor, now=request.now)
        return redirect("oversight:data-request", pk)
    held = queries.held_about(asked.number, on=local_date(request.now))
    request.seen = [asked.row.record, *(each.subject.ref for each in held)]
    return render(
        request,
        "oversight/data_request.html",
        {
            "asked": asked,
            "held": [(each.subject, all_shown(each.thread)) for each in held],
            "form": form,
            "answered_by": display_name(asked.row.answered_by),
        },
    )


@requires(Permission.OVERSEE, Permission.ERASE)
@reads(Act.OVERSEEN, case=CASE)
def runs(request: Request) -> HttpResponse:
    """Show what is due for erasure today (a dry run: nothing is touched), and earlier lists."""
    due = due_cases(on=local_date(request.now))
    request.seen = [each.case for each in due]
    url = reverse("oversight:list-due")
    may = reason(request.actor.may, Permission.OVERSEE)
    nothing = None if due else NotAllowed("oversight.nothing_due")
    return render(
        request,
        "oversight/runs.html",
        {
            "due": [_due(each.case, each.kept, each.ended.isoformat()) for each in due],
            "runs": queries.runs(),
            "acts": [
                NextAct(
                    _("Ta fram gallringslista"),
                    url,
                    section="BDL 2:17",
                    main=True,
                    refusal=may or nothing,
                )
            ],
        },
    )


@require_POST
@requires(Permission.OVERSEE)
def list_due(request: Request) -> HttpResponse:
    """Draw up the list that another person erases by."""
    row = actions.list_due(by=request.actor, now=request.now)
    return redirect("oversight:run", row.pk)


@requires(Permission.OVERSEE, Permission.ERASE)
@reads(Act.OVERSEEN, case=CASE)
def run(request: Request, pk: int) -> HttpResponse:
    """Show a list for erasure, and the act of the second person."""
    row = _run(pk)
    request.seen = [row.record]
    return render(
        request,
        "oversight/run.html",
        {
            "run": row,
            "cases": [_due(each["case"], each["kept"], each["ended"]) for each in row.cases],
            "listed_by": display_name(row.listed_by),
            "done_by": display_name(row.done_by) if row.done_by else "",
            "acts": _acts(row, request),
        },
    )


@require_POST
@requires(Permission.ERASE)
def erase(request: Request, pk: int) -> HttpResponse:
    """Erase the listed cases: their keys are destroyed, the proofs stay valid."""
    actions.erase_due(run=_run(pk), by=request.actor, now=request.now)
    return redirect("oversight:run", pk)


def _acts(row: RetentionRun, request: Request) -> list[NextAct]:
    if row.done_at is not None:
        return []
    refusal = reason(request.actor.may, Permission.ERASE) or reason(
        must_be_another, request.actor, row.listed_by
    )
    url = reverse("oversight:erase", args=[row.pk])
    return [NextAct(_("Gallra"), url, section="BDL 2:17", main=True, refusal=refusal)]


def _due(case: str, kept: str, ended: str) -> dict[str, Any]:
    day = date.fromisoformat(ended)
    words, section = words_of(Kept(kept), day, language())
    return {"case": case, "words": words, "section": section, "ended": day}


def _run(pk: int) -> RetentionRun:
    try:
        return queries.run(pk)
    except RetentionRun.DoesNotExist:
        raise Http404 from None
