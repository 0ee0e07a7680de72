"""A published figure, recomputed: rows, which of them count, their running sum, and their hash.

Whoever holds the file and these definitions gets the same krona as the page, or is told which row
disagrees. Nothing here knows who published it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from samverkan.rules.measures import DataSet, Measure
from samverkan.rules.refusal import NotAllowed
from samverkan.wire.canonical import Json, digest, encode

_MONTH = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])")
MAX_ROWS = 20_000
MAX_VALUE = 2**53 - 1


@dataclass(frozen=True, slots=True)
class Period:
    """The days a report is about, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise NotAllowed("figures.bad_period", first=self.first, last=self.last)

    def holds(self, month: str) -> bool:
        """Say whether a month (`2025-07`) lies in the period; no month (``) is the whole of it."""
        return not month or f"{self.first:%Y-%m}" <= month <= f"{self.last:%Y-%m}"


@dataclass(frozen=True, slots=True)
class Row:
    """One row without persons: its number in the table, kind, month, status; `value` in the unit.

    The number only tells rows apart. Rows are sorted before they are numbered, so it says nothing
    about who, where, or in which order.
    """

    number: int
    kind: str
    month: str
    status: str
    value: int

    def fields(self) -> dict[str, Json]:
        """Give the row as it is hashed and published."""
        return {
            "kind": self.kind,
            "month": self.month,
            "number": self.number,
            "status": self.status,
            "value": self.value,
        }


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a figure: whether the measure counts it, and the sum so far."""

    row: Row
    counted: bool
    total: int


def numbered(rows: Iterable[tuple[str, str, str, int]]) -> tuple[Row, ...]:
    """Make rows of (kind, month, status, value), sorted so that their numbers say nothing."""
    return tuple(Row(number, *row) for number, row in enumerate(sorted(rows), start=1))


def grouped(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Add up rows that are counts: one row for each kind, month and status."""
    sums: Counter[tuple[str, str, str]] = Counter()
    for row in rows:
        sums[row.kind, row.month, row.status] += row.value
    return numbered((*key, value) for key, value in sums.items())


def must_fit(rows: Sequence[Row], dataset: DataSet) -> None:
    """Refuse rows that are not of the data set's closed vocabulary: no free text, no person.

    Names the first row that does not fit.
    """
    if not rows:
        raise NotAllowed("figures.no_rows")
    if len(rows) > MAX_ROWS:
        raise NotAllowed("figures.too_many_rows", most=MAX_ROWS)
    for place, row in enumerate(rows, start=1):
        _must_be_row(row, place, dataset)


def counts(measure: Measure, row: Row, period: Period) -> bool:
    """Say whether the measure counts a row."""
    return (
        (not measure.kinds or row.kind in measure.kinds)
        and (not measure.statuses or row.status in measure.statuses)
        and (not measure.in_period or period.holds(row.month))
    )


def lines(measure: Measure, rows: Iterable[Row], period: Period) -> tuple[Line, ...]:
    """Go through the rows with the measure: what counts, and the sum so far."""
    total, found = 0, []
    for row in rows:
        counted = counts(measure, row, period)
        total += row.value if counted else 0
        found.append(Line(row, counted, total))
    return tuple(found)


def value_of(measure: Measure, rows: Iterable[Row], period: Period) -> int:
    """Add up what the measure counts, in its unit; 0 if nothing."""
    return sum(row.value for row in rows if counts(measure, row, period))


def by_kind(measure: Measure, rows: Iterable[Row], period: Period) -> dict[str, int]:
    """Give the figure split on kinds, in the data set's order, without kinds that have nothing."""
    sums = Counter[str]()
    for row in rows:
        sums[row.kind] += row.value if counts(measure, row, period) else 0
    return {kind: sums[kind] for kind in measure.dataset.kinds if sums[kind]}


def data_hash(rows: Iterable[Row]) -> str:
    """Give the SHA-256 (hexadecimal) of the rows in canonical JSON (RFC 8785)."""
    return digest(encode([row.fields() for row in rows]))


def row_of(fields: Any, place: int) -> Row:  # noqa: ANN401  a stranger's JSON
    """Read one row of a file or a release; NotAllowed names the row that is not one."""
    if not isinstance(fields, Mapping):
        raise NotAllowed("figures.bad_row", row=place, what="row")
    return Row(
        _whole(fields, "number", place),
        _text(fields, "kind", place),
        _text(fields, "month", place),
        _text(fields, "status", place),
        _whole(fields, "value", place),
    )


def _must_be_row(row: Row, place: int, dataset: DataSet) -> None:
    if row.number != place:
        raise NotAllowed("figures.bad_row", row=place, what="number")
    if row.kind not in dataset.kinds:
        raise NotAllowed("figures.bad_row", row=place, what="kind")
    if row.status not in dataset.statuses:
        raise NotAllowed("figures.bad_row", row=place, what="status")
    if row.month and not _MONTH.fullmatch(row.month):
        raise NotAllowed("figures.bad_row", row=place, what="month")
    if not 0 <= row.value <= MAX_VALUE:
        raise NotAllowed("figures.bad_row", row=place, what="value")


def _text(fields: Mapping[str, Any], name: str, place: int) -> str:
    value = fields.get(name)
    if not isinstance(value, str):
        raise NotAllowed("figures.bad_row", row=place, what=name)
    return value


def _whole(fields: Mapping[str, Any], name: str, place: int) -> int:
    value = fields.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise NotAllowed("figures.bad_row", row=place, what=name)
    return value
