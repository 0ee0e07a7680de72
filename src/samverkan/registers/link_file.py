"""A register to be linked, read whole: each column once as different values and where they stand.

It comes through the registers' intake, with the same sources, columns and forms. What was not
understood counts as missing, and its row is linked by the rest.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from samverkan.registers.blocks import SetAside
from samverkan.registers.checking import MATCHED, Checked, Needs
from samverkan.registers.choosing import choose
from samverkan.registers.columns import Column
from samverkan.registers.databases import address
from samverkan.registers.intake import NO_MAPPING, Register
from samverkan.registers.likeness_fields import SOURCES, Gathered, Normal, born, coded_of, mapped
from samverkan.registers.link_columns import WHOLE_NAME, guessed
from samverkan.registers.link_damaged import settled, with_damaged
from samverkan.registers.mapping import Mapping as Told
from samverkan.registers.naming import name_of
from samverkan.registers.sources import open_source
from samverkan.registers.tally import Tally
from samverkan.rules.refusal import NotAllowed
from samverkan.sealed.likeness import Coded
from samverkan.sealed.likeness.normal import NORMAL
from samverkan.sealed.likeness.spelling import words, words_of

MOSTLY = 0.3
"""From this share of values with a legal form, a column of names holds companies."""

_LENIENT = Needs(MATCHED | {WHOLE_NAME}, or_wrong=True)
_PERSONS = (Column.PERSONAL_NUMBER, Column.COORDINATION_NUMBER, Column.FOREIGN_NUMBER)


@dataclass(frozen=True, slots=True)
class LinkFile:
    """A register's rows: what each is called, and its columns of normalised fields by name.

    `doubled` counts the rows that have another row's name; `numbered` says that rows have no name
    and go by their number, from 1. `aside` tells of what was not understood, `notes` of columns.
    """

    name: str
    ids: Sequence[str]
    fields: Mapping[str, Coded]
    doubled: int
    numbered: bool
    aside: Tally = field(default_factory=Tally)
    notes: tuple[NotAllowed, ...] = ()

    def __len__(self) -> int:
        return len(self.ids)


def read_link_file(source: str | Path, *, on: date, mapping: Told = NO_MAPPING) -> LinkFile:
    """Read a register; two-digit years are read as on a date.

    NotAllowed says what is wrong with it; OSError if it cannot be read.
    """
    reader = open_source(source, mapping)
    known, day = guessed(reader.header, mapping), mapping.on or on
    chosen = choose(reader.header, known, on=day, first=True)
    register = Register(reader, chosen, day, _LENIENT)
    guesses = known.columns[len(mapping.columns) :]
    return _read(
        name_of(str(source) or address(mapping)),
        register,
        certain=all(one.name != Column.ID for one in guesses),
    )


def _read(name: str, register: Register, *, certain: bool) -> LinkFile:
    """Read all rows. Names that were only guessed and name two rows alike name nobody."""
    rows = _Rows(_numbers({one.name for one in register.chosen.wanted}))
    for checked in register.batches():
        rows.take(checked)
    if not rows.aside.taken:
        raise rows.nothing()
    doubled = len(rows.ids) - len(set(rows.ids))
    numbered = not rows.ids or (bool(doubled) and not certain)
    fields, notes = _fields(rows)
    return LinkFile(
        name,
        [str(number) for number in np.concatenate(rows.numbers)] if numbered else rows.ids,
        fields,
        0 if numbered else doubled,
        numbered,
        rows.aside,
        register.chosen.notes + notes,
    )


def _numbers(wanted: AbstractSet[str]) -> tuple[Column, ...]:
    """Say where a row's number stands: a number of the other kind, if that has no own column."""
    organisation = (Column.ORGANISATION_NUMBER,)
    names = {Column.GIVEN_NAME, Column.SURNAME}
    if wanted.isdisjoint(_PERSONS) or (Column.COMPANY_NAME in wanted and names.isdisjoint(wanted)):
        return organisation + tuple(one for one in _PERSONS if one not in wanted)
    return _PERSONS + (() if Column.ORGANISATION_NUMBER in wanted else organisation)


class _Rows:
    """What was read of a register so far."""

    def __init__(self, numbers: Collection[Column]) -> None:
        self.ids: list[str] = []
        self.numbers: list[NDArray[np.int64]] = []
        self.gathered = Gathered()
        self.names = Gathered()
        self.aside = Tally()
        self._columns = numbers
        self._normal = Normal()
        self._first: SetAside | None = None

    def take(self, checked: Checked) -> None:
        """Read one batch more."""
        rows = checked.rows
        for one in checked.aside:
            self.aside.add(one)
            self._first = self._first or one
        fields = self._normal.fields(rows, SOURCES, self._columns)
        self.gathered.take(with_damaged(fields, checked))
        names = coded_of(rows, (WHOLE_NAME,))
        if names is not None:
            self.names.take({WHOLE_NAME: names})
        if Column.ID in rows.schema.names:
            self.ids += rows.column(Column.ID).fill_null("").to_pylist()
        self.numbers.append(self.aside.read + _places(checked))
        self.aside.read += checked.read
        self.aside.taken += rows.num_rows

    def nothing(self) -> NotAllowed:
        """Say why there is no row to link."""
        first, count = self._first, self.aside.read
        if first is None:
            return NotAllowed("link.no_rows")
        return NotAllowed("link.none_read", count=count, line=first.line, why=first.refusal)


def _places(checked: Checked) -> NDArray[np.int64]:
    """Give each row's place among those of its batch, put aside ones counted, from 1."""
    lost = np.unique([one.line for one in checked.aside if not one.kept])
    before: NDArray[np.int64] = np.searchsorted(lost, checked.rows.column("line").to_numpy())
    return np.arange(1, checked.rows.num_rows + 1) + before


def _fields(rows: _Rows) -> tuple[dict[str, Coded], tuple[NotAllowed, ...]]:
    """Give the columns that say something, and notes on what was guessed of them.

    Whole names are taken apart, and birth dates off numbers.
    """
    found, notes = settled(rows.gathered.columns(), rows.aside)
    found |= _named(rows.names.columns())
    found = found if "company" in found else born(found)
    return {name: column for name, column in found.items() if column.said()}, notes


def _named(columns: Mapping[str, Coded]) -> dict[str, Coded]:
    """Take a column of whole names apart, or see that they are companies'."""
    if WHOLE_NAME not in columns:
        return {}
    names = columns[WHOLE_NAME]
    forms = sum(not words_of("legal_forms").isdisjoint(words(name)) for name in names.values)
    if forms > MOSTLY * len(names.values):
        return {"company": mapped(names, NORMAL["company"])}
    return {
        "given": mapped(names, lambda name: NORMAL["given"](_apart(name)[0])),
        "surname": mapped(names, lambda name: NORMAL["surname"](_apart(name)[1])),
    }


def _apart(name: str) -> tuple[str, str]:
    """Give given names and surname of "Anna Berg" or "Berg, Anna"; a single word is a surname."""
    surname, comma, given = name.partition(",")
    if comma:
        return given.strip(), surname.strip()
    first, _, last = name.strip().rpartition(" ")
    return first, last
