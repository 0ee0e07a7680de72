"""The result ledger: one event, shared credit that sums to one, outcomes that come years later.

What an authority did (output), what it led to (outcome) and what changed (effect) are kept apart.
Two operations under one direction are related by it; there is no word here for "caused by".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from samverkan.rules.figures import Row
from samverkan.rules.measures import Family
from samverkan.rules.money import largest_remainder
from samverkan.rules.refusal import NotAllowed

_NUMBER = re.compile(r"(?<!\d)(?:19|20)?\d{6}[-+]?\d{4}(?!\d)")


class Relation(StrEnum):
    """How two events belong together. The list is whole: none of them says that one led to one."""

    SAME_DIRECTION = "same-direction"
    SAME_OPERATION = "same-operation"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an event stands: its record, its operation's record, and the direction's."""

    record: str
    operation: str
    direction: str


def share(took_part: Sequence[str], *, of_operation: Collection[str]) -> dict[str, Fraction]:
    """Share the credit for an event: equal parts to each authority that did a step it needed.

    Exact fractions that sum to 1. An authority outside the event's own operation gets none:
    `of_operation` are those that decided to take part.
    """
    if not took_part:
        raise NotAllowed("results.nobody_credited")
    if len(set(took_part)) != len(took_part):
        raise NotAllowed("results.credited_twice")
    for participant in took_part:
        if participant not in of_operation:
            raise NotAllowed("results.not_in_operation", participant=participant)
    return {participant: Fraction(1, len(took_part)) for participant in took_part}


def must_sum_to_one(shares: Collection[Fraction]) -> None:
    """Refuse credits that are not parts of one whole: an event counts once."""
    if any(not 0 < part <= 1 for part in shares) or sum(shares, Fraction(0)) != 1:
        raise NotAllowed("results.not_one", total=str(sum(shares, Fraction(0))))


def credited(value: int, shares: Mapping[str, Fraction]) -> dict[str, int]:
    """Divide an event's value by its credits, to the öre: the parts sum to the value."""
    parts = largest_remainder(value, list(shares.values()))
    return dict(zip(shares, parts, strict=True))


def may_link(one: Standing, other: Standing, relation: Relation) -> None:
    """Refuse a relation that the records do not bear out."""
    if one.record == other.record:
        raise NotAllowed("results.link_to_itself")
    same = one.operation == other.operation
    if relation is Relation.SAME_OPERATION and not (same and one.operation):
        raise NotAllowed("results.not_same_operation")
    if relation is Relation.SAME_DIRECTION and (
        same or not one.direction or one.direction != other.direction
    ):
        raise NotAllowed("results.not_same_direction")


def may_attach(family: Family, *, on: date, happened: date, level: str, method: str) -> None:
    """Refuse an outcome before its event, without its level, or an effect nobody has measured.

    RiR 2019:11: effects could not be evaluated, so an effect says how it was found.
    """
    if family is Family.OUTPUT:
        raise NotAllowed("results.output_is_no_outcome")
    if on < happened:
        raise NotAllowed("results.outcome_before_event", happened=happened.isoformat())
    if not level.strip():
        raise NotAllowed("results.no_level")
    if family is Family.EFFECT and not method.strip():
        raise NotAllowed("results.no_method")


def must_not_name(*texts: str) -> None:
    """Refuse words that hold what reads as a personal number: the ledger is without persons."""
    if any(_NUMBER.search(text) for text in texts):
        raise NotAllowed("results.personal_number", section="BDL 2:8")


def may_correct(before: int, after: int, *, why: str) -> None:
    """Refuse a correction that changes nothing or says no reason."""
    if after < 0 or before == after:
        raise NotAllowed("results.nothing_corrected")
    if not why.strip():
        raise NotAllowed("results.no_reason")


def must_balance(rows: Sequence[Row]) -> None:
    """Refuse money that does not add up: price = costs + liens + replacement + all creditors.

    By attachment exactly; through the State at most what it received (BrB 36:21-22).
    """
    sums = {
        (status, priced): sum(
            row.value for row in rows if row.status == status and (row.kind == "price") is priced
        )
        for status in ("attachment", "state")
        for priced in (True, False)
    }
    if sums["attachment", True] != sums["attachment", False]:
        raise NotAllowed(
            "results.does_not_balance",
            came=sums["attachment", True],
            went=sums["attachment", False],
        )
    if sums["state", False] > sums["state", True]:
        raise NotAllowed(
            "results.state_paid_more", came=sums["state", True], went=sums["state", False]
        )


def may_replace(*, replaced: bool, why: str) -> None:
    """Refuse to publish again what stands, without saying what was wrong with it."""
    if replaced and not why.strip():
        raise NotAllowed("results.no_reason")
