"""What waits for whom: open checks, what to agree to, to decide and to approve."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from samverkan.rules.actor import Actor
from samverkan.rules.permissions import Permission
from samverkan.web.inspections.models import Agreement, Check, LongControl
from samverkan.web.inspections.queries.checks import (
    address,
    checks,
    long_control_of,
    report_due_of,
    unapproved,
)
from samverkan.web.people.queries import display_name
from samverkan.web.people.waiting import Waiting


def waiting_for(actor: Actor, *, now: datetime) -> list[Waiting]:
    """Tell the crew of its open checks, and the duty officer what to decide and to approve."""
    del now
    found = []
    if Permission.CHECK in actor.permissions:
        found += [_open_check(row) for row in checks(mine=actor.reference, open_only=True)]
    if Permission.APPROVE_MINOR in actor.permissions:
        found += [_to_agree(row) for row in _undecided_agreements(actor)]
    if Permission.APPROVE_CHECK in actor.permissions:
        found += [_to_decide(row) for row in _undecided(actor)]
        found += [_to_approve(row) for row in unapproved(actor)]
    return found


def _undecided(actor: Actor) -> QuerySet[LongControl]:
    rows = LongControl.objects.filter(decided_at=None).exclude(reported_by=actor.reference)
    return rows.select_related("check_made").order_by("reported_at")


def _undecided_agreements(actor: Actor) -> QuerySet[Agreement]:
    rows = Agreement.objects.filter(decided_at=None).exclude(asked_by=actor.reference)
    return rows.select_related("person__check_made").order_by("asked_at")


def _to_agree(row: Agreement) -> Waiting:
    check = row.person.check_made
    return Waiting(
        what=_("Ta ställning till en fråga i kontroll %(number)s") % {"number": check},
        url=reverse("inspections:agree", args=[*check.record.split("/"), row.pk]),
        due=row.asked_at,
        ground="lag 2016:774 1 §",
        waits_for_us=display_name(row.asked_by),
    )


def _open_check(row: Check) -> Waiting:
    due = report_due_of(row)
    running = due is not None and long_control_of(row) is None
    return Waiting(
        what=_("Kontroll %(number)s pågår") % {"number": row},
        url=address(row),
        due=due if running else None,
        ground="KBL 6:1" if running else "",
    )


def _to_decide(row: LongControl) -> Waiting:
    return Waiting(
        what=_("Besluta om kontroll %(number)s får fortsätta") % {"number": row.check_made},
        url=address(row.check_made),
        due=row.reported_at,
        ground="KBL 6:1",
        waits_for_us=display_name(row.reported_by),
    )


def _to_approve(row: Check) -> Waiting:
    return Waiting(
        what=_("Godkänn kontroll %(number)s") % {"number": row},
        url=address(row),
        waits_for_us=display_name(row.by),
    )
