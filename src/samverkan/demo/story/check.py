"""One check at sea: what was seen, who was aboard, what was asked and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from samverkan.demo.story.craft import Craft
from samverkan.demo.story.persons import Person


class Mode(StrEnum):
    """A routine check asks nobody; only the operation may ask."""

    ROUTINE = "routine"
    OPERATION = "operation"


class AboardRole(StrEnum):
    """For whom one may ask: the driver, the owner, and passengers only with a written reason."""

    DRIVER = "driver"
    OWNER = "owner"
    PASSENGER = "passenger"


class Outcome(StrEnum):
    """How the check's own purpose ended. What a hit led to is told elsewhere."""

    NOTHING_FOUND = "nothing-found"
    REMINDED = "reminded"
    PENALTY_NOTICE = "penalty-notice"
    SOBRIETY_REPORTED = "sobriety-reported"
    HANDED_OVER = "handed-over"


@dataclass(frozen=True, slots=True)
class Aboard:
    """Someone named in a check; `person` is None when the identity stayed unknown.

    `number_read_as` is the other person whose number was read back by mistake, else None.
    """

    role: AboardRole
    person: Person | None
    evidence: str
    number_read_as: Person | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One person asked about. `approved_by` is the duty officer for a minor, else empty."""

    role: AboardRole
    person: Person
    reason: str
    passenger_reason: str = ""
    approved_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A check. Times are aware, in Stockholm; position in degrees, WGS 84.

    `number` is 1-412 in order of time; `key` names the ten that are played one by one, else empty.
    `power` is the section it rests on. `ask_craft` is the reason to ask about the craft, or empty.
    `no_question` says why nobody was asked, or is empty. `synced_at` is when the phone had network.
    """

    number: int
    key: str
    at: datetime
    ended_at: datetime
    synced_at: datetime
    mode: Mode
    place: str
    latitude: float
    longitude: float
    craft: Craft
    power: str
    officer: str
    aboard: tuple[Aboard, ...]
    questions: tuple[Question, ...]
    ask_craft: str
    no_question: str
    outcome: Outcome


JET_SKI_POWER = "2021:626 21 §; 1976:1090 2 §"
"""A stop of a jet ski under 2021:626 gives no boarding power (KBL 6:1 does not apply to it)."""

BOAT_POWER = "KBL 6:1; 1976:1090 2 §"
