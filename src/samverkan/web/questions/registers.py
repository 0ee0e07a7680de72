"""Rows of a register as they come in: read by column, judged one by one.

Columns: `list`, `ground`, `need`, `harm_test`, `ends_on`, `case_reference`, and the numbers
`personal_number`, `organisation_number`, `hull`, `engine`, `registration`, of which a row has at
least one. Where `likeness` says yes the entry may be found by likeness too, and `given_name`,
`surname`, `birth_date`, `craft_name` and `make` are read. Other columns are not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from samverkan.registers.tables import Line, read_table
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
LIKENESS: Mapping[str, str] = {
    "given_name": "given",
    "surname": "surname",
    "birth_date": "birth",
    "craft_name": "craft",
    "make": "make",
}
"""Columns that are read for likeness, and what `sealed.likeness` calls them."""

CRAFT_NUMBERS = ("hull", "engine", "registration")
YES = frozenset({"ja", "yes"})


@dataclass(frozen=True, slots=True)
class Row:
    """One row as written; `numbers` are (column, text) and `line` is its line in the file.

    `likeness` holds the fields by which the entry may be found, None where it may not.
    """

    line: int
    list_id: str
    ground: str
    need: str
    harm_test: str
    ends_on: str
    case_reference: str
    numbers: tuple[tuple[str, str], ...]
    likeness: tuple[tuple[str, str], ...] | None = None


@dataclass(frozen=True, slots=True)
class SetAside:
    """A row that was not taken: where, in which column, and why."""

    line: int
    field: str
    refusal: NotAllowed


def read(data: bytes) -> tuple[Row, ...]:
    """Read a register's rows. NotAllowed if it is no text, has no header or lacks a column."""
    table = read_table(data, columns=WORDS)
    return tuple(_row(table.header, line) for line in table.lines)


def _row(header: tuple[str, ...], line: Line) -> Row:
    # A row that is too short says nothing in its last columns, and the rule says what is missing.
    said = {name: cell.strip() for name, cell in zip(header, line.cells, strict=False)}
    return Row(
        line=line.number,
        list_id=said.get("list", ""),
        ground=said.get("ground", ""),
        need=said.get("need", ""),
        harm_test=said.get("harm_test", ""),
        ends_on=said.get("ends_on", ""),
        case_reference=said.get("case_reference", ""),
        numbers=tuple((name, said[name]) for name in NUMBERS if said.get(name)),
        likeness=likeness_of(said) if said.get("likeness", "").casefold() in YES else None,
    )


def likeness_of(said: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Give the fields for likeness out of columns: names and make, and the craft's numbers."""
    named = [(field, said[name]) for name, field in LIKENESS.items() if said.get(name)]
    numbers = [(name, said[name]) for name in CRAFT_NUMBERS if said.get(name)]
    return (*named, *numbers)
