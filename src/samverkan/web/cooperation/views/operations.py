"""The list of operations, the page of one, and what a centre and its council do with it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverkan.rules.operations import (
    Plan,
    may_agree,
    may_answer,
    may_close,
    must_be_council,
)
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import NotAllowed, reason
from samverkan.web.cooperation import actions, queries
from samverkan.web.cooperation.forms import ClosingForm, OperationForm, show_refusal
from samverkan.web.cooperation.labels import Label, answer_label, operation_state
from samverkan.web.cooperation.models import Decision, Operation
from samverkan.web.design.components import NextAct
from samverkan.web.journal.instance import here
from samverkan.web.partners.queries import name_of, remits
from samverkan.web.people.gates import Request, requires
from samverkan.web.people.queries import local_date
from samverkan.web.people.threads import thread

LAW = "lag 2016:774 1 §"


@dataclass(frozen=True, slots=True)
class Line:
    """An operation in the list: its state, who has answered, who has not, and our own answer."""

    row: Operation
    state: Label
    answered: int
    missing: tuple[str, ...]
    ours: Label | None


@dataclass(frozen=True, slots=True)
class Party:
    """An authority that was asked, and what it answered."""

    name: str
    answer: Decision | None
    label: Label


@requires(Permission.READ_OPERATIONS)
def operations(request: Request) -> HttpResponse:
    """List the operations: who has decided, what is missing."""
    lines = [_line(row, request) for row in queries.operation_rows()]
    return render(
        request, "cooperation/operations.html", {"lines": lines, "acts": _list_acts(request)}
    )


@requires(Permission.READ_OPERATIONS)
def operation(request: Request, pk: int) -> HttpResponse:
    """Show an operation, each party's own answer, and what may be done now."""
    row = _operation(pk)
    answers = queries.answers(row.record)
    direction = queries.directions().filter(record=row.direction).first()
    return render(
        request,
        "cooperation/operation.html",
        {
            "operation": row,
            "at_home": _at_home(row),
            "state": operation_state(row, on=local_date(request.now)),
            "parties": [_party(code, answers.get(code)) for code in row.participants],
            "missing": queries.missing(row.record),
            "direction": direction,
            "siblings": queries.under(row.direction).exclude(pk=row.pk),
            "acts": _acts(row, request),
            "thread": thread(row.record, *(each.record for each in answers.values())),
        },
    )


@requires(Permission.PROPOSE_OPERATION)
def new_operation(request: Request) -> HttpResponse:
    """Write a plan for the council."""
    form = OperationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.propose_operation(
                plan=Plan(**form.cleaned_data), by=request.actor, now=request.now
            )
            return redirect("cooperation:operation", row.pk)
        except NotAllowed as refusal:
            show_refusal(form, refusal)
    return render(request, "cooperation/new_operation.html", {"form": form})


@require_POST
@requires(Permission.DECIDE_COOPERATION)
def agree(request: Request, pk: int) -> HttpResponse:
    """Write down that the council agrees."""
    actions.agree(operation=_operation(pk), by=request.actor, now=request.now)
    return redirect("cooperation:operation", pk)


@requires(Permission.PROPOSE_OPERATION)
def close(request: Request, pk: int) -> HttpResponse:
    """Say how the operation ended, and close it."""
    row = _operation(pk)
    form = ClosingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        actions.close(operation=row, words=words, by=request.actor, now=request.now)
        return redirect("cooperation:operation", pk)
    return render(request, "cooperation/close.html", {"form": form, "operation": row})


def _operation(pk: int) -> Operation:
    row = queries.operation_rows().filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def _line(row: Operation, request: Request) -> Line:
    answers = queries.answers(row.record)
    us = here().participant
    return Line(
        row=row,
        state=operation_state(row, on=local_date(request.now)),
        answered=len(answers),
        missing=tuple(map(name_of, queries.missing(row.record))),
        ours=answer_label(answers.get(us)) if us in row.participants else None,
    )


def _party(code: str, answer: Decision | None) -> Party:
    return Party(name=name_of(code), answer=answer, label=answer_label(answer))


def _at_home(row: Operation) -> bool:
    return row.record.startswith(f"{here().participant}/")


def _list_acts(request: Request) -> list[NextAct]:
    if reason(must_be_council, remits()):
        return []
    return [
        NextAct(
            label=_("Ny insats"),
            url=reverse("cooperation:new-operation"),
            link=True,
            refusal=reason(request.actor.may, Permission.PROPOSE_OPERATION),
        )
    ]


def _acts(row: Operation, request: Request) -> list[NextAct]:
    if _at_home(row):
        return _home_acts(row, request)
    standing = queries.standing_of(row)
    us = here().participant
    refusal = reason(may_answer, standing, participants=row.participants, us=us, by=request.actor)
    decide = reverse("cooperation:decide", args=[row.pk])
    decline = reverse("cooperation:decline", args=[row.pk])
    return [
        NextAct(_("Besluta att delta"), decide, LAW, link=True, main=True, refusal=refusal),
        NextAct(_("Avstå från att delta"), decline, link=True, refusal=refusal),
        _powers(row),
    ]


def _home_acts(row: Operation, request: Request) -> list[NextAct]:
    standing = queries.standing_of(row)
    may_end = reason(may_close, standing, by=request.actor, words="-")
    return [
        NextAct(
            label=_("Rådet är enigt: fråga myndigheterna"),
            url=reverse("cooperation:agree", args=[row.pk]),
            main=True,
            refusal=reason(may_agree, standing, by=request.actor),
        ),
        NextAct(
            _("Avsluta insatsen"),
            reverse("cooperation:close", args=[row.pk]),
            link=True,
            refusal=may_end,
        ),
        _powers(row),
    ]


def _powers(row: Operation) -> NextAct:
    query = urlencode({"operation": row.record})
    return NextAct(_("Vem får göra vad"), f"{reverse('cooperation:powers')}?{query}", link=True)
