"""The 412 checks of the season in order of time: 236 of routine, 176 in the operation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from samverkan.demo.story.batches import in_operation, routine
from samverkan.demo.story.check import Check, Mode
from samverkan.demo.story.persons import Person
from samverkan.demo.story.singles import singles


@cache
def checks() -> tuple[Check, ...]:
    """Give every check, numbered from 1."""
    every = sorted((*singles(), *in_operation(), *routine()), key=lambda check: check.at)
    return tuple(replace(check, number=number) for number, check in enumerate(every, start=1))


def operation_checks() -> tuple[Check, ...]:
    """Give the 176 checks in the operation."""
    return tuple(check for check in checks() if check.mode is Mode.OPERATION)


def routine_checks() -> tuple[Check, ...]:
    """Give the routine checks that are played in bulk: all but the family's."""
    return tuple(check for check in checks() if check.mode is Mode.ROUTINE and not check.key)


def sunday_of(check: Check) -> date:
    """Give the Sunday that ends the week of a check."""
    return check.at.date() + timedelta(days=6 - check.at.weekday())


def asked() -> tuple[Person, ...]:
    """Give the 190 persons asked about, in the order of the checks."""
    return tuple(question.person for check in checks() for question in check.questions)


def single(key: str) -> Check:
    """Find one of the ten by its key, such as `skvalpholm`. StopIteration if there is none."""
    return next(check for check in checks() if check.key == key)
