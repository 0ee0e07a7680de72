"""The results page, written from the data file and nothing else."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

import results
from environment import ROOT
from judging import figure, met
from results import Section
from rows import Row

FILE = ROOT / "docs" / "benchmarks.md"
LIST = Path(__file__).parent / "goals.toml"
MET = "met"

OPENING = """# Benchmarks

<!-- Written by `make bench` from docs/benchmarks.json. Measure again; do not change this page. -->

What sealed matching costs and how often it is right, beside the programs others have made for the
same, in the same run and on the same machine. Every figure below was measured; none is taken from
elsewhere or computed for a size that was not run, unless its name says so. Times are processor time
(all cores together), medians of rounds that take turns, unless the unit says "wall".

![A few of the figures below as bars, Samverkan beside the peers: what sealing one identifier takes,
asking about a thousand persons, what a sealed list weighs, how well names are
found](pictures/benchmarks.svg)

`make bench` installs the peers in an environment of their own (`.venv-peers`), runs all of it and
writes this page; `make bench ARGS="--only sealed"` runs one program, and `ARGS=--resume` goes on
where a run was cut off. The programs stand in [`bench/`](../bench)."""

GOALS = """## Goals

A goal that was missed stands here as missed. Figures have four digits, rounded away from the goal,
and are judged on all of them."""


def text(sections: Mapping[str, Section]) -> str:
    """Write the whole page."""
    parts = (OPENING, _goals(sections), *_groups(sections), _where(sections))
    return "\n\n".join(parts) + "\n"


def _goals(sections: Mapping[str, Section]) -> str:
    """Show every goal with what was measured, and whether it was met."""
    lines = [_goal(said, row) for said, row in goals(sections)]
    count = sum(line[-1] == MET for line in lines)
    heads = ("goal", "bound", "measured", "")
    return f"{GOALS} {count} of {len(lines)} are met.\n\n{table(heads, lines)}"


def goals(sections: Mapping[str, Section]) -> list[tuple[str, Row | None]]:
    """Give the goals in the order of `goals.toml`, each with its row; then all other goals."""
    with_goal = {(row.group, row.name): row for row in results.rows(sections) if row.goal}
    told = tomllib.loads(LIST.read_text("utf-8"))["goal"]
    found: list[tuple[str, Row | None]] = [
        (goal["said"], with_goal.pop((goal["group"], goal["name"]), None)) for goal in told
    ]
    return [*found, *((f"{row.group}: {row.name}", row) for row in with_goal.values())]


def _goal(said: str, row: Row | None) -> tuple[str, str, str, str]:
    if row is None or row.goal is None:
        return said, "", "", "**not measured**"
    verdict = MET if met(row.value, row.goal) else "**not met**"
    return said, f"{row.goal} {row.unit}", figure(row.value, row.goal), verdict


def _groups(sections: Mapping[str, Section]) -> Iterable[str]:
    """Show every row under its group, the peers' in italics."""
    for group, rows in results.groups(sections).items():
        lines = [(_name(row), figure(row.value, row.goal), row.unit) for row in rows]
        yield f"## {group[:1].upper()}{group[1:]}\n\n{table(('', 'measured', 'unit'), lines)}"


def _name(row: Row) -> str:
    return f"*{row.name}*" if row.peer else row.name


def _where(sections: Mapping[str, Section]) -> str:
    """Show machine, versions and dates; a program of another machine gets a table of its own."""
    heads = ("program", "measured at", "seconds", "tree of `src`")
    lines = [
        (f"[`{name}.py`](../bench/{name}.py)", part.at, str(part.seconds), f"`{part.source}`")
        for name, part in sections.items()
    ]
    machines = {tuple(_facts(part)): part for part in sections.values()}
    facts = (table(("", ""), list(rows)) for rows in machines)
    return "\n\n".join(("## Where and when", table(heads, lines), *facts))


def _facts(section: Section) -> Iterable[tuple[str, str]]:
    yield from section.machine.items()
    yield "Samverkan leans on", _listed(section.ours)
    yield "peers", _listed(section.peers)


def _listed(versions: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {number}" for name, number in versions.items())


def table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Set a table in Markdown."""
    rule = tuple("---" for _ in heads)
    lines = (heads, rule, *rows)
    return "\n".join(
        f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines
    )
