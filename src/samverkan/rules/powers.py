"""Who may do what here and now: the matrix of powers, and what one more authority would open.

The rows stand in `law/powers.toml`. Nothing is allowed that no row gives: an authority without a
row has an empty cell. A cell that says yes is still the officer's decision to take.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from enum import StrEnum
from typing import Any

from samverkan.rules import tables
from samverkan.rules.refusal import sentence

# UF 3:1: not before 6 nor after 21 without special reasons.
FIRST_HOUR = time(6)
LAST_HOUR = time(21)

# What a row may need, and the sentence shown if the situation does not have it.
NEEDS = {
    "waters": "powers.needs.waters",
    "craft": "powers.needs.craft",
    "purpose": "powers.needs.purpose",
    "check_by": "powers.needs.check_by",
    "hours": "powers.needs.hours",
    "present": "powers.needs.present",
    "facts": "powers.needs.facts",
}


class Power(StrEnum):
    """The rows of the page, in the order of the process."""

    STOP = "stop"
    BOARD = "board"
    TAKE_TO_PORT = "take-to-port"
    IDENTIFY = "identify"
    BREATH_TEST = "breath-test"
    SEARCH_CRAFT = "search-craft"
    SEIZE_EVIDENCE = "seize-evidence"
    NOTIFY_ENFORCEMENT = "notify-enforcement"
    HOLD_FOR_ENFORCEMENT = "hold-for-enforcement"
    TAKE_IN_CHARGE = "take-in-charge"
    ASSIST_EXECUTION = "assist-execution"
    PROVISIONAL_CUSTODY = "provisional-custody"
    ATTACH = "attach"
    ATTACH_AT_DISTANCE = "attach-at-distance"
    SEAL_OR_MARK = "seal-or-mark"
    PREVENT_DEPARTURE = "prevent-departure"
    SELL = "sell"

    def name_in(self, language: str) -> str:
        """Give the power's name in `sv` or `en`."""
        return str(tables.table("powers")["names"][self][language])


class Answer(StrEnum):
    """What a cell says, from most to least."""

    YES = "yes"
    YES_IF = "yes-if"
    OWN_CHECK = "own-check"
    NO = "no"
    EMPTY = "empty"


class Craft(StrEnum):
    """What was met: a jet ski (hull under 4 m), a boat (to 24 m), a ship, or no craft at all."""

    JET_SKI = "jet-ski"
    BOAT = "boat"
    SHIP = "ship"
    NONE = "none"


class Waters(StrEnum):
    """Where: waters of KBL 1:4-6, other inland waters, or ashore."""

    COAST_GUARD = "coast-guard"
    OTHER_INLAND = "other-inland"
    ASHORE = "ashore"


class Purpose(StrEnum):
    """What the check is for; LICENCE is the check of a jet ski driver under 2021:626 21 §."""

    LICENCE = "licence"
    SOBRIETY = "sobriety"
    CONTROL = "control"
    REGISTER = "register"
    CUSTOMS = "customs"
    CRIME = "crime"
    NONE = "none"


class Fact(StrEnum):
    """What is known; DEBT_CONFIRMED = the desk has confirmed an enforceable debt still pending."""

    DEBT_CONFIRMED = "debt-confirmed"
    IDENTIFIED = "identified"
    ATTACHED = "attached"
    CUSTOMS_SUPERVISION = "customs-supervision"


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """The situation above the grid. `at` is local time; `check_by` says whose own check it is."""

    craft: Craft = Craft.JET_SKI
    waters: Waters = Waters.COAST_GUARD
    at: time = time(14)
    purpose: Purpose = Purpose.NONE
    check_by: str = ""
    present: frozenset[str] = frozenset()
    facts: frozenset[Fact] = field(default=frozenset())

    @property
    def hours(self) -> str:
        """Give `day` from 6 to 21, else `night`."""
        return "day" if FIRST_HOUR <= self.at <= LAST_HOUR else "night"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell: an authority, a power, the answer, and the row or the unmet need behind it."""

    holder: str
    power: Power
    answer: Answer
    citation: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    sv: str
    en: str

    @property
    def open(self) -> bool:
        """Say whether the authority may do it, or may if the officer finds that its text holds."""
        return self.answer in {Answer.YES, Answer.YES_IF}

    def sentence(self, language: str = "sv") -> str:
        """Say why, in `sv` or `en`."""
        return self.en if language == "en" else self.sv


def matrix(participants: Sequence[str], situation: Situation, *, on: date) -> tuple[Cell, ...]:
    """Give every cell of the grid: power by power, and in each the participants in their order."""
    rows = tables.load_on("powers", on)
    return tuple(
        _cell(
            participant, power, [row for row in rows if _about(row, participant, power)], situation
        )
        for power in Power
        for participant in participants
    )


def unlocks(
    participants: Sequence[str], candidate: str, situation: Situation, *, on: date
) -> tuple[Cell, ...]:
    """Give the cells that open if one more authority comes; whose own check it is stays."""
    columns = tuple(dict.fromkeys((*participants, candidate)))
    before = {(c.holder, c.power) for c in matrix(participants, situation, on=on) if c.open}
    joined = replace(situation, present=situation.present | {candidate})
    return tuple(
        cell
        for cell in matrix(columns, joined, on=on)
        if cell.open and (cell.holder, cell.power) not in before
    )


def _about(row: Mapping[str, Any], participant: str, power: Power) -> bool:
    return bool(row["holder"] == participant and row["power"] == power)


def _cell(
    holder: str, power: Power, rows: Iterable[Mapping[str, Any]], situation: Situation
) -> Cell:
    """Give the best answer of the rows; without a row the cell is empty."""
    cells = [_of_row(row, situation) for row in rows] or [
        _explained(holder, power, Answer.EMPTY, "powers.no_provision")
    ]
    return min(cells, key=lambda cell: (list(Answer).index(cell.answer), cell.citation == ""))


def _of_row(row: Mapping[str, Any], situation: Situation) -> Cell:
    holder, power = str(row["holder"]), Power(row["power"])
    unmet = _unmet(row, situation)
    if "check_by" in unmet and holder in row["needs"]["check_by"]:
        return _explained(holder, power, Answer.OWN_CHECK, "powers.own_check", row["citation"])
    if unmet:
        return _explained(holder, power, Answer.NO, NEEDS[unmet[0]])
    return Cell(
        holder=holder,
        power=power,
        answer=Answer(row["answer"]),
        citation=str(row["citation"]),
        valid_from=row["valid_from"],
        valid_to=row.get("valid_to"),
        sv=str(row["text_sv"]),
        en=str(row["text_en"]),
    )


def _explained(holder: str, power: Power, answer: Answer, key: str, citation: str = "") -> Cell:
    sv, en = sentence(key, "sv"), sentence(key, "en")
    return Cell(holder=holder, power=power, answer=answer, citation=citation, sv=sv, en=en)


def _unmet(row: Mapping[str, Any], situation: Situation) -> list[str]:
    """Name the needs of a row that the situation does not meet; the first is shown."""
    needs = row.get("needs", {})
    one_of = {
        "waters": situation.waters,
        "craft": situation.craft,
        "purpose": situation.purpose,
        "check_by": situation.check_by,
        "hours": situation.hours,
    }
    unmet = [name for name, value in one_of.items() if value not in needs.get(name, (value,))]
    there = set(needs.get("present", ()))
    if row["answer"] != Answer.EMPTY and not row.get("remote"):
        there.add(row["holder"])
    if not there <= situation.present:
        unmet.append("present")
    if not set(needs.get("facts", ())) <= situation.facts:
        unmet.append("facts")
    return unmet
