"""The ways property is taken in hand, who may decide each, and what may follow on what.

The rows stand in `law/instruments.toml` and `law/instrument_steps.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samverkan.rules import tables
from samverkan.rules.refusal import NotAllowed


class Instrument(StrEnum):
    """Each has its own statute, decision-maker and purpose; none is "seized" for short."""

    ATTACHMENT = "attachment"
    PROVISIONAL_MEASURE = "provisional-measure"
    SEIZURE = "seizure"
    MONETARY_SEIZURE = "monetary-seizure"
    CUSTODY = "custody"
    SEQUESTRATION = "sequestration"
    PAYMENT_SECURITY = "payment-security"
    FORFEITURE = "forfeiture"
    TAKING_IN_CHARGE = "taking-in-charge"

    def name_in(self, language: str, *, on: date) -> str:
        """Give the term of law in `sv` or `en`."""
        return str(tables.one("instruments", self, on)[language])


class Holding(StrEnum):
    """The state of property under an instrument; all but HELD are ends."""

    HELD = "held"
    LIFTED = "lifted"
    SOLD = "sold"


class Measure(StrEnum):
    """What is done to property that is held."""

    LIFT = "lift"
    SELL = "sell"
    FORFEIT = "forfeit"
    ATTACH = "attach"
    SEQUESTER = "sequester"


@dataclass(frozen=True, slots=True)
class Position:
    """Under which instrument a thing is, and how it stands."""

    instrument: Instrument
    holding: Holding = Holding.HELD


def may_decide(instrument: Instrument, *, by: str, on: date) -> None:
    """Refuse an instrument that this body (participant code or kind of body) has no power over."""
    row = tables.one("instruments", instrument, on)
    if by not in row["decided_by"]:
        raise NotAllowed("instruments.not_theirs", section=row["citation"], by=by, what=row["sv"])


def may_execute(instrument: Instrument, *, by: str, on: date) -> None:
    """Refuse to hold property under an instrument that this participant may not carry out.

    The Coast Guard holds nothing for Kronofogden: UB 6:12 a and UF 6:25 name the Police only.
    """
    row = tables.one("instruments", instrument, on)
    if by not in row["executed_by"]:
        raise NotAllowed(
            "instruments.not_theirs_to_hold", section=row["citation"], by=by, what=row["sv"]
        )


def after(
    position: Position, act: Measure, *, on: date, attachment_stands: bool = False
) -> Position:
    """Give the position after an act; NotAllowed for what the table does not know.

    `attachment_stands`: the court that forfeits has ordered that the attachment remains
    (BrB 36:17), so the thing stays attached.
    """
    identity = f"{position.instrument}.{act}"
    row = next(
        (row for row in tables.load_on("instrument_steps", on) if row["id"] == identity), None
    )
    if row is None or position.holding is not Holding.HELD:
        raise NotAllowed(
            "instruments.no_step", act=act, instrument=position.instrument, state=position.holding
        )
    if (
        attachment_stands
        and position.instrument is Instrument.ATTACHMENT
        and act is Measure.FORFEIT
    ):
        return position
    return Position(Instrument(row.get("becomes", position.instrument)), Holding(row["to"]))
