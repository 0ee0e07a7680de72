"""Who of the crews makes the next check, so that nobody asks about more than two persons a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from samverkan.demo.story.check import Check
from samverkan.demo.story.people import Role, holders

MOST_PERSONS = 2
"""A person's daily budget is fifty elements; one person asked about takes up to twenty-five."""


class Crews:
    """The patrol officers and how many persons each has asked about, day by day."""

    def __init__(self, already: Iterable[Check]) -> None:
        """Count the checks that have their officer already."""
        self._patrol = [each.reference for each in holders("KBV", Role.PATRULL)]
        self._asked: Counter[tuple[date, str]] = Counter()
        self._checks: Counter[tuple[date, str]] = Counter()
        for check in already:
            self._count(check.at.date(), check.officer, len(check.questions))

    def next(self, day: date, persons: int) -> str:
        """Give the officer with fewest persons, then fewest checks. ValueError if all are full."""
        officer = min(
            self._patrol, key=lambda each: (self._asked[day, each], self._checks[day, each])
        )
        if self._asked[day, officer] + persons > MOST_PERSONS:
            raise ValueError(f"{day}: nobody may ask about {persons} more")
        self._count(day, officer, persons)
        return officer

    def _count(self, day: date, officer: str, persons: int) -> None:
        self._asked[day, officer] += persons
        self._checks[day, officer] += 1
