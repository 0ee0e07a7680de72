"""Rows of a register as they come in: read by column, judged one by one.

A register is UTF-8 text with commas and one header line. Columns: `list`, `ground`, `need`,
`harm_test`, `ends_on`, `case_reference`, and the numbers `personal_number`, `organisation_number`,
`hull`, `engine`, `registration`, of which a row has at least one. Other columns are not read.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import StringIO

from samverkan.rules.refusal import NotAllowed
from samverkan.rules.subjects import Property

WORDS = ("list", "ground", "need", "harm_test", "ends_on", "case_reference")
NUMBERS: Mapping[str, Property] = {
    "personal_number": Property.PERSONAL_NUMBER,
    "organisation_number": Property.ORGANISATION_NUMBER,
    "hull": Property.HIN,
    "engine": Property.ENGINE_NUMBER,
    "registration": Property.REGISTRATION,
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row as written; `numbers` are (column, text) and `line` is its line in the file."""

    line: int
    list_id: str
    ground: str
    need: str
    harm_test: str
    ends_on: str
    case_reference: str
    numbers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SetAside:
    """A row that was not taken: where, in which column, and why."""

    line: int
    field: str
    refusal: NotAllowed


def read(data: bytes) -> tuple[Row, ...]:
    """Read a register's rows. NotAllowed if it is no text, has no header or lacks a column."""
    try:
        text = data.decode("utf-8-sig")
        table = csv.DictReader(StringIO(text, newline=""), strict=True)
        missing = [name for name in WORDS if name not in (table.fieldnames or ())]
        if missing:
            raise NotAllowed("packs.not_a_register", fault=", ".join(missing))
        return tuple(_rows(table))
    except (UnicodeDecodeError, csv.Error) as error:
        raise NotAllowed("packs.not_a_register", fault=str(error)) from None


def _rows(table: csv.DictReader[str]) -> Iterable[Row]:
    for row in table:
        said = {name: (row.get(name) or "").strip() for name in (*WORDS, *NUMBERS)}
        yield Row(
            line=table.line_num,
            list_id=said["list"],
            ground=said["ground"],
            need=said["need"],
            harm_test=said["harm_test"],
            ends_on=said["ends_on"],
            case_reference=said["case_reference"],
            numbers=tuple((name, said[name]) for name in NUMBERS if said[name]),
        )
