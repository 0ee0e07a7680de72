"""The file behind a published figure, and its verification by anyone, offline.

The file holds measure and version, period, every row with what counts and the sum so far, the
value as published, and the hash of the rows. `verify` trusts none of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NoReturn

from samverkan.rules.figures import (
    Line,
    Period,
    Row,
    data_hash,
    lines,
    must_fit,
    row_of,
    value_of,
)
from samverkan.rules.measures import Measure, Words, measure_version
from samverkan.rules.refusal import NotAllowed
from samverkan.wire.canonical import Json

FORMAT = "samverkan/figure@1"
COLUMNS = ("number", "kind", "month", "status", "value", "counted", "sum")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure as published: `value` in the measure's unit; `published_by` is a code such as NUC.

    `sources` are the releases the rows came with: participant, record and hash of each.
    """

    measure: Measure
    period: Period
    rows: tuple[Row, ...]
    value: int
    published_by: str
    published_on: date
    query: str
    sources: tuple[Mapping[str, Json], ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Give every row with what counts and the sum so far."""
        return lines(self.measure, self.rows, self.period)


@dataclass(frozen=True, slots=True)
class Verified:
    """A file whose every row, sum, value and hash agreed."""

    measure: Measure
    period: Period
    value: int
    rows: int
    counted: int
    data_hash: str


def to_file(figure: Figure) -> dict[str, Json]:
    """Give the figure as the file's JSON."""
    measure = figure.measure
    return {
        "format": FORMAT,
        "measure": measure.id,
        "version": measure.version,
        "title": _both(measure.title),
        "definition": _both(measure.definition),
        "level": _both(measure.level),
        "included": _both(measure.included),
        "excluded": _both(measure.excluded),
        "citation": measure.citation,
        "unit": str(measure.dataset.unit),
        "counted": {
            "dataset": measure.dataset.key,
            "kinds": sorted(measure.kinds),
            "statuses": sorted(measure.statuses),
            "in_period": measure.in_period,
        },
        "period": {
            "first": figure.period.first.isoformat(),
            "last": figure.period.last.isoformat(),
        },
        "value": figure.value,
        "data_hash": data_hash(figure.rows),
        "query": figure.query,
        "sources": [dict(source) for source in figure.sources],
        "published": {"by": figure.published_by, "on": figure.published_on.isoformat()},
        "rows": [
            {**line.row.fields(), "counted": line.counted, "sum": line.total}
            for line in figure.lines
        ],
    }


def as_json(figure: Figure) -> str:
    """Write the file as people may want to read it: indented, in UTF-8."""
    return json.dumps(to_file(figure), ensure_ascii=False, indent=1) + "\n"


def as_csv(figure: Figure) -> str:
    """Write the rows as CSV (RFC 4180). Every text is of a closed vocabulary: no cell can act."""
    head = ",".join(COLUMNS)
    rows = (
        f"{line.row.number},{line.row.kind},{line.row.month},{line.row.status},"
        f"{line.row.value},{int(line.counted)},{line.total}"
        for line in figure.lines
    )
    return "\r\n".join((head, *rows, ""))


def verify(data: bytes, *, page_hash: str = "") -> Verified:
    """Recompute a figure from its file; NotAllowed names the first row that disagrees.

    With `page_hash`, the hash as the page shows it, a file made up whole is found out too.
    """
    file = _read(data)
    measure = measure_version(_text(file, "measure"), _whole(file, "version"))
    period = Period(_day(_part(file, "period"), "first"), _day(_part(file, "period"), "last"))
    rows = _rows(file, measure, period)
    value, published = value_of(measure, rows, period), _whole(file, "value")
    if value != published:
        raise NotAllowed("figures.value_wrong", published=published, computed=value)
    found = data_hash(rows)
    if found != _text(file, "data_hash"):
        raise NotAllowed("figures.hash_wrong", computed=found)
    if page_hash and found != page_hash.strip().lower():
        raise NotAllowed("figures.other_data", computed=found)
    counted = sum(line.counted for line in lines(measure, rows, period))
    return Verified(measure, period, value, len(rows), counted, found)


def _rows(file: Mapping[str, Any], measure: Measure, period: Period) -> tuple[Row, ...]:
    said = file.get("rows")
    if not isinstance(said, list):
        _refuse("rows")
    rows = tuple(row_of(fields, place) for place, fields in enumerate(said, start=1))
    must_fit(rows, measure.dataset)
    for place, (line, fields) in enumerate(
        zip(lines(measure, rows, period), said, strict=True), start=1
    ):
        if fields.get("counted") is not line.counted:
            raise NotAllowed("figures.counted_wrong", row=place, measure=measure.id)
        if fields.get("sum") != line.total:
            raise NotAllowed(
                "figures.sum_wrong", row=place, said=str(fields.get("sum")), computed=line.total
            )
    return rows


def _read(data: bytes) -> Mapping[str, Any]:
    try:
        file = json.loads(data, object_pairs_hook=_no_name_twice)
    except (ValueError, RecursionError):
        raise NotAllowed("figures.not_json") from None
    if not isinstance(file, dict) or file.get("format") != FORMAT:
        raise NotAllowed("figures.not_a_figure", format=FORMAT)
    return file


def _no_name_twice(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    listed = list(pairs)
    found = dict(listed)
    if len(found) != len(listed):
        raise ValueError("a name stands twice")
    return found


def _both(words: Words) -> dict[str, Json]:
    return {"sv": words.sv, "en": words.en}


def _text(file: Mapping[str, Any], name: str) -> str:
    value = file.get(name)
    return value if isinstance(value, str) else _refuse(name)


def _whole(file: Mapping[str, Any], name: str) -> int:
    value = file.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else _refuse(name)


def _part(file: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = file.get(name)
    return value if isinstance(value, dict) else _refuse(name)


def _day(file: Mapping[str, Any], name: str) -> date:
    try:
        return date.fromisoformat(_text(file, name))
    except ValueError:
        _refuse(name)


def _refuse(field: str) -> NoReturn:
    raise NotAllowed("figures.bad_field", field=field)
