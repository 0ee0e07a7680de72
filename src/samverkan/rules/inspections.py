"""A check at sea: what it must hold when it begins, at its end, and afterwards.

The check ends when its own purpose is met. Nothing here lets anybody prolong it for another
authority: the Coast Guard has no power to hold property for Kronofogden.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from samverkan.rules.actor import Actor
from samverkan.rules.authorities import authority_of
from samverkan.rules.control_grounds import Power, grounds_named, must_have_powers, must_rest_on
from samverkan.rules.cooperation import CooperationDecision, must_take_part
from samverkan.rules.gradings import Regime
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import NotAllowed

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
