"""Turns a block of delimited text into columns, at once with Arrow or row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from samverkan.registers.blocks import SetAside
from samverkan.registers.csv_blocks import Plan, plan
from samverkan.registers.csv_rows import Row, breaks, rows
from samverkan.rules.refusal import NotAllowed

if TYPE_CHECKING:
    import pyarrow as pa

_LONGEST_SHOWN = 1_000
"""Characters of a row that is put aside."""


@dataclass(frozen=True, slots=True)
class Form:
    """How the text is written: its delimiter, how many columns, and the places that are wanted."""

    delimiter: str
    columns: int
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of a block: wanted cells by place, the line of each row, and what was put aside.

    `size` says how far they reach, in what was read (bytes or characters), and `lines` likewise.
    """

    cells: Mapping[int, pa.Array]
    at: np.ndarray
    aside: tuple[SetAside, ...]
    size: int
    lines: int


def at_once(data: bytes, form: Form, *, line: int, last: bool) -> Part | None:
    """Read a clean block of UTF-8. None if it is not clean: then each row must be looked at."""
    found = plan(data, form.delimiter, last=last)
    if found is None:
        return None
    whole, odd = data[: found.end], set[int]()
    table = _table(whole, form, found.quoted, odd)
    if table is None or table.num_rows + len(odd) != len(found.starts):
        return None
    even = np.delete(np.arange(len(found.starts)), sorted(odd))
    blank = [row for row in _perhaps_blank(table, even) if _row(whole, found, form, row).is_blank]
    lines = found.lines_before + line
    aside = (_judge(_row(whole, found, form, row), form, int(lines[row])) for row in sorted(odd))
    taken = ~np.isin(even, blank)
    return Part(
        cells=_cells(table if taken.all() else table.filter(taken), form),
        at=lines[even[taken]],
        aside=tuple(one for one in aside if one),
        size=found.end,
        lines=found.lines,
    )


def row_by_row(text: str, form: Form, *, line: int, last: bool) -> Part:
    """Read a block that has something in it that is not as it should be."""
    import pyarrow as pa  # noqa: PLC0415  heavy, and `--help` needs none

    kept: list[Row] = []
    aside: list[SetAside] = []
    row = None
    for row in rows(text, form.delimiter, line=line, last=last):
        wrong = _judge(row, form, row.line)
        if wrong:
            aside.append(wrong)
        elif not row.is_blank:
            kept.append(row)
    size = row.end if row else 0
    cells = {
        place: pa.array([row.cells[place] for row in kept], pa.string()) for place in form.places
    }
    at = np.array([row.line for row in kept], dtype=np.int64)
    return Part(cells, at, tuple(aside), size, breaks(text, 0, size))


def _judge(row: Row, form: Form, line: int) -> SetAside | None:
    """Put a row aside that is broken or has too many or too few cells; a blank one is nothing."""
    why = row.broken
    if why is None and not row.is_blank and len(row.cells) != form.columns:
        why = NotAllowed("registers.fields", count=len(row.cells), wanted=form.columns)
    shown = row.text[:_LONGEST_SHOWN].encode("utf-8", "replace").decode()
    return SetAside(line, "", shown, why) if why else None


def _row(data: bytes, found: Plan, form: Form, row: int) -> Row:
    start = found.starts[row]
    end = found.starts[row + 1] if row + 1 < len(found.starts) else found.end
    return next(rows(data[start:end].decode(), form.delimiter))


def _table(data: bytes, form: Form, quoted: bool, odd: set[int]) -> pa.Table | None:
    """Let Arrow read the wanted columns; rows with another number of cells go to `odd`."""
    import pyarrow as pa  # noqa: PLC0415
    from pyarrow import csv  # noqa: PLC0415

    def skip(row: Any) -> str:  # noqa: ANN401  pyarrow.csv.InvalidRow has no types
        odd.add(row.number - 1)
        return "skip"

    names = [str(place) for place in range(form.columns)]
    wanted = [str(place) for place in form.places]
    if not data:
        return pa.table({name: pa.array([], pa.string()) for name in wanted})
    try:
        return csv.read_csv(
            pa.BufferReader(data),
            csv.ReadOptions(use_threads=False, block_size=len(data) + 1, column_names=names),
            csv.ParseOptions(
                delimiter=form.delimiter,
                newlines_in_values=quoted,
                ignore_empty_lines=False,
                invalid_row_handler=skip,
            ),
            csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()),
                include_columns=wanted,
                strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid:
        return None


def _perhaps_blank(table: pa.Table, rows: np.ndarray) -> Iterator[int]:
    """Give the rows in which no wanted cell holds more than blanks."""
    from pyarrow import compute  # noqa: PLC0415

    empty = np.ones(len(rows), dtype=bool)
    for column in table.columns:
        sizes = compute.binary_length(compute.utf8_trim_whitespace(column))
        empty &= sizes.to_numpy() == 0
        if not empty.any():
            break
    return map(int, rows[empty])


def _cells(table: pa.Table, form: Form) -> Mapping[int, pa.Array]:
    columns = (table.column(str(place)).combine_chunks() for place in form.places)
    return dict(zip(form.places, columns, strict=True))
