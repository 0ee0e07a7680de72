"""The mapping file of a register (TOML): which column means what, in which form and unit.

`docs/registers.md` shows it. What it does not say is recognised by name, unless `file.only`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from collections.abc import Mapping as Tables
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from samverkan.registers import encodings
from samverkan.registers.amounts import UNITS, Amounts
from samverkan.registers.columns import Column
from samverkan.registers.csv_rows import DELIMITERS
from samverkan.registers.date_patterns import pattern
from samverkan.registers.mapping_keys import Keys
from samverkan.registers.wanted import NULLS
from samverkan.rules.refusal import NotAllowed

TEXT, DATE, AMOUNT = "text", "date", "amount"
_SHORTCUTS = {"tab": "\t", "semicolon": ";", "comma": ",", "bar": "|"}


@dataclass(frozen=True, slots=True)
class Told:
    """What the file says of one column: the source's names, or one value for every row."""

    name: str
    names: tuple[str, ...]
    joined: str
    value: str
    nulls: tuple[str, ...]
    kind: str = TEXT
    form: str = ""
    century: int = 0
    amounts: Amounts | None = None


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping file. Empty texts mean that the source itself is to say."""

    delimiter: str = ""
    encoding: str = ""
    titled: bool = True
    sheet: str = ""
    only: bool = False
    url: str = ""
    url_from: str = ""
    table: str = ""
    query: str = ""
    on: date | None = None
    nulls: tuple[str, ...] = NULLS
    columns: tuple[Told, ...] = ()


def load(path: Path) -> Mapping:
    """Read a mapping file. NotAllowed says what is wrong with it; OSError if it is not there."""
    return parse(path.read_bytes())


def load_two(path: Path) -> tuple[Mapping, Mapping]:
    """Read the mapping of two registers: what it says of both, and in `[a]` and `[b]` of each.

    Raises as `load`.
    """
    table = _table(path.read_bytes())
    own = [Keys("", table).keys(side).table for side in ("a", "b")]
    both = {name: said for name, said in table.items() if name not in {"a", "b"}}
    one, other = (_mapping(Keys("", _over(both, said))) for said in own)
    return one, other


def parse(data: bytes) -> Mapping:
    """Read a mapping from its bytes. NotAllowed if a key, or the TOML itself, is wrong."""
    return _mapping(Keys("", _table(data)))


def _table(data: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NotAllowed("mapping.toml", why=error) from None


def _over(both: dict[str, Any], own: Tables[str, Any]) -> dict[str, Any]:
    """Put what is said of one register over what is said of both, key by key in each table."""
    found = dict(both)
    for name, said in own.items():
        tables = isinstance(said, dict) and isinstance(both.get(name), dict)
        found[name] = both[name] | said if tables else said
    return found


def _mapping(top: Keys) -> Mapping:
    """Read the tables of a mapping."""
    file, database, numbers = top.keys("file"), top.keys("database"), top.keys("numbers")
    nulls = _nulls(file) or NULLS
    columns = tuple(_columns(top.keys("columns"), nulls))
    more = tuple(_more(top.keys("more"), nulls))
    found = Mapping(
        delimiter=_delimiter(file),
        encoding=file.text("encoding", known=encodings.KNOWN),
        titled=file.yes("header", default=True),
        sheet=file.text("sheet"),
        only=file.yes("only", default=False),
        url=database.text("url"),
        url_from=database.text("url_from"),
        table=database.text("table"),
        query=database.text("query"),
        on=_day(numbers),
        nulls=nulls,
        columns=columns + more,
    )
    for keys in (top, file, database, numbers):
        keys.must_be_all()
    _must_be_one(database, found.url, found.url_from, optional=True)
    return found


def _must_be_one(keys: Keys, *values: str, optional: bool = False) -> None:
    if sum(map(bool, values)) > 1 or not (optional or any(values)):
        raise NotAllowed("mapping.one", where=keys.where)


def _delimiter(file: Keys) -> str:
    told = file.text("delimiter")
    sign = _SHORTCUTS.get(told, told)
    if sign and sign not in DELIMITERS:
        raise NotAllowed(
            "mapping.choice", where=file.path("delimiter"), value=told, known=", ".join(_SHORTCUTS)
        )
    return sign


def _nulls(keys: Keys) -> tuple[str, ...]:
    """Give the words that say that there is nothing; an empty cell always does."""
    words = keys.names("nulls")
    return ("", *words) if words else ()


def _day(numbers: Keys) -> date | None:
    value = numbers.table.get("on")
    numbers.asked.add("on")
    if value is not None and type(value) is not date:
        raise NotAllowed("mapping.day", where=numbers.path("on"))
    return value


def _columns(keys: Keys, nulls: tuple[str, ...]) -> Iterator[Told]:
    """Read the canonical columns; the kind of each is given by its name."""
    for name in Column:
        told = _column(keys, name, nulls, DATE if name is Column.BIRTH_DATE else TEXT)
        if told:
            yield told
    keys.must_be_all()


def _more(keys: Keys, nulls: tuple[str, ...]) -> Iterator[Told]:
    """Read columns that are not for matching; each says itself what it is."""
    for name in keys.table:
        if name in {*Column, "line"}:
            raise NotAllowed("mapping.not_more", where=keys.path(name))
        said = keys.keys(name) if isinstance(keys.table[name], dict) else Keys("", {})
        kind = said.text("as", known=(TEXT, DATE, AMOUNT)) or TEXT
        told = _column(keys, name, nulls, kind)
        if told:
            yield told


def _column(keys: Keys, name: str, nulls: tuple[str, ...], kind: str) -> Told | None:
    value = keys.table.get(name)
    keys.asked.add(name)
    if value is None:
        return None
    if isinstance(value, str | int) and not isinstance(value, bool):
        return _told(Keys(keys.path(name), {"column": value}), name, nulls, kind)
    return _told(keys.keys(name), name, nulls, kind)


def _told(keys: Keys, name: str, nulls: tuple[str, ...], kind: str) -> Told:
    one, several, value = keys.name("column"), keys.names("columns"), keys.text("value")
    if sum(map(bool, (one, several, value))) != 1:
        raise NotAllowed("mapping.one_source", where=keys.where)
    found = Told(
        name=name,
        names=(one,) if one else several,
        joined=keys.text("joined", default=" "),
        value=value,
        nulls=_nulls(keys) or nulls,
        kind=kind,
        form=_form(keys) if kind == DATE else "",
        century=keys.number("century", first=1800, last=2100) if kind == DATE else 0,
        amounts=_amounts(keys) if kind == AMOUNT else None,
    )
    if name not in list(Column):
        keys.text("as")
    keys.must_be_all()
    return found


def _form(keys: Keys) -> str:
    form = keys.text("format")
    try:
        if form:
            pattern(form)
    except ValueError:
        raise NotAllowed("mapping.format", where=keys.path("format"), value=form) from None
    return form


def _amounts(keys: Keys) -> Amounts:
    unit = keys.text("unit", known=UNITS)
    if not unit:
        raise NotAllowed("mapping.unit", where=keys.path("unit"))
    return Amounts(unit, keys.text("decimal", known=(",", ".")) or ",")
