"""A control of more than six hours: the crew reports, a superior decides at once (KBL 6:1)."""

from __future__ import annotations

from datetime import datetime

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.long_control import may_decide_long, may_report_long
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import Changed
from samverkan.web.inspections import queries
from samverkan.web.inspections.models import Check, LongControl
from samverkan.web.journal import actions as journal
from samverkan.web.journal.transaction import in_one_transaction

GROUND = "KBL 6:1"


@in_one_transaction
def report_long(*, check: Check, reason: str, by: Actor, now: datetime) -> LongControl:
    """Report to a superior why a control goes on."""
    by.may(Permission.CHECK)
    may_report_long(
        due=queries.report_due_of(check),
        ended=check.control_ended_at is not None,
        reported=queries.long_control_of(check) is not None,
        reason=reason,
    )
    report = LongControl.objects.create(
        check_made=check, reason=reason.strip(), reported_by=by.reference, reported_at=now
    )
    journal.record(
        Act.LONG_REPORTED,
        about=check.record,
        by=by,
        at=now,
        case=check.case,
        ground=GROUND,
        details={"reason": report.reason},
    )
    return report


@in_one_transaction
def decide_long(*, report: LongControl, goes_on: bool, by: Actor, now: datetime) -> None:
    """Decide whether the control may go on."""
    may_decide_long(reported_by=report.reported_by, decided=report.decided_at is not None, by=by)
    moved = LongControl.objects.filter(pk=report.pk, decided_at=None).update(
        goes_on=goes_on, decided_by=by.reference, decided_at=now
    )
    if moved != 1:
        raise Changed("Någon annan hann besluta före.")
    journal.record(
        Act.LONG_DECIDED,
        about=report.check_made.record,
        by=by,
        at=now,
        case=report.check_made.case,
        ground=GROUND,
        details={"goes_on": goes_on},
    )
