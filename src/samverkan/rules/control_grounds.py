"""The grounds of a check at sea, by authority and day, and the powers that each gives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from samverkan.rules.authorities import authority_of
from samverkan.rules.refusal import NotAllowed
from samverkan.rules.tables import load_on, one

TABLE = "control_grounds"


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


def grounds_of(participant: str, on: date) -> tuple[ControlGround, ...]:
    """Give the grounds that a participant has on a day, in the table's order."""
    authority = authority_of(participant)
    return tuple(_ground(row) for row in load_on(TABLE, on) if authority in row["by"])


def grounds_named(ids: Iterable[str], on: date) -> tuple[ControlGround, ...]:
    """Give some grounds by id; NotAllowed for one that is unknown or not in force that day."""
    return tuple(_ground(one(TABLE, identity, on)) for identity in ids)


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
