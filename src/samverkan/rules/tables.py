"""Reads the legal tables in `law/`: dated rows a lawyer can edit, with citation and cases.

A legal table is a file with `kind = "law"` and rows `[[row]]`. Each row has `id`, `citation`,
`valid_from`, perhaps `valid_to` (its last day), and at least one `[[row.case]]`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from tomllib import loads
from types import MappingProxyType
from typing import Any

from samverkan.rules.refusal import NotAllowed


@cache
def table(name: str) -> Mapping[str, Any]:
    """Read `law/NAME.toml` whole, frozen (tuples for lists). FileNotFoundError if absent."""
    path = files("samverkan.rules").joinpath("law", f"{name}.toml")
    frozen: Mapping[str, Any] = _freeze(loads(path.read_text("utf-8")))
    return frozen


def load(name: str) -> tuple[Mapping[str, Any], ...]:
    """Give the rows of a table in the order they stand. In an ordered table that order is law."""
    rows: tuple[Mapping[str, Any], ...] = table(name)["row"]
    return rows


def load_on(name: str, on: date) -> tuple[Mapping[str, Any], ...]:
    """Give the rows of a table that are in force on a date."""
    return tuple(row for row in load(name) if in_force(row, on))


def one(name: str, identity: str, on: date) -> Mapping[str, Any]:
    """Give the row with this `id` in force on a date; NotAllowed if the table does not reach it."""
    for row in load_on(name, on):
        if row["id"] == identity:
            return row
    raise NotAllowed("law.no_row", table=name, row=identity, on=on)


def in_force(row: Mapping[str, Any], on: date) -> bool:
    """Say whether a row is in force: from `valid_from` to `valid_to`, both days included."""
    last: date | None = row.get("valid_to")
    return bool(row["valid_from"] <= on and (last is None or on <= last))


def legal_tables() -> tuple[str, ...]:
    """Name every legal table (`kind = "law"`); other files there are settings."""
    names = sorted(
        file.name.removesuffix(".toml")
        for file in files("samverkan.rules").joinpath("law").iterdir()
        if file.name.endswith(".toml")
    )
    return tuple(name for name in names if table(name).get("kind") == "law")


def _freeze(value: Any) -> Any:  # noqa: ANN401  what TOML holds is known only to each table's reader
    match value:
        case dict():
            return MappingProxyType({key: _freeze(item) for key, item in value.items()})
        case list():
            return tuple(_freeze(item) for item in value)
        case _:
            return value
