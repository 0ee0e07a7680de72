"""The ladder: every ground for giving another authority a piece of data, in the order to try them.

The rows stand in `law/disclosure.toml`. A rung that does not apply says why not, so that an officer
sees which facts, dates and parties decide.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from samverkan.rules.authorities import authority_of, must_be_bound, must_be_listed
from samverkan.rules.refusal import NotAllowed
from samverkan.rules.tables import in_force, load

ANY = "any"
REFUSE = "refuse"


class Purpose(StrEnum):
    """What the receiver needs the data for. The last five have rungs of their own."""

    PREVENT_CRIME = "prevent-crime"
    INVESTIGATE_CRIME = "investigate-crime"
    ENFORCE_DEBT = "enforce-debt"
    PREVENT_WRONG_PAYMENT = "prevent-wrong-payment"
    INVESTIGATE_WRONG_PAYMENT = "investigate-wrong-payment"
    RULE_BREACH = "rule-breach"
    CASE_THERE = "case-there"
    POPULATION_REGISTRATION = "population-registration"
    SECURITY_VETTING = "security-vetting"
    OWN_TASK = "own-task"


class Fact(StrEnum):
    """What an officer ticks as so; a rung that asks for it applies only then."""

    PENDING_CASE = "pending-case"
    SOUGHT_AGAIN = "sought-again"
    POLICE_ARM = "police-arm"
    SECTION_READ = "section-read"
    SHARED_IN_REGISTER = "shared-in-register"
    ON_REQUEST = "on-request"
    PROPERTY_FOUND = "property-found"


MISSING_FACT = {
    Fact.PENDING_CASE: "disclosure.fact_pending_case",
    Fact.SOUGHT_AGAIN: "disclosure.fact_sought_again",
    Fact.POLICE_ARM: "cooperation.police_arm",
    Fact.SECTION_READ: "disclosure.fact_section_read",
    Fact.SHARED_IN_REGISTER: "disclosure.fact_shared_in_register",
    Fact.ON_REQUEST: "disclosure.fact_on_request",
    Fact.PROPERTY_FOUND: "disclosure.fact_property_found",
}


@dataclass(frozen=True, slots=True)
class Situation:
    """Who would give data to whom, for what, on which day, and what is so."""

    sender: str
    receiver: str
    purpose: Purpose
    on: date
    facts: frozenset[Fact] = frozenset()


@dataclass(frozen=True, slots=True)
class Rung:
    """One ground in one situation: its row of the table, and the refusal if it does not apply."""

    row: Mapping[str, Any]
    refusal: NotAllowed | None

    @property
    def applies(self) -> bool:
        """Say whether parties, purpose, facts and date allow the ground to be chosen."""
        return self.refusal is None

    @property
    def id(self) -> str:
        """Give the ground's name in the table, such as `2016:774`."""
        return str(self.row["id"])

    @property
    def number(self) -> int:
        """Give the place on the ladder, 0 to 11; two grounds may share one."""
        return int(self.row["rung"])

    def text(self, language: str) -> str:
        """Give the ground's text in `sv` or `en`."""
        return str(self.row[f"text_{language}"])


def ladder(
    sender: str,
    receiver: str,
    purpose: Purpose,
    on: date,
    *,
    facts: frozenset[Fact] = frozenset(),
) -> tuple[Rung, ...]:
    """Give every rung in order. The last, to refuse, always applies."""
    situation = Situation(sender, receiver, purpose, on, facts)
    return tuple(Rung(row, _refusal(row, situation)) for row in load("disclosure"))


def ground(ground_id: str, on: date) -> Mapping[str, Any]:
    """Give a ground's row in force on a date; refuse one that is unknown or not in force."""
    rows = tuple(row for row in load("disclosure") if row["id"] == ground_id)
    if not rows or ground_id == REFUSE:
        raise NotAllowed("disclosure.no_ground", section="OSL 10 kap.")
    current = next((row for row in rows if in_force(row, on)), rows[0])
    _must_be_in_force(current, on)
    return current


def must_apply(row: Mapping[str, Any], situation: Situation) -> None:
    """Refuse a ground that the date, the parties, the purpose or the facts rule out."""
    _must_be_in_force(row, situation.on)
    _must_fit_parties(row, situation)
    if ANY not in row["purposes"] and situation.purpose not in row["purposes"]:
        raise NotAllowed("disclosure.purpose", section=row["citation"])
    for fact in row["facts"]:
        if fact not in situation.facts:
            raise NotAllowed(MISSING_FACT[Fact(fact)], section=row["citation"])


def _refusal(row: Mapping[str, Any], situation: Situation) -> NotAllowed | None:
    try:
        must_apply(row, situation)
    except NotAllowed as refusal:
        return refusal
    return None


def _must_be_in_force(row: Mapping[str, Any], on: date) -> None:
    if not in_force(row, on):
        raise NotAllowed(
            "disclosure.not_in_force", section=row["citation"], starts=row["valid_from"], on=on
        )


def _must_fit_parties(row: Mapping[str, Any], situation: Situation) -> None:
    if "bound" in row["from"]:
        arm = "police" if Fact.POLICE_ARM in situation.facts else ""
        must_be_bound(situation.sender, on=situation.on, arm=arm)
        must_be_listed(situation.receiver, on=situation.on)
        return
    receives = _is_among(situation.receiver, row["to"])
    if not receives and row.get("one_way"):
        raise NotAllowed("disclosure.one_way", section=row["citation"], who=situation.receiver)
    if not _is_among(situation.sender, row["from"]):
        raise NotAllowed("disclosure.not_sender", section=row["citation"], who=situation.sender)
    if not receives:
        raise NotAllowed("disclosure.not_receiver", section=row["citation"], who=situation.receiver)


def _is_among(participant: str, codes: tuple[str, ...]) -> bool:
    return ANY in codes or authority_of(participant) in codes
