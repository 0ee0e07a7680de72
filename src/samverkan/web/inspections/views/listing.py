"""The room of checks: today's operation card, the day's checks, on a map and in a table."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from samverkan.rules.acts import Act
from samverkan.rules.permissions import Permission
from samverkan.web.cooperation import queries as cooperation
from samverkan.web.design.components import Point
from samverkan.web.design.lists import page_of
from samverkan.web.inspections import queries
from samverkan.web.inspections.forms import FilterForm
from samverkan.web.inspections.labels import MODES, OUTCOMES, label
from samverkan.web.inspections.models import Check
from samverkan.web.people.gates import Request, reads, requires
from samverkan.web.people.queries import local_date


@requires(Permission.READ_CHECKS)
@reads(Act.CHECKS_READ)
def checks(request: Request) -> HttpResponse:
    """List checks of a day, today unless another is chosen; the map and the table show the same."""
    today = local_date(request.now)
    form = FilterForm(request.GET or {"day": today.isoformat()})
    chosen = form.cleaned_data if form.is_valid() else {}
    found = queries.checks(
        day=chosen.get("day", today),
        mode=chosen.get("mode", ""),
        mine=request.actor.reference if chosen.get("mine") else "",
    )
    rows = page_of(request, found)
    request.seen = [row.record for row in rows]
    shown = [_shown(row) for row in rows]
    return render(
        request,
        "inspections/list.html",
        {
            "form": form,
            "rows": rows,
            "shown": shown,
            "points": [_point(row) for row in rows],
            "operations": [
                row
                for row in cooperation.operations(today)
                if cooperation.decided_by_us(row.record) is not None
            ],
            "may_check": Permission.CHECK in request.actor.permissions,
        },
    )


def _shown(row: Check) -> dict[str, object]:
    return {
        "row": row,
        "url": queries.address(row),
        "mode": label(MODES, row.mode),
        "outcome": label(OUTCOMES, row.outcome) if row.outcome else "",
        "approved": row.approved_version == row.version,
    }


def _point(row: Check) -> Point:
    return Point(
        row.latitude,
        row.longitude,
        _("Kontroll %(number)s") % {"number": row},
        detail=row.place,
        url=queries.address(row),
    )
