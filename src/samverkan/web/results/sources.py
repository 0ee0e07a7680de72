"""Which query of an earlier step gives the rows of a data set, from this authority's own records.

The query counts and leaves persons out; what it gives still passes the rules on rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from samverkan.rules.figures import Period, Row, numbered
from samverkan.rules.measures import dataset
from samverkan.rules.questions import SubjectRole
from samverkan.rules.small_numbers import is_small
from samverkan.web.enforcement import queries as enforcement
from samverkan.web.inspections import queries as inspections
from samverkan.web.people.queries import local_date
from samverkan.web.questions import queries as questions
from samverkan.web.questions.queries import AskedCard

Cells = Counter[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Source:
    """A query by its published name, and the function that runs it."""

    name: str
    rows: Callable[[Period], tuple[Row, ...]]


def _property(period: Period) -> tuple[Row, ...]:
    return numbered(enforcement.thing_rows(period.first, period.last))


def _money(period: Period) -> tuple[Row, ...]:
    return numbered(enforcement.money_rows(period.first, period.last))


def _checks(period: Period) -> tuple[Row, ...]:
    cells: Cells = Counter()
    for row in inspections.checks():
        if period.first <= local_date(row.started_at) <= period.last:
            cells[row.mode, f"{local_date(row.started_at):%Y-%m}", "done"] += 1
    return _by_month(cells)


def _questions(period: Period) -> tuple[Row, ...]:
    """Count each person once for each check: a hit if any of the questions about them hit."""
    asked: dict[tuple[str, str], bool] = {}
    months: dict[tuple[str, str], str] = {}
    for each in _asked(period):
        if each.card.role == SubjectRole.CRAFT:
            continue
        person = (each.card.check_ref, each.card.subject)
        asked[person] = asked.get(person, False) or bool(each.hits)
        months.setdefault(person, f"{local_date(each.card.made_at):%Y-%m}")
    return _by_month(
        Counter(
            ("person", months[person], "hit" if hit else "no-hit") for person, hit in asked.items()
        )
    )


def _hits(period: Period) -> tuple[Row, ...]:
    """Count hits by whose list they came from, over the whole period."""
    found = dataset("hits")
    kinds = Counter(found.of_holder(hit.holder) for each in _asked(period) for hit in each.hits)
    return numbered((kind, "", "hit", count) for kind, count in kinds.items())


def _asked(period: Period) -> Iterator[AskedCard]:
    for check in inspections.checks():
        if period.first <= local_date(check.started_at) <= period.last:
            yield from questions.questions_of(check.record)


def _by_month(cells: Cells) -> tuple[Row, ...]:
    """Give counts by month, or for the whole period if a month would be a small count."""
    if any(is_small(count) for count in cells.values()):
        whole: Cells = Counter()
        for (kind, _month, status), count in cells.items():
            whole[kind, "", status] += count
        cells = whole
    return numbered((*key, count) for key, count in cells.items())


SOURCES: Mapping[str, Source] = {
    "property": Source("enforcement.queries.thing_rows", _property),
    "money": Source("enforcement.queries.money_rows", _money),
    "checks": Source("inspections.queries.checks", _checks),
    "questions": Source("questions.queries.questions_of", _questions),
    "hits": Source("questions.queries.hits_of", _hits),
}
