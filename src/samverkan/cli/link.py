"""`samverkan link A.csv [B.csv]`: which rows of two files are the same person, company or craft.

One file alone is linked with itself. Nothing is sent anywhere and nothing is stored but the list.
"""

from __future__ import annotations

import math
import sys
import tomllib
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from samverkan.cli.link_rows import pair_rows, write_csv, write_json
from samverkan.cli.outputs import kept_apart
from samverkan.registers.file_faults import file_fault
from samverkan.registers.whole_files import private
from samverkan.rules.linking import Line, line, purposes
from samverkan.rules.refusal import NotAllowed, sentence

if TYPE_CHECKING:
    from samverkan.registers.link_file import LinkFile
    from samverkan.registers.linking import Step

LIST = "list"
SEED = 0
"""The same files give the same list, to the last digit."""


def run(words: list[str]) -> int:
    """Link. Exit status 0 if it was done, 1 if the files cannot be linked, 2 for a wrong call."""
    call = _arguments(words)
    try:
        return _linked(call)
    except NotAllowed as refusal:
        sys.stderr.write(f"samverkan link: {refusal.sentence(call.lang)}\n")
        return 1
    except BrokenPipeError:  # nobody reads on: `samverkan` ends quietly
        raise
    except OSError as error:
        sys.stderr.write(f"samverkan link: {file_fault(error, call.a).sentence(call.lang)}\n")
        return 2


def _linked(call: Namespace) -> int:
    from secrets import token_bytes  # noqa: TID251  a command is where randomness is drawn

    from numpy.random import default_rng

    from samverkan.registers.linking import drawn, link

    kept_apart([call.out], [call.a, call.b, call.mapping])
    wanted = line(call.purpose, on=_today()) if call.threshold is None else Line(call.threshold)
    with _progress(quiet=call.quiet) as step:
        asked, register = _files(call, step)
        for file in {asked.name: asked, register.name: register}.values():
            _note(file, call.lang)
        linked = link(asked, register, random=default_rng(SEED), secret=token_bytes(32), step=step)
    least = drawn(wanted, linked.scores)
    rows = pair_rows(asked, register, linked, least, call.lang)
    with _target(call.out) as target:
        count = write_json(target, rows) if call.json else write_csv(target, rows)
    _tell(call, count, least, len(asked))
    _tell_of_the_rest(call, int((linked.scores >= line(LIST, on=_today()).least).sum()) - count)
    return 0


def _tell(call: Namespace, count: int, least: float, rows: int) -> None:
    key = "link.done" if count else "link.none"
    said = sentence(key, call.lang, count=count, least=math.floor(least * 1000) / 1000, rows=rows)
    sys.stderr.write(f"{said}\n")


def _tell_of_the_rest(call: Namespace, more: int) -> None:
    """Say what the longer list would hold besides, unless another line was asked for."""
    if more > 0 and call.threshold is None and call.purpose != LIST:
        sys.stderr.write(f"{sentence('link.more', call.lang, count=more)}\n")


def _files(call: Namespace, step: Step) -> tuple[LinkFile, LinkFile]:
    """Read both files; one that is given twice, or alone, is linked with itself."""
    from samverkan.registers.link_file import read_link_file

    told, others = _told(call.mapping)
    step("read", 0, 2)
    asked = read_link_file(call.a, told)
    step("read", 1, 2)
    if call.b is None or call.b.resolve() == call.a.resolve():
        return asked, asked
    register = read_link_file(call.b, others)
    step("read", 2, 2)
    return asked, register


def _told(path: Path | None) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Read a mapping: what it says of both files, and in `[a]` and `[b]` of each."""
    if path is None:
        return {}, {}
    try:
        said = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise NotAllowed("link.mapping", file=path.name, why=error) from None
    both = {column: name for column, name in said.items() if not isinstance(name, dict)}
    both |= said.get("columns", {})
    found = both | said.get("a", {}), both | said.get("b", {})
    for column, name in [*found[0].items(), *found[1].items()]:
        if not isinstance(name, str):
            raise NotAllowed("link.mapping_value", file=path.name, column=column)
    return found


def _note(file: LinkFile, language: str) -> None:
    said = sentence(
        "link.read",
        language,
        file=file.name,
        rows=len(file),
        fields=", ".join(file.fields),
    )
    sys.stderr.write(f"{said}\n")
    if file.numbered:
        sys.stderr.write(f"{sentence('link.numbered', language, file=file.name)}\n")
    if file.doubled:
        sys.stderr.write(
            f"{sentence('link.doubled', language, file=file.name, count=file.doubled)}\n"
        )


@contextmanager
def _target(path: Path | None) -> Iterator[TextIO]:
    if path is None:
        yield sys.stdout
        return
    with open(path, "w", encoding="utf-8", newline="", opener=private) as file:
        yield file


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Callable[[str, int, int], None]]:
    """Show how far it has come, on a terminal only."""
    from tqdm import tqdm

    bar = tqdm(disable=True if quiet else None, leave=False)

    def step(name: str, done: int, whole: int) -> None:
        bar.set_description(name, refresh=False)
        bar.total = whole
        bar.n = done
        bar.refresh()

    try:
        yield step
    finally:
        bar.close()


def _arguments(words: list[str]) -> Namespace:
    parser = ArgumentParser(
        prog="samverkan link",
        description="List which rows of two files (CSV or Parquet), or of one, are the same "
        "person, company or craft: exact and misspelt. A person must look through the list.",
    )
    parser.add_argument("a", metavar="A", type=Path, help="a file; its first row names the columns")
    parser.add_argument("b", metavar="B", type=Path, nargs="?", help="the other (default: A)")
    parser.add_argument("--mapping", type=Path, metavar="FILE", help="TOML: column here = column")
    parser.add_argument("--out", type=Path, metavar="FILE", help="default: standard output")
    parser.add_argument("--json", action="store_true", help="write one JSON list instead of CSV")
    parser.add_argument("--lang", choices=("sv", "en"), default="sv", help="default: sv")
    parser.add_argument("--quiet", action="store_true", help="show no progress")
    least = parser.add_mutually_exclusive_group()
    least.add_argument(
        "--purpose",
        choices=purposes(_today()),
        default="sure",
        help="how far down the list goes (default: sure)",
    )
    least.add_argument("--threshold", type=_share, metavar="P", help="list from this probability")
    return parser.parse_args(words)


def _share(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise ArgumentTypeError(f"{text!r} is no probability from 0 to 1, such as 0.9")
    return value


def _today() -> date:
    return datetime.now(tz=UTC).date()  # noqa: TID251  a command is where the clock is read
