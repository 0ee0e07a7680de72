"""The data file of the results page: what each program measured last, where and when."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from environment import ROOT
from rows import Row

FILE = ROOT / "docs" / "benchmarks.json"


@dataclass(frozen=True, slots=True)
class Section:
    """One program's rows, with what somebody needs to judge them.

    `source` is git's name for the tree of `src` that was measured; `seconds` the whole run's time.
    """

    at: str
    source: str
    seconds: int
    machine: Mapping[str, str]
    ours: Mapping[str, str]
    peers: Mapping[str, str]
    rows: tuple[Row, ...]


def read(file: Path = FILE) -> dict[str, Section]:
    """Read the sections by program, in the order of their names; none if there is no file."""
    if not file.exists():
        return {}
    held = json.loads(file.read_text("utf-8"))
    return {name: _section(held[name]) for name in sorted(held)}


def write(sections: Mapping[str, Section], file: Path = FILE) -> None:
    """Write them all, one row on a line so that a change shows as what it is."""
    parts = (f"{json.dumps(name)}: {_text(sections[name])}" for name in sorted(sections))
    file.write_text("{\n" + ",\n".join(parts) + "\n}\n", "utf-8")


def rows(sections: Mapping[str, Section]) -> Iterator[Row]:
    """Give every row of every program."""
    for section in sections.values():
        yield from section.rows


def groups(sections: Mapping[str, Section]) -> dict[str, list[Row]]:
    """Give the rows by group, both in the order they were measured."""
    found: dict[str, list[Row]] = {}
    for row in rows(sections):
        found.setdefault(row.group, []).append(row)
    return found


def _section(held: Mapping[str, object]) -> Section:
    measured = tuple(Row(**row) for row in held["rows"])  # type: ignore[attr-defined]
    return Section(**{**held, "rows": measured})  # type: ignore[arg-type]


def _text(section: Section) -> str:
    held = asdict(section)
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in held.pop("rows"))
    head = json.dumps(held, ensure_ascii=False, indent=1)
    return f'{head[:-2]},\n "rows": [\n{lines}\n]}}'
