"""The check's page, the crew's hub; its versions; and the short acts that need no form."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from samverkan.rules.acts import Act
from samverkan.rules.permissions import Permission
from samverkan.web.design.components import Point
from samverkan.web.disclosure.queries import disclosures_of
from samverkan.web.inspections import actions, asking, queries
from samverkan.web.inspections.changes import changes_of
from samverkan.web.inspections.labels import (
    MODES,
    OUTCOMES,
    POWERS,
    ROLES,
    label,
)
from samverkan.web.inspections.next_acts import acts_of
from samverkan.web.inspections.views.found import check_at
from samverkan.web.people.gates import Request, reads, requires
from samverkan.web.people.queries import display_name
from samverkan.web.people.threads import thread
from samverkan.web.subjects.queries import view_of


@requires(Permission.READ_CHECKS)
@reads(Act.CHECKS_READ)
def check(request: Request, home: str, number: UUID) -> HttpResponse:
    """Show a check: facts, who is aboard, what may be done now, answers, and its thread."""
    row = check_at(home, number)
    persons = queries.persons_of(row)
    language = (get_language() or "sv")[:2]
    request.seen = [row.record, *(each.row.subject for each in persons)]
    return render(
        request,
        "inspections/check.html",
        {
            "check": row,
            "officer": display_name(row.by),
            "approver": display_name(row.approved_by),
            "mode": label(MODES, row.mode),
            "outcome": label(OUTCOMES, row.outcome),
            "grounds": [
                (each.citation, each.text(language)) for each in queries.grounds_of_check(row)
            ],
            "powers": [label(POWERS, name) for name in row.powers],
            "operation": asking.operation_name(row),
            "craft": view_of(row.craft) if row.craft else None,
            "persons": [(each, label(ROLES, each.row.role)) for each in persons],
            "notes": queries.notes_of(row),
            "report": queries.long_control_of(row),
            "report_due": queries.report_due_of(row),
            "earlier": [(each, queries.address(each)) for each in queries.earlier(row)],
            "answers": asking.answers_of(row, request.actor),
            "disclosures": disclosures_of(row.record),
            "points": [Point(row.latitude, row.longitude, row.place or str(row))],
            "may_ask": Permission.ASK in request.actor.permissions,
            "may_write": Permission.CHECK in request.actor.permissions,
            "home": home,
            "number": number,
            "acts": acts_of(row, request.actor, now=request.now),
            "thread": thread(row.record),
        },
    )


@requires(Permission.READ_CHECKS)
@reads(Act.CHECKS_READ)
def versions(request: Request, home: str, number: UUID) -> HttpResponse:
    """Show every version of a check: when, by whom, why, and what changed."""
    row = check_at(home, number)
    request.seen = [row.record]
    shown = [
        {
            "row": each.row,
            "by": display_name(each.row.by),
            "changes": changes_of(each),
        }
        for each in queries.versions_of(row)
    ]
    return render(
        request,
        "inspections/versions.html",
        {"check": row, "url": queries.address(row), "versions": shown},
    )


@require_POST
@requires(Permission.CHECK)
def left(request: Request, home: str, number: UUID) -> HttpResponse:
    """Note that the craft has left."""
    row = check_at(home, number)
    actions.craft_left(check=row, by=request.actor, now=request.now)
    return redirect(queries.address(row))


@require_POST
@requires(Permission.APPROVE_CHECK)
def approve(request: Request, home: str, number: UUID) -> HttpResponse:
    """Approve the version that the officer has read."""
    row = check_at(home, number)
    read = request.POST.get("version", "")
    actions.approve(
        check=row, version=int(read) if read.isdigit() else 0, by=request.actor, now=request.now
    )
    return redirect(queries.address(row))


@require_POST
@requires(Permission.APPROVE_CHECK)
def decide_long(request: Request, home: str, number: UUID) -> HttpResponse:
    """Decide whether a long control may go on."""
    row = check_at(home, number)
    report = queries.long_control_of(row)
    if report is None:
        raise Http404
    goes_on = request.POST.get("goes_on") == "yes"
    actions.decide_long(report=report, goes_on=goes_on, by=request.actor, now=request.now)
    return redirect(queries.address(row))
