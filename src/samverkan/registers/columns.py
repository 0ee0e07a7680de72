"""Which column of a register means what, by its name: in Swedish or English, however it is spelt.

`columns.toml` lists the names. A name that is not there is not read, and between two columns that
would mean the same nobody guesses: a sentence says so, and a mapping file decides.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from unicodedata import normalize

from samverkan.registers.column_words import ColumnNames
from samverkan.rules.refusal import NotAllowed


class Column(StrEnum):
    """What a register's columns are called here, whatever its own file calls them."""

    ID = "id"
    PERSONAL_NUMBER = "personal_number"
    COORDINATION_NUMBER = "coordination_number"
    ORGANISATION_NUMBER = "organisation_number"
    FOREIGN_NUMBER = "foreign_number"
    """A person's number in a form of its own (another country's, or `soc_sec_id`): not checked."""
    GIVEN_NAME = "given_name"
    SURNAME = "surname"
    BIRTH_DATE = "birth_date"
    ADDRESS = "address"
    PLACE = "place"
    POSTCODE = "postcode"
    REGION = "region"
    COMPANY_NAME = "company_name"
    HULL = "hull"
    REGISTRATION = "registration"
    ENGINE = "engine"
    CRAFT_NAME = "craft_name"
    MAKE = "make"
    EMAIL = "email"
    PHONE = "phone"


VAGUE: Mapping[str, tuple[Column, ...]] = {
    "namn": (Column.GIVEN_NAME, Column.SURNAME, Column.COMPANY_NAME, Column.CRAFT_NAME),
    "name": (Column.GIVEN_NAME, Column.SURNAME, Column.COMPANY_NAME, Column.CRAFT_NAME),
    "fullname": (Column.GIVEN_NAME, Column.SURNAME),
    "personid": (Column.ID, Column.PERSONAL_NUMBER),
    "postadress": (Column.ADDRESS, Column.PLACE),
    "postaladdress": (Column.ADDRESS, Column.PLACE),
}
"""Common names that say too little, and what each might be."""


@dataclass(frozen=True, slots=True)
class Source:
    """One column of the file that gives a part of a value: its place from 0, and its name.

    `joined` stands before it if another part comes first: `Storgatan` and ` ` and `4`.
    """

    place: int
    name: str
    joined: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A column that was recognised, and where its value comes from, in order."""

    column: Column
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a header says.

    `fields` stand in the order of `Column`. `unread` are names that nobody knows; `notes` tell of
    those that say too little. `unclear` tell of columns that mean the same.
    """

    fields: tuple[Field, ...]
    unread: tuple[str, ...]
    notes: tuple[NotAllowed, ...]
    unclear: tuple[NotAllowed, ...]

    @property
    def columns(self) -> frozenset[Column]:
        """Give the columns that were recognised."""
        return frozenset(field.column for field in self.fields)


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading of `columns.toml`: the column it belongs to, and what joins it to its parts."""

    key: str
    column: Column
    joined: str


def plain(name: str) -> str:
    """Give a column's name in small letters and digits alone: ` Födelse_Datum` is fodelsedatum."""
    letters = normalize("NFKD", name.strip().casefold())
    return re.sub(r"[^a-z0-9]", "", letters)


def recognise(header: Sequence[str], *, first: bool = False) -> Recognised:
    """Say what the columns of a header mean, each by its name.

    Of several that mean the same none is read, unless the `first` is to be taken.
    """
    found, unread = _found(header)
    fields: dict[Column, list[Source]] = {}
    unclear = []
    for key, sources in found.items():
        if len(sources) > 1:
            unclear.append(_same(key, sources, first=first))
        if first or len(sources) == 1:
            fields.setdefault(_headings()[key].column, []).append(sources[0])
    whole = tuple(Field(column, tuple(fields[column])) for column in Column if column in fields)
    notes = (_vague(name, fields.keys()) for name in unread)
    return Recognised(whole, unread, tuple(note for note in notes if note), tuple(unclear))


def _found(header: Sequence[str]) -> tuple[Mapping[str, list[Source]], tuple[str, ...]]:
    """Sort a header's columns by heading, in the order of `columns.toml`; and the others."""
    keys = [_names().get(plain(name)) for name in header]
    if not {"birth_year", "birth_month"} <= set(keys):
        # A birthday is a whole date, unless year and month have columns of their own.
        keys = ["birth_date" if key == "birth_day" else key for key in keys]
    found: dict[str, list[Source]] = {key: [] for key in _headings()}
    for place, (name, key) in enumerate(zip(header, keys, strict=True)):
        if key:
            found[key].append(Source(place, name.strip(), _headings()[key].joined))
    unread = (name.strip() for name, key in zip(header, keys, strict=True) if not key)
    chosen = {key: _preferred(key, sources) for key, sources in found.items() if sources}
    return _whole(chosen), tuple(unread)


def _preferred(key: str, sources: list[Source]) -> list[Source]:
    """Take the column that bears this very name before those that only resemble it."""
    exact = [source for source in sources if plain(source.name) == plain(key)]
    return exact if len(exact) == 1 else sources


def _whole(found: dict[str, list[Source]]) -> dict[str, list[Source]]:
    """Leave out parts that have no first part, and parts of a date that stands whole as well."""
    if "birth_date" in found:
        drop = {"birth_year", "birth_month", "birth_day"}
    else:
        drop = set() if "birth_year" in found else {"birth_month", "birth_day"}
    firsts = {"street_number": "address", "address_2": "address"}
    drop |= {part for part, first in firsts.items() if first not in found}
    return {key: sources for key, sources in found.items() if key not in drop}


def _same(key: str, sources: Sequence[Source], *, first: bool) -> NotAllowed:
    names = ", ".join(source.name for source in sources)
    sentence = "registers.first_of_same" if first else "registers.same_column"
    return NotAllowed(sentence, names=names, column=ColumnNames((key,)))


def _vague(name: str, known: Collection[Column]) -> NotAllowed | None:
    """Tell of a name that says too little, unless the header has what it might be."""
    might = VAGUE.get(plain(name), ())
    if not might or any(column in known for column in might):
        return None
    return NotAllowed("registers.vague_column", name=name, columns=ColumnNames(tuple(might)))


@cache
def _headings() -> Mapping[str, _Heading]:
    rows = tomllib.loads(files("samverkan.registers").joinpath("columns.toml").read_text("utf-8"))
    return {
        key: _Heading(key, Column(row.get("part_of", key)), row.get("joined", ""))
        for key, row in rows.items()
    }


@cache
def _names() -> Mapping[str, str]:
    """Give the heading of each name that a column may go by."""
    rows = tomllib.loads(files("samverkan.registers").joinpath("columns.toml").read_text("utf-8"))
    pairs = ((plain(name), key) for key, row in rows.items() for name in (key, *row["names"]))
    return dict(pairs)
