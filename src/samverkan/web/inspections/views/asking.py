"""Asking a sealed question from a check's page: the reason first, then one act."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from samverkan.rules.acts import Act
from samverkan.rules.inspections import AboardRole
from samverkan.rules.permissions import Permission
from samverkan.rules.questions import may_agree
from samverkan.rules.refusal import NotAllowed, reason
from samverkan.web.design.fields import allowed
from samverkan.web.inspections import actions, asking, queries
from samverkan.web.inspections.forms import AgreeForm, AskForm, AskPersonForm
from samverkan.web.inspections.labels import ROLES, label
from samverkan.web.inspections.views.found import agreement_at, check_at, person_at
from samverkan.web.people.gates import Request, reads, requires
from samverkan.web.people.queries import display_name
from samverkan.web.subjects.queries import heading_of

if TYPE_CHECKING:
    from samverkan.web.inspections.models import Agreement, CheckPerson


@requires(Permission.ASK)
@reads(Act.CHECKS_READ)
def person(request: Request, home: str, number: UUID, pk: int) -> HttpResponse:
    """State why this person falls under the operation, and ask."""
    row = person_at(home, number, pk)
    request.seen = [row.check_made.record, row.subject]
    last = queries.last_agreement(row, by=request.actor.reference)
    said = {"reason": last.reason, "passenger_reason": last.passenger_reason} if last else {}
    passenger = row.role == AboardRole.PASSENGER
    form = AskPersonForm(request.POST or None, initial=said, passenger=passenger)
    back = queries.address(row.check_made)
    if (
        request.method == "POST"
        and form.is_valid()
        and allowed(form, lambda: _ask_or_wait(request, row, form.why()))
    ):
        return redirect(back)
    values = {
        "check": row.check_made,
        "about": heading_of(row.subject),
        "operation": asking.operation_name(row.check_made),
        "closed": _words(asking.why_not_person(row, request.actor, now=request.now)),
        "is_person": True,
        "agreement": last,
        "officer": display_name(last.decided_by) if last and last.decided_by else "",
        "form": form,
        "back": back,
    }
    return render(request, "inspections/ask.html", values)


@requires(Permission.APPROVE_MINOR)
@reads(Act.CHECKS_READ)
def agree(request: Request, home: str, number: UUID, pk: int) -> HttpResponse:
    """Show another's question to the duty officer, who agrees or refuses with words."""
    row = agreement_at(home, number, pk)
    request.seen = [row.person.check_made.record, row.person.subject]
    form = AgreeForm(request.POST or None)
    back = queries.address(row.person.check_made)
    if (
        request.method == "POST"
        and form.is_valid()
        and allowed(form, lambda: _decide(request, row, form))
    ):
        return redirect(back)
    closed = reason(
        may_agree,
        asked_by=row.asked_by,
        decided=row.decided_at is not None,
        words="-",
        by=request.actor,
    )
    values = {
        "row": row,
        "check": row.person.check_made,
        "about": heading_of(row.person.subject),
        "asker": display_name(row.asked_by),
        "role": label(ROLES, row.person.role),
        "closed": _words(closed),
        "form": form,
        "back": back,
    }
    return render(request, "inspections/agree.html", values)


@requires(Permission.ASK)
@reads(Act.CHECKS_READ)
def craft(request: Request, home: str, number: UUID) -> HttpResponse:
    """State why this craft falls under the operation, and ask."""
    row = check_at(home, number)
    if not row.craft:
        raise Http404
    request.seen = [row.record, row.craft]
    form = AskForm(request.POST or None)
    back = queries.address(row)
    if (
        request.method == "POST"
        and form.is_valid()
        and allowed(
            form,
            lambda: actions.ask_about_craft(
                check=row, why=form.why(), by=request.actor, now=request.now
            ),
        )
    ):
        return redirect(back)
    values = {
        "check": row,
        "about": heading_of(row.craft),
        "operation": asking.operation_name(row),
        "closed": _words(asking.why_not_craft(row, request.actor, now=request.now)),
        "form": form,
        "back": back,
    }
    return render(request, "inspections/ask.html", values)


def _words(refusal: NotAllowed | None) -> str:
    return refusal.sentence((get_language() or "sv")[:2]) if refusal else ""


def _ask_or_wait(request: Request, person: CheckPerson, why: actions.Why) -> None:
    """Ask, or let the question wait for the duty officer where another must agree."""
    waits = asking.must_agree(person, why, request.actor, now=request.now)
    act = actions.ask_agreement if waits else actions.ask_about_person
    act(person=person, why=why, by=request.actor, now=request.now)


def _decide(request: Request, row: Agreement, form: AgreeForm) -> None:
    data = form.cleaned_data
    actions.decide_agreement(
        agreement=row,
        agreed=data["agreed"] == "yes",
        words=data["words"],
        by=request.actor,
        now=request.now,
    )
