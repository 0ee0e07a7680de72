"""The results page, written from the data file and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import results
from environment import ROOT
from judging import figure, met
from results import Section
from rows import Row

FILE = ROOT / "docs" / "benchmarks.md"

OPENING = """# Benchmarks

<!-- Written by `make bench` from docs/benchmarks.json. Measure again; do not change this page. -->

What sealed matching costs and how often it is right, beside the programs others have made for the
same, in the same run and on the same machine. Every figure below was measured; none is taken from
elsewhere or computed for a size that was not run, unless its name says so. Times are processor time
(all cores together), medians of rounds that take turns, unless the unit says "wall".

![Sealing one identifier, asking about a thousand persons, the size of a pack, and accuracy without
the numbers: Samverkan beside the peers; the same figures stand in the tables
below](pictures/benchmarks.svg)

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
    """Show every row that has a goal, with whether it was met."""
    found = [(row, row.goal) for row in results.rows(sections) if row.goal]
    lines = [
        (row.group, row.name, f"{figure(row.value, goal)} {row.unit}", goal, _verdict(row, goal))
        for row, goal in found
    ]
    count = sum(met(row.value, goal) for row, goal in found)
    heads = ("", "what", "measured", "goal", "")
    return f"{GOALS} {count} of {len(found)} are met.\n\n{table(heads, lines)}"


def _verdict(row: Row, goal: str) -> str:
    return "met" if met(row.value, goal) else "**not met**"


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
