"""A check at sea: what it rests on, what its end must hold, and the clock of a long control.

The check ends when its own purpose is met. Nothing here lets anybody prolong it for another
authority: the Coast Guard has no power to hold property for Kronofogden.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from samverkan.rules.actor import Actor
from samverkan.rules.authorities import authority_of
from samverkan.rules.cooperation import CooperationDecision, must_take_part
from samverkan.rules.gradings import Regime
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import NotAllowed
from samverkan.rules.tables import load_on, one

TABLE = "control_grounds"
POLICE = "POL"
KEPT = timedelta(days=365)
"""How long what a check noted may be kept: a year after it was first processed (2018:1695 4:2)."""


class Mode(StrEnum):
    """A routine check asks nobody; only an operation under a decided cooperation may ask."""

    ROUTINE = "routine"
    OPERATION = "operation"


class AboardRole(StrEnum):
    """What a person is in a check; owner by own word and owner by evidence are kept apart."""

    DRIVER = "driver"
    OWNER_CLAIMED = "owner-claimed"
    OWNER_EVIDENCED = "owner-evidenced"
    PASSENGER = "passenger"


class Outcome(StrEnum):
    """How the check's own purpose ended. What it led to elsewhere is told elsewhere."""

    NOTHING_FOUND = "nothing-found"
    REMINDED = "reminded"
    PENALTY_NOTICE = "penalty-notice"
    SOBRIETY_REPORTED = "sobriety-reported"
    HANDED_OVER = "handed-over"


class Power(StrEnum):
    """What an officer did by the power of a ground."""

    STOP = "stop"
    BOARD = "board"
    HOLD = "hold"
    BREATH_TEST = "breath-test"


NO_POWER = {
    Power.STOP: "inspections.no_stop",
    Power.BOARD: "inspections.no_boarding",
    Power.HOLD: "inspections.no_holding",
    Power.BREATH_TEST: "inspections.no_breath_test",
}


@dataclass(frozen=True, slots=True)
class ControlGround:
    """One ground for a check: its citation, the powers it gives, and its clock if it has one."""

    id: str
    citation: str
    powers: frozenset[Power]
    report_after: timedelta | None
    text_sv: str
    text_en: str

    def text(self, language: str) -> str:
        """Say in `sv` or `en` what the ground lets an officer do."""
        return self.text_en if language == "en" else self.text_sv


@dataclass(frozen=True, slots=True)
class Opening:
    """A check as it begins. `operation` is a record reference, empty in a routine check."""

    mode: Mode
    grounds: tuple[str, ...]
    powers: tuple[Power, ...]
    started_at: datetime
    operation: str = ""


@dataclass(frozen=True, slots=True)
class Ending:
    """What is known of a check when its control ends; `drivers` counts unknown persons too."""

    mode: Mode
    started_at: datetime
    ended_at: datetime
    outcome: Outcome | None
    has_craft: bool
    drivers: int
    already_ended: bool


def grounds_of(participant: str, on: date) -> tuple[ControlGround, ...]:
    """Give the grounds that a participant has on a day, in the table's order."""
    authority = authority_of(participant)
    return tuple(_ground(row) for row in load_on(TABLE, on) if authority in row["by"])


def grounds_named(ids: Iterable[str], on: date) -> tuple[ControlGround, ...]:
    """Give some grounds by id; NotAllowed for one that is unknown or not in force that day."""
    return tuple(_ground(one(TABLE, identity, on)) for identity in ids)


def may_open(
    opening: Opening,
    *,
    by: Actor,
    decisions: Iterable[CooperationDecision],
    on: date,
    now: datetime,
) -> None:
    """Refuse a check without a ground of the officer's own authority, or beyond its powers.

    An operation takes the authority's own decision, in force, to take part in it.
    """
    by.may(Permission.CHECK)
    must_rest_on(opening.grounds, by.participant, on)
    must_have_powers(opening.powers, grounds_named(opening.grounds, on))
    if opening.started_at > now:
        raise NotAllowed("inspections.in_the_future")
    if opening.mode is Mode.OPERATION:
        if not opening.operation:
            raise NotAllowed("inspections.no_operation", section="lag 2016:774 1 §")
        must_take_part(decisions, cooperation=opening.operation, participant=by.participant, on=on)
    elif opening.operation:
        raise NotAllowed("inspections.routine_in_operation")


