"""Our own decision about an operation, and everyone's decisions to read."""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from samverkan.rules.cooperation import CooperationDecision
from samverkan.rules.operations import may_answer, may_withdraw
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import NotAllowed, reason
from samverkan.web.cooperation import actions, queries
from samverkan.web.cooperation.contents import Declined, Participation
from samverkan.web.cooperation.forms import DecisionForm, ReasonsForm, show_refusal
from samverkan.web.cooperation.labels import answer_label
from samverkan.web.cooperation.models import Decision, Operation
from samverkan.web.design.components import NextAct
from samverkan.web.journal.instance import here
from samverkan.web.partners.queries import name_of
from samverkan.web.people.gates import Request, requires
from samverkan.web.people.queries import display_name
from samverkan.web.people.threads import thread


@requires(Permission.DECIDE_COOPERATION)
def decide(request: Request, pk: int) -> HttpResponse:
    """Decide to take part: both criteria in our own words, need, fields, first and last day."""
    row = _answerable(pk, request)
    start = {name: getattr(row, name) for name in ("subject", "goal", "starts", "ends")}
    form = DecisionForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            actions.decide(
                participation=_participation(row, form, request), by=request.actor, now=request.now
            )
            return redirect("cooperation:operation", pk)
        except NotAllowed as refusal:
            show_refusal(form, refusal)
    return render(request, "cooperation/decide.html", {"form": form, "operation": row})


@requires(Permission.DECIDE_COOPERATION)
def decline(request: Request, pk: int) -> HttpResponse:
    """Decide not to take part, with reasons."""
    row = _answerable(pk, request)
    form = ReasonsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        declined = Declined(
            participant=here().participant,
            operation=row.record,
            reasons=form.cleaned_data["reasons"],
            decided_by=display_name(request.actor.reference),
        )
        actions.decline(declined=declined, by=request.actor, now=request.now)
        return redirect("cooperation:operation", pk)
    return render(request, "cooperation/decline.html", {"form": form, "operation": row})


@requires(Permission.READ_OPERATIONS)
def decision(request: Request, pk: int) -> HttpResponse:
    """Show one authority's decision, ours or received."""
    row = _decision(pk)
    return render(
        request,
        "cooperation/decision.html",
        {
            "decision": row,
            "name": name_of(row.participant),
            "label": answer_label(row),
            "operation": queries.operation_rows().filter(record=row.operation).first(),
            "acts": [_withdrawal(row, request)] if _is_ours(row) else [],
            "thread": thread(row.record),
        },
    )


@requires(Permission.DECIDE_COOPERATION)
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Take our decision back, with reasons."""
    row = _decision(pk)
    form = ReasonsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.withdraw(
            decision=row, reasons=form.cleaned_data["reasons"], by=request.actor, now=request.now
        )
        return redirect("cooperation:decision", pk)
    return render(request, "cooperation/withdraw.html", {"form": form, "decision": row})


def _answerable(pk: int, request: Request) -> Operation:
    row = queries.operation_rows().filter(pk=pk).first()
    if row is None:
        raise Http404
    may_answer(
        queries.standing_of(row),
        participants=row.participants,
        us=here().participant,
        by=request.actor,
    )
    return row


def _decision(pk: int) -> Decision:
    try:
        return queries.decision(pk)
    except ObjectDoesNotExist:
        raise Http404 from None


def _is_ours(row: Decision) -> bool:
    return row.participant == here().participant


def _participation(row: Operation, form: DecisionForm, request: Request) -> Participation:
    data = dict(form.cleaned_data)
    need, fields = data.pop("need"), data.pop("which_data")
    decision = CooperationDecision(
        participant=here().participant,
        cooperation=row.record,
        decided_by=display_name(request.actor.reference),
        **data,
    )
    return Participation(decision=decision, need=need, fields=fields)


def _withdrawal(row: Decision, request: Request) -> NextAct:
    withdrawn = row.withdrawn_at is not None
    return NextAct(
        label=_("Återkalla beslutet"),
        url=reverse("cooperation:withdraw", args=[row.pk]),
        link=True,
        refusal=reason(may_withdraw, withdrawn=withdrawn, reasons="-", by=request.actor),
    )
