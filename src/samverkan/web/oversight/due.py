"""Which cases of this authority have been kept long enough, from each step's own queries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from samverkan.rules.inspections import Outcome
from samverkan.rules.retention import Kept, is_due
from samverkan.web.enforcement import queries as enforcement
from samverkan.web.inspections import queries as inspections
from samverkan.web.journal.review import erased
from samverkan.web.people.queries import local_date
from samverkan.web.questions import queries as questions
from samverkan.web.releases import queries as releases


@dataclass(frozen=True, slots=True)
class DueCase:
    """A case that may be kept no longer: its reference, why, and the day it ended."""

    case: str
    kept: Kept
    ended: date


def due_cases(*, on: date) -> tuple[DueCase, ...]:
    """Give the cases that are due and not erased, oldest first."""
    found = [
        each
        for each in (*_checks(), *_received(), *_debtors(), *_exported())
        if is_due(each.kept, each.ended, on=on)
    ]
    gone = erased([each.case for each in found])
    left = (each for each in found if each.case not in gone)
    return tuple(sorted(left, key=lambda each: (each.ended, each.case)))


# What is done as a crime case is kept as one.
REPORTED = {Outcome.PENALTY_NOTICE, Outcome.SOBRIETY_REPORTED, Outcome.HANDED_OVER}


def _checks() -> Iterator[DueCase]:
    ended = inspections.checks().filter(control_ended_at__isnull=False)
    for row in ended:
        kept = _kept(row.record, row.outcome)
        yield DueCase(row.case, kept, local_date(row.control_ended_at or row.started_at))


def _kept(check: str, outcome: str) -> Kept:
    if outcome in REPORTED:
        return Kept.CHECK_REPORTED
    asked = questions.questions_of(check)
    if any(card.hits for card in asked):
        return Kept.CHECK_WITH_HIT
    return Kept.QUESTION_WITHOUT_HIT if asked else Kept.CHECK_WITHOUT_QUESTION


def _received() -> Iterator[DueCase]:
    rows = releases.received().filter(content__isnull=False)
    for row in rows:
        yield DueCase(row.case, Kept.RECEIVED_PAST_ITS_DAY, row.expires_on)


def _debtors() -> Iterator[DueCase]:
    for case, closed_at in enforcement.closed_cases():
        yield DueCase(case, Kept.DEBTOR_CASE, local_date(closed_at))


def _exported() -> Iterator[DueCase]:
    for row in enforcement.exports():
        yield DueCase(row.record, Kept.LIST_EXPORT, row.expires_on)
