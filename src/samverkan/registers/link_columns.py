"""What linking guesses of a header beyond the names that every register goes by.

More than when a register is taken in, since nothing is stored and a person looks through the
result: a single column `name` is taken apart, and a column whose name ends in "id" names the rows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from samverkan.registers.columns import Column, plain, recognise
from samverkan.registers.mapping import Mapping, Told

WHOLE_NAME = "name"
"""The column of whole names: guessed, or told under `[more]` of a mapping."""

_NAMES = frozenset({"name", "namn", "fullname", "fullstandigtnamn", "personname", "personnamn"})
_ENDS = ("id", "key", "nr", "no", "index")
_NAMED = {WHOLE_NAME, Column.GIVEN_NAME, Column.SURNAME, Column.COMPANY_NAME, Column.CRAFT_NAME}
_PERSONS = {Column.PERSONAL_NUMBER, Column.BIRTH_DATE}
_CRAFT = {Column.HULL, Column.REGISTRATION, Column.ENGINE, Column.MAKE}


def guessed(header: Sequence[str], mapping: Mapping) -> Mapping:
    """Add to a mapping what its register's header lets us guess; nothing if it says `only`."""
    if mapping.only:
        return mapping
    return replace(mapping, columns=(*mapping.columns, *_guesses(header, mapping)))


def _guesses(header: Sequence[str], mapping: Mapping) -> Iterator[Told]:
    used = {plain(name) for told in mapping.columns for name in told.names}
    seen = recognise([name for name in header if plain(name) not in used], first=True)
    known = {*seen.columns, *(told.name for told in mapping.columns)}
    rest = [name for name in seen.unread if header.count(name) == 1]
    whole = next((name for name in rest if plain(name) in _NAMES), None)
    if whole and not known & _NAMED:
        yield _told(_whole_name(known), whole, mapping)
    ends = (name for name in rest if plain(name).endswith(_ENDS) and plain(name) not in _NAMES)
    row = next(ends, None)
    if row and Column.ID not in known:
        yield _told(Column.ID, row, mapping)


def _whole_name(known: Collection[str]) -> str:
    """Say whose name it is, where the columns beside it tell."""
    return Column.CRAFT_NAME if _CRAFT & {*known} and not _PERSONS & {*known} else WHOLE_NAME


def _told(column: str, name: str, mapping: Mapping) -> Told:
    return Told(column, (name,), joined=" ", value="", nulls=mapping.nulls)
