"""Asking by likeness from a check's page: what is known, what it costs, and one act."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from samverkan.rules.acts import Act
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import NotAllowed
from samverkan.web.design.fields import allowed
from samverkan.web.inspections import actions, asking, likeness, queries
from samverkan.web.inspections.forms import CraftLikenessForm, PersonLikenessForm
from samverkan.web.inspections.models import Check
from samverkan.web.inspections.views.found import check_at, person_at
from samverkan.web.partners.queries import name_of
from samverkan.web.people.gates import Request, reads, requires
from samverkan.web.questions import queries as questions
from samverkan.web.subjects.queries import heading_of


@requires(Permission.ASK)
@reads(Act.CHECKS_READ)
def person(request: Request, home: str, number: UUID, pk: int) -> HttpResponse:
    """State what is known of a person without a number, and ask by likeness."""
    row = person_at(home, number, pk)
    request.seen = [row.check_made.record, row.subject]
    form = PersonLikenessForm(request.POST or None, initial=likeness.start_of_person(row))
    if (
        request.method == "POST"
        and form.is_valid()
        and allowed(
            form,
            lambda: actions.ask_like_person(
                person=row, why=form.why(), said=form.said(), by=request.actor, now=request.now
            ),
        )
    ):
        return redirect(queries.address(row.check_made))
    closed = likeness.why_not_person(row, request.actor, now=request.now)
    return _page(request, row.check_made, row.subject, form, closed)


@requires(Permission.ASK)
@reads(Act.CHECKS_READ)
def craft(request: Request, home: str, number: UUID) -> HttpResponse:
    """State what is known of a craft whose number is damaged, and ask by likeness."""
    row = check_at(home, number)
    if not row.craft:
        raise Http404
    request.seen = [row.record, row.craft]
    form = CraftLikenessForm(request.POST or None, initial=likeness.start_of_craft(row))
    if (
        request.method == "POST"
        and form.is_valid()
        and allowed(
            form,
            lambda: actions.ask_like_craft(
                check=row, why=form.why(), said=form.said(), by=request.actor, now=request.now
            ),
        )
    ):
        return redirect(queries.address(row))
    closed = likeness.why_not(row, request.actor, now=request.now)
    return _page(request, row, row.craft, form, closed)


def _page(
    request: Request,
    check: Check,
    subject: str,
    form: PersonLikenessForm | CraftLikenessForm,
    closed: NotAllowed | None,
) -> HttpResponse:
    most = questions.most_of(form.KIND, now=request.now)
    values = {
        "check": check,
        "about": heading_of(subject),
        "operation": asking.operation_name(check),
        "closed": closed.sentence((get_language() or "sv")[:2]) if closed else "",
        "costs": [(name_of(code), count) for code, count in most.items()],
        "budgets": questions.budgets(now=request.now),
        "form": form,
        "back": queries.address(check),
    }
    return render(request, "inspections/ask_like.html", values)
