"""The clock of a control that goes on, its report, and a superior's decision (KBL 6:1)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from samverkan.rules.actor import Actor
from samverkan.rules.control_grounds import ControlGround
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import NotAllowed


def report_due(grounds: Iterable[ControlGround], started_at: datetime) -> datetime | None:
    """Give when a control that goes on must have been reported to a superior (KBL 6:1)."""
    clocks = [ground.report_after for ground in grounds if ground.report_after is not None]
    return started_at + min(clocks) if clocks else None


def may_report_long(*, due: datetime | None, ended: bool, reported: bool, reason: str) -> None:
    """Refuse a report where no clock runs, where one has been made, or without a reason."""
    if due is None or ended:
        raise NotAllowed("inspections.no_clock", section="KBL 6:1")
    if reported:
        raise NotAllowed("inspections.reported", section="KBL 6:1")
    if not reason.strip():
        raise NotAllowed("inspections.no_reason", section="KBL 6:1")


def may_decide_long(*, reported_by: str, decided: bool, by: Actor) -> None:
    """Refuse a second decision, or one by the officer who reported (KBL 6:1: a superior)."""
    by.may(Permission.APPROVE_CHECK)
    if decided:
        raise NotAllowed("inspections.decided", section="KBL 6:1")
    if by.reference == reported_by:
        raise NotAllowed("people.two_persons", person=by.name)
