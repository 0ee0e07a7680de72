"""Asking a sealed question from a check's page: the reason first, then one act."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from samverkan.rules.acts import Act
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import NotAllowed
from samverkan.web.design.fields import allowed
from samverkan.web.inspections import actions, asking, queries
from samverkan.web.inspections.forms import AskForm, AskPersonForm
from samverkan.web.inspections.views.found import check_at, person_at
from samverkan.web.people.gates import Request, reads, requires
from samverkan.web.people.queries import desks
from samverkan.web.subjects.queries import heading_of


@requires(Permission.ASK)
@reads(Act.CHECKS_READ)
def person(request: Request, home: str, number: UUID, pk: int) -> HttpResponse:
    """State why this person falls under the operation, and ask."""
    row = person_at(home, number, pk)
    request.seen = [row.check_made.record, row.subject]
    form = AskPersonForm(request.POST or None, approvers=_colleagues(request))
    back = queries.address(row.check_made)
    if (
        request.method == "POST"
        and form.is_valid()
        and allowed(
            form,
            lambda: actions.ask_about_person(
                person=row, why=form.why(), by=request.actor, now=request.now
            ),
        )
    ):
        return redirect(back)
    values = {
        "check": row.check_made,
        "about": heading_of(row.subject),
        "operation": asking.operation_name(row.check_made),
        "closed": _words(asking.why_not_person(row, request.actor, now=request.now)),
        "form": form,
        "back": back,
    }
    return render(request, "inspections/ask.html", values)


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


def _colleagues(request: Request) -> list[tuple[str, str]]:
    """Give the others in service, with their roles: the rule says who of them may agree."""
    return [
        (desk.username, f"{desk.display_name}, {', '.join(desk.roles)}")
        for desk in desks(on=request.now)
        if desk.roles and desk.username != request.actor.name
    ]
