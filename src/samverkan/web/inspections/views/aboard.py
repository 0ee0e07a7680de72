"""One question about all aboard, from a check's page."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from samverkan.rules.acts import Act
from samverkan.rules.disclosure_ladder import Purpose
from samverkan.rules.permissions import Permission
from samverkan.web.design.fields import allowed
from samverkan.web.inspections import aboard, actions, queries
from samverkan.web.inspections.aboard_labels import shown_open, shown_shut
from samverkan.web.inspections.forms import AboardForm
from samverkan.web.inspections.labels import POWERS, label
from samverkan.web.inspections.models import Check
from samverkan.web.inspections.views.found import check_at
from samverkan.web.partners.queries import name_of
from samverkan.web.people.gates import Request, reads, requires
from samverkan.web.people.queries import local_date
from samverkan.web.questions import queries as questions
from samverkan.web.questions.epochs import end_of, epoch_of
from samverkan.web.questions.labels import PURPOSES
from samverkan.web.questions.operations import facts_of


@requires(Permission.ASK)
@reads(Act.CHECKS_READ)
def everybody(request: Request, home: str, number: UUID) -> HttpResponse:
    """List who is aboard, who may be asked about and why the others may not, and ask in one act."""
    row = check_at(home, number)
    found = aboard.everybody(row, request.actor, now=request.now)
    request.seen = [row.record, *(each.subject for each in found)]
    form = AboardForm(request.POST or None, aboard=found)
    if request.method == "POST" and form.is_valid() and _asked(request, row, form):
        return redirect("inspections:answers", home, number)
    closed = aboard.why_not(row, request.actor, now=request.now)
    values = {
        "check": row,
        "closed": closed.sentence(_language()) if closed else "",
        "form": form,
        "open": [shown_open(group) for group in form.groups()],
        "shut": [
            shown_shut(each, row, request.actor, now=request.now) for each in found if each.refusal
        ],
        "back": queries.address(row),
        **_told(request, row),
    }
    return render(request, "inspections/ask_aboard.html", values)


def _asked(request: Request, row: Check, form: AboardForm) -> bool:
    """Ask about those who are ticked, or show each refusal where it belongs."""
    chosen = form.chosen()
    refused = aboard.refusals(row, chosen, request.actor, now=request.now)
    if refused:
        form.refuse(refused)
        return False
    return allowed(
        form,
        lambda: actions.ask_about_aboard(
            check=row, chosen=chosen, by=request.actor, now=request.now
        ),
    )


def _told(request: Request, row: Check) -> dict[str, object]:
    """Give what the page tells before anything is asked: purpose, operation, power, cost."""
    now, officer = request.now, request.actor.reference
    holders, spent = questions.holders(now=now), questions.spending(now=now)
    used = [spent.of(holder, officer=officer, case=row.record) for holder in holders]
    language = _language()
    return {
        "operation": facts_of(row.operation, on=local_date(now)) if row.operation else None,
        "purpose": PURPOSES[Purpose.PREVENT_CRIME],
        "grounds": [(each.citation, each.text(language)) for each in queries.grounds_of_check(row)],
        "powers": [label(POWERS, name) for name in row.powers],
        "holders": [name_of(holder) for holder in holders],
        "budgets": questions.budgets(now=now),
        "used_of_case": max((each.case for each in used), default=0),
        "used_of_user": max((each.user for each in used), default=0),
        "ends": end_of(epoch_of(now)),
    }


def _language() -> str:
    return (get_language() or "sv")[:2]
