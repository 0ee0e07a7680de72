"""What a bench program hands over: rows of measured figures, printed and, if asked, written.

Every program in `bench/` measures, gives rows and ends in `main`:

    if __name__ == "__main__":
        main(measure, __doc__)

A row has a group (the heading it stands under), a name, a value and its unit. A goal is a bound
such as "<= 1.05" or ">= 6"; the program does not judge it, `report.py` does, on the whole value.
`peer` marks figures of somebody else's program.
"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from time import process_time


@dataclass(frozen=True, slots=True)
class Row:
    """One measured figure."""

    group: str
    name: str
    value: float
    unit: str
    goal: str | None = None
    peer: bool = False

    def line(self) -> str:
        """Show the row on one line of a terminal."""
        goal = f"  (goal {self.goal})" if self.goal else ""
        return f"{self.group:<28} {self.name:<52} {self.value:>12.6g}  {self.unit}{goal}"


def main(measure: Callable[[], Iterable[Row]], about: str | None) -> None:
    """Run a program: print each row when it is measured; `--json FILE` writes them all."""
    parser = ArgumentParser(description=about)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the rows here too")
    target = parser.parse_args().json
    rows = []
    for row in measure():
        sys.stdout.write(row.line() + "\n")
        sys.stdout.flush()
        rows.append(row)
    if target:
        target.write_text(json.dumps([asdict(row) for row in rows]), "utf-8")


def in_turns(
    *acts: Callable[[], object], rounds: int = 5, clock: Callable[[], float] = process_time
) -> tuple[float, ...]:
    """Run the acts in turns; give the median of each in seconds (of CPU, unless told)."""
    times: list[list[float]] = [[] for _ in acts]
    for _ in range(rounds):
        for act, taken in zip(acts, times, strict=True):
            taken.append(timed(act, clock))
    return tuple(map(median, times))


def timed(act: Callable[[], object], clock: Callable[[], float] = process_time) -> float:
    """Give the seconds that an act took."""
    start = clock()
    act()
    return clock() - start
