"""The 40 hits: which of those asked about stand on whose list, and how each hit ended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from random import Random
from typing import Any

from samverkan.demo.story import SEED
from samverkan.demo.story.check import AboardRole, Check, Question
from samverkan.demo.story.checks import operation_checks, single
from samverkan.demo.story.craft import Craft
from samverkan.demo.story.data import read
from samverkan.demo.story.persons import Person


class HitOutcome(StrEnum):
    """What became of a hit. Most of Kronofogden's end without attachment."""

    ATTACHED = "attached"
    CORRECTED = "corrected"
    PAID_AT_ONCE = "paid-at-once"
    INSTALMENTS = "instalments"
    NO_SURPLUS = "no-surplus"  # UB 4:3
    NOT_HIS = "not-his"  # UB 4:17
    ALREADY_PAID = "already-paid"
    POLICE_TOOK_OVER = "police-took-over"
    CUSTOMS_MET_AT_QUAY = "customs-met-at-quay"
    CUSTOMS_DECLINED = "customs-declined"
    TAKEN_UP_ON_WEEKDAY = "taken-up-on-weekday"
    DUTY_OFFICER_INFORMED = "duty-officer-informed"


@dataclass(frozen=True, slots=True)
class Hit:
    """One hit of one check about a person or a craft; `list_key` such as `KFM-pending`."""

    check: int
    list_key: str
    about: Person | Craft
    outcome: HitOutcome

    @property
    def holder(self) -> str:
        """The participant whose list it is."""
        return self.list_key.partition("-")[0]


@cache
def hits() -> tuple[Hit, ...]:
    """Give the 40 hits in the order of the checks."""
    return tuple(sorted((*_of_singles(), *_of_batches()), key=lambda hit: hit.check))


def _of_singles() -> Iterator[Hit]:
    for row in read("lists")["single"]:
        check = single(row["check"])
        role = row.get("role")
        about = _asked_as(check, AboardRole(role)) if role else check.craft
        yield Hit(check.number, row["list"], about, HitOutcome(row["outcome"]))


def _of_batches() -> Iterator[Hit]:
    """Deal the rest to adults and craft of the bulk, none of them twice."""
    random = Random(f"{SEED} hits")  # noqa: S311  a story, not a secret
    bulk = [check for check in operation_checks() if not check.key]
    persons = [
        (check.number, question.person)
        for check in bulk
        for question in check.questions
        if not question.approved_by
    ]
    craft = [(check.number, check.craft) for check in bulk if check.ask_craft]
    random.shuffle(persons)
    random.shuffle(craft)
    people: Iterator[tuple[int, Person | Craft]] = iter(persons)
    boats: Iterator[tuple[int, Person | Craft]] = iter(craft)
    for row in read("lists")["met"]:
        outcomes = list(_outcomes(row))
        random.shuffle(outcomes)
        # Who had paid was met before the list was put right: a stable sort puts them first.
        outcomes.sort(key=lambda outcome: outcome is not HitOutcome.ALREADY_PAID)
        dealt = [next(boats if row["craft"] else people) for _ in outcomes]
        dealt.sort(key=lambda pair: pair[0])
        for (number, about), outcome in zip(dealt, outcomes, strict=True):
            yield Hit(number, row["list"], about, outcome)


def _outcomes(row: Mapping[str, Any]) -> Iterator[HitOutcome]:
    for outcome, count in row["outcomes"].items():
        yield from (HitOutcome(outcome),) * count


def _asked_as(check: Check, role: AboardRole) -> Person:
    return _question(check, role).person


def _question(check: Check, role: AboardRole) -> Question:
    return next(question for question in check.questions if question.role is role)
