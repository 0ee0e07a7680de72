"""Run the programs of `bench/`, keep what they measured, and write the results page from it.

`python bench/report.py` runs all of them, each in a process of its own; `--only NAME…` some;
`--resume` leaves out those whose figures were measured on this machine from the source as it is
now; `--write` runs none. A program that fails loses its old figures: the page shows what is true.
"""

from __future__ import annotations

import json
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import environment
import picture
import results
import results_page
from results import Section
from rows import Row

BENCH = Path(__file__).parent
LONGEST = 3_600  # seconds one program may take


def main(words: list[str]) -> int:
    """Run and write. 0 if every program gave its figures."""
    asked = arguments(words)
    failed = [] if asked.write else [name for name in chosen(asked) if not ran(name)]
    publish()
    if failed:
        sys.stderr.write(f"No figures from: {', '.join(failed)}.\n")
    return 1 if failed else 0


def arguments(words: list[str]) -> Namespace:
    """Read the command line."""
    parser = ArgumentParser(prog="python bench/report.py", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=programs(), metavar="NAME")
    parser.add_argument("--resume", action="store_true", help="leave out what is fresh")
    parser.add_argument("--write", action="store_true", help="write page and picture, run nothing")
    return parser.parse_args(words)


def programs() -> list[str]:
    """Name every program: the files of this folder that can be run, but for this one."""
    runnable = (path for path in BENCH.glob("*.py") if "__main__" in path.read_text("utf-8"))
    return sorted(path.stem for path in runnable if path.stem != Path(__file__).stem)


def chosen(asked: Namespace) -> list[str]:
    """Give the programs to run now."""
    held = results.read()
    wanted = asked.only or programs()
    return [name for name in wanted if not (asked.resume and is_fresh(held.get(name)))]


def is_fresh(section: Section | None) -> bool:
    """Say whether figures were measured here, from the source as it is now."""
    return section is not None and (section.source, section.machine) == (
        source(),
        environment.machine(),
    )


def ran(name: str) -> bool:
    """Run one program and keep its rows; say whether it gave any."""
    sys.stdout.write(f"== {name}\n")
    sys.stdout.flush()
    start = perf_counter()
    rows = rows_of(name)
    held = results.read()
    if rows:
        held[name] = section(rows, round(perf_counter() - start))
    else:
        held.pop(name, None)
    results.write(held)
    return bool(rows)


def rows_of(name: str) -> tuple[Row, ...]:
    """Give what a program measured, or nothing if it failed or took too long."""
    with TemporaryDirectory() as folder:
        target = Path(folder) / "rows.json"
        command = (sys.executable, str(BENCH / f"{name}.py"), "--json", str(target))
        try:
            subprocess.run(command, check=True, timeout=LONGEST)  # noqa: S603  our own programs
            return tuple(Row(**row) for row in json.loads(target.read_text("utf-8")))
        except (subprocess.SubprocessError, OSError) as failure:
            sys.stderr.write(f"{failure}\n")
            return ()


def section(rows: tuple[Row, ...], seconds: int) -> Section:
    """Put rows together with where and when they were measured."""
    return Section(
        at=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),  # noqa: TID251  a bench has no clock
        source=source(),
        seconds=seconds,
        machine=environment.machine(),
        ours=environment.versions(),
        peers=environment.peer_versions(),
        rows=rows,
    )


def source() -> str:
    """Give git's name for the tree of `src`, with a + if files of it differ."""
    tree = _git("rev-parse", "--short=12", "HEAD:src")
    return tree + ("+" if _git("status", "--porcelain", "src") else "")


def publish() -> None:
    """Write page and picture from the data file."""
    held = results.read()
    results_page.FILE.write_text(results_page.text(held), "utf-8")
    picture.FILE.write_text(picture.svg(held), "utf-8")


def _git(*words: str) -> str:
    command = ("git", "-C", str(environment.ROOT), *words)
    said = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    return said.stdout.strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
