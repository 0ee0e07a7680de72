"""Checks a block of rows: every value in its normal form, or put aside with the reason.

A bad value never costs its row. The row goes on without the value as long as something is left to
match it by, since a person whose number is misspelt is to be found by name and date of birth.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from samverkan.registers import craft_columns, number_columns
from samverkan.registers.blocks import Block, Position, SetAside
from samverkan.registers.cell_texts import text_of
from samverkan.registers.columns import Column
from samverkan.registers.wanted import Wanted
from samverkan.rules.refusal import NotAllowed

if TYPE_CHECKING:
    import pyarrow as pa

NUMBERS: Mapping[Column, int] = {
    Column.PERSONAL_NUMBER: number_columns.PERSONAL,
    Column.COORDINATION_NUMBER: number_columns.COORDINATED,
    Column.ORGANISATION_NUMBER: number_columns.ORGANISATION,
}
"""A number goes to the column of its kind, whichever of them it stood in."""

MATCHED: frozenset[str] = frozenset(Column) - {Column.ID, Column.REGION}
"""Columns that say something of who or what the row is about."""


@dataclass(frozen=True, slots=True)
class Checked:
    """Rows with `line` (int64) and canonical columns (text, null if not said), and the rest.

    `read` counts the rows of the source, blank ones not counted. `after` is where to go on.
    """

    rows: pa.RecordBatch
    aside: tuple[SetAside, ...]
    read: int
    after: Position


@dataclass(slots=True)
class _Sheet:
    """A block while it is checked: its columns so far, and the refusals by row and column."""

    columns: dict[str, pa.Array]
    bad: list[tuple[int, str, str, NotAllowed]]
    telling: frozenset[str]


@dataclass(frozen=True, slots=True)
class Needs:
    """What a row needs to go on: a value in one of these columns, or also a wrong one."""

    columns: frozenset[str] = MATCHED
    or_wrong: bool = False


STRICT = Needs()


def check(block: Block, wanted: Sequence[Wanted], *, on: date, needs: Needs = STRICT) -> Checked:
    """Check a block's wanted columns as on a date."""
    constant = {one.name for one in wanted if one.constant}
    sheet = _Sheet({}, [], needs.columns - constant)
    numbers: dict[str, pa.Array] = {}
    for one in wanted:
        text = text_of(one, block)
        if one.name in NUMBERS:
            numbers[one.name] = text
        else:
            _take(sheet, one, text, on)
    if numbers:
        _take_numbers(sheet, numbers, on)
    return _checked(block, sheet, needs)


def _take(sheet: _Sheet, one: Wanted, text: pa.Array, on: date) -> None:
    """Check one column and put its refusals down."""
    bad: Mapping[int, NotAllowed] = {}
    column = text
    if one.dates is not None:
        column, bad = one.dates.column(text)
    elif one.amounts is not None:
        column, bad = one.amounts.column(text)
    elif one.name in craft_columns.PROPERTIES:
        column, bad = craft_columns.check(text, Column(one.name), on=on)
    sheet.columns[one.name] = column
    sheet.bad += [(row, one.name, text[row].as_py(), why) for row, why in bad.items()]


def _take_numbers(sheet: _Sheet, texts: Mapping[str, pa.Array], on: date) -> None:
    """Check the columns of numbers, each of which may hold numbers of every kind."""
    from pyarrow import compute  # noqa: PLC0415  heavy, and `--help` needs none

    found = {name: number_columns.check(text, on=on) for name, text in texts.items()}
    for name, numbers in found.items():
        sheet.bad += [
            (row, name, texts[name][row].as_py(), why) for row, why in numbers.bad.items()
        ]
    for name, kind in NUMBERS.items():
        own = sorted(found, key=lambda other: other != name)
        columns = [found[other].column(kind) for other in own]
        sheet.columns[name] = compute.coalesce(*columns)
        for column, other in zip(columns[1:], own[1:], strict=True):
            unlike = compute.fill_null(compute.not_equal(column, sheet.columns[name]), False)
            for row in compute.indices_nonzero(unlike).to_pylist():
                why = NotAllowed("registers.two_numbers")
                sheet.bad.append((row, other, texts[other][row].as_py(), why))


def _checked(block: Block, sheet: _Sheet, needs: Needs) -> Checked:
    import pyarrow as pa  # noqa: PLC0415

    usable = _usable(sheet, len(block.lines))
    if needs.or_wrong:
        usable[[row for row, *_ in sheet.bad]] = True
    aside = [*block.aside, *_aside(block, sheet, usable)]
    names: list[str] = [name for name in Column if name in sheet.columns]
    names += [name for name in sheet.columns if name not in names]
    arrays = [pa.array(block.lines), *(sheet.columns[name] for name in names)]
    batch = pa.RecordBatch.from_arrays(arrays, ["line", *names])
    taken = batch if usable.all() else batch.filter(pa.array(usable))
    ordered = sorted(aside, key=lambda one: (one.line, one.field))
    return Checked(taken, tuple(ordered), len(block.lines) + len(block.aside), block.after)


def _usable(sheet: _Sheet, rows: int) -> np.ndarray:
    """Say which rows have something to match by, other than what stands in every row."""
    found = np.zeros(rows, dtype=bool)
    for name, column in sheet.columns.items():
        if name in sheet.telling and not found.all():
            found |= column.is_valid().to_numpy(zero_copy_only=False)
    return found


def _aside(block: Block, sheet: _Sheet, usable: np.ndarray) -> Iterator[SetAside]:
    told = set()
    for row, name, text, why in sheet.bad:
        told.add(row)
        yield SetAside(int(block.lines[row]), name, text, why, kept=bool(usable[row]))
    for row in map(int, np.flatnonzero(~usable)):
        if row not in told:
            yield SetAside(int(block.lines[row]), "", "", NotAllowed("registers.nothing"))