def must_rest_on(grounds: Iterable[str], participant: str, on: date) -> None:
    """Refuse a check without a ground, or on one that its authority does not have that day."""
    named = tuple(grounds)
    if not named:
        raise NotAllowed("inspections.no_ground")
    own = {ground.id for ground in grounds_of(participant, on)}
    for identity in named:
        citation = one(TABLE, identity, on)["citation"]
        if identity not in own:
            raise NotAllowed("inspections.not_ours", section=citation, who=participant)


def must_have_powers(powers: Iterable[Power], grounds: Iterable[ControlGround]) -> None:
    """Refuse a power that none of the grounds gives: a stop under 2021:626 21 § is no boarding."""
    named = tuple(grounds)
    given = frozenset[Power]().union(*(ground.powers for ground in named))
    for power in powers:
        if power not in given:
            section = ", ".join(ground.citation for ground in named)
            raise NotAllowed(NO_POWER[power], section=section)


def may_end(ending: Ending) -> None:
    """Refuse to end a control that has ended, or whose record would not hold what it must.

    A routine check that found nothing needs nobody's name (GDPR art. 5.1 c, BDL 2:8); every other
    needs a driver, perhaps an unknown one, and the craft.
    """
    if ending.already_ended:
        raise NotAllowed("inspections.already_ended")
    if ending.outcome is None:
        raise NotAllowed("inspections.no_outcome")
    if ending.ended_at < ending.started_at:
        raise NotAllowed("inspections.ends_first")
    if needs_names(ending.mode, ending.outcome):
        if not ending.has_craft:
            raise NotAllowed("inspections.no_craft")
        if ending.drivers == 0:
            raise NotAllowed("inspections.no_driver")


def needs_names(mode: Mode, outcome: Outcome) -> bool:
    """Say whether the ended check must name its driver and its craft."""
    return mode is Mode.OPERATION or outcome is not Outcome.NOTHING_FOUND


def may_correct(*, reason: str) -> None:
    """Refuse a correction that does not say why; the version before it is always kept."""
    if not reason.strip():
        raise NotAllowed("inspections.no_reason", section="BDL 2:7")


def may_approve(*, ended: bool, opened_by: str, by: Actor) -> None:
    """Refuse to approve what is not ended, or one's own check."""
    by.may(Permission.APPROVE_CHECK)
    if not ended:
        raise NotAllowed("inspections.not_ended")
    if by.reference == opened_by:
        raise NotAllowed("people.two_persons", person=by.name)


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


def regime_of(mode: Mode, participant: str) -> Regime:
    """Give the data-protection rules of a check.

    A control is GDPR with lag 2019:429; an operation against crime is brottsdatalagen with
    lag 2018:1695, as is everything that Police do here.
    """
    crime = mode is Mode.OPERATION or authority_of(participant) == POLICE
    return Regime.BDL if crime else Regime.GDPR


def basis_of(regime: Regime, participant: str) -> str:
    """Cite the register act under which a check's personal data are processed."""
    if regime is Regime.GDPR:
        return "lag 2019:429"
    return "lag 2018:1693" if authority_of(participant) == POLICE else "lag 2018:1695 2:1"


def keep_until(started_at: datetime) -> date:
    """Give the last day that a check's personal data may be kept without a case of their own."""
    return (started_at + KEPT).date()


def _ground(row: Any) -> ControlGround:  # noqa: ANN401  a row of the table
    hours = row.get("report_hours")
    return ControlGround(
        id=row["id"],
        citation=row["citation"],
        powers=frozenset(Power(name) for name in row["powers"]),
        report_after=timedelta(hours=hours) if hours else None,
        text_sv=row["text_sv"],
        text_en=row["text_en"],
    )
