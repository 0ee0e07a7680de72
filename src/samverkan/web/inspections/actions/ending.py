"""Ending a control when its own purpose is met, and noting that the craft has left."""

from __future__ import annotations

from datetime import datetime

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.inspections import AboardRole, Ending, Mode, Outcome, may_end
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import Changed, NotAllowed
from samverkan.web.inspections.actions.versions import keep_version
from samverkan.web.inspections.models import Check
from samverkan.web.journal import actions as journal
from samverkan.web.journal.transaction import in_one_transaction


@in_one_transaction
def end_control(
    *,
    check: Check,
    ended_at: datetime,
    outcome: Outcome,
    alongside: bool,
    by: Actor,
    now: datetime,
) -> None:
    """End the control. `alongside` says whether the craft still lies there, by nobody's order."""
    by.may(Permission.CHECK)
    if ended_at > now:
        raise NotAllowed("inspections.in_the_future")
    may_end(
        Ending(
            mode=Mode(check.mode),
            started_at=check.started_at,
            ended_at=ended_at,
            outcome=outcome,
            has_craft=bool(check.craft),
            drivers=check.persons.filter(role=AboardRole.DRIVER).count(),
            already_ended=check.control_ended_at is not None,
        )
    )
    moved = Check.objects.filter(pk=check.pk, control_ended_at=None).update(
        control_ended_at=ended_at, outcome=outcome, alongside=alongside
    )
    if moved != 1:
        raise Changed("Någon annan hann avsluta kontrollen före.")
    keep_version(check, by=by, now=now)
    journal.record(
        Act.CHECK_ENDED,
        about=check.record,
        by=by,
        at=now,
        case=check.case,
        details={"alongside": alongside, "outcome": str(outcome)},
    )


@in_one_transaction
def craft_left(*, check: Check, by: Actor, now: datetime) -> None:
    """Note that the craft is no longer alongside."""
    by.may(Permission.CHECK)
    if Check.objects.filter(pk=check.pk, alongside=True).update(alongside=False) != 1:
        raise NotAllowed("inspections.nothing_to_leave")
    keep_version(check, by=by, now=now)
    journal.record(Act.CRAFT_LEFT, about=check.record, by=by, at=now, case=check.case)
