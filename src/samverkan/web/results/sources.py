"""Which query of an earlier step gives the rows of a data set, from this authority's own records.

The query counts and leaves persons out; what it gives still passes the rules on rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from samverkan.rules.figures import Period, Row
from samverkan.web.results import gathering


@dataclass(frozen=True, slots=True)
class Source:
    """A query by its published name, and the function that runs it."""

    name: str
    rows: Callable[[Period], Sequence[Row]]


SOURCES: Mapping[str, Source] = {
    "property": Source("enforcement.things", gathering.things),
    "money": Source("enforcement.money", gathering.money),
    "checks": Source("inspections.checks", gathering.checks),
    "questions": Source("questions.persons", gathering.persons_asked),
    "hits": Source("questions.hits", gathering.hits),
    "refusals": Source("disclosure.refusals", gathering.refusals),
}
