"""`samverkan link A [B]`: which rows of two registers are the same person, company or craft.

One register alone is linked with itself. Nothing is sent anywhere, and only the list is stored.
"""

from __future__ import annotations

import math
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from samverkan.cli.link_rows import pair_rows, write_csv, write_json
from samverkan.cli.link_sources import registers
from samverkan.cli.parser import Parser
from samverkan.cli.values import share
from samverkan.registers.atomic import written
from samverkan.rules.linking import Line, line, purposes
from samverkan.rules.refusal import sentence

LIST = "list"
STEPS = {
    "sv": {"read": "läser", "train": "lär sig", "join": "parar", "score": "bedömer"},
    "en": {"read": "reading", "train": "learning", "join": "pairing", "score": "judging"},
}
"""What is done, as the progress bar says it."""
SEED = 0
"""The same files give the same list, to the last digit."""


def run(words: list[str]) -> int:
    """Link. NotAllowed if the files cannot be linked."""
    return _linked(_arguments(words))


def _linked(call: Namespace) -> int:
    from secrets import token_bytes  # noqa: TID251  a command is where randomness is drawn

    from numpy.random import default_rng

    from samverkan.registers.linking import drawn, link

    wanted = line(call.purpose, on=_today()) if call.threshold is None else Line(call.threshold)
    with _progress(quiet=call.quiet, language=call.lang) as step:
        asked, register = registers(call, on=_today(), step=step)
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


@contextmanager
def _target(path: Path | None) -> Iterator[TextIO]:
    if path is None:
        yield sys.stdout
        return
    with written(path) as file:
        text = TextIOWrapper(file, encoding="utf-8", newline="")
        yield text
        text.flush()
        text.detach()


@contextmanager
def _progress(*, quiet: bool, language: str) -> Iterator[Callable[[str, int, int], None]]:
    """Show how far it has come, on a terminal only."""
    from tqdm import tqdm

    bar = tqdm(disable=True if quiet else None, leave=False)

    def step(name: str, done: int, whole: int) -> None:
        bar.set_description(STEPS[language][name], refresh=False)
        bar.total = whole
        bar.n = done
        bar.refresh()

    try:
        yield step
    finally:
        bar.close()


def _arguments(words: list[str]) -> Namespace:
    parser = Parser.of("link", words)
    parser.add_argument("a", metavar="A", nargs="?", default="")
    parser.add_argument("b", metavar="B", nargs="?")
    parser.add_argument("--mapping", type=Path, metavar="FILE")
    parser.add_argument("--out", type=Path, metavar="FILE")
    parser.add_argument("--quiet", action="store_true")
    least = parser.add_mutually_exclusive_group()
    parser.told(least.add_argument("--purpose", choices=purposes(_today()), default="sure"))
    parser.told(least.add_argument("--threshold", type=parser.typed(share), metavar="P"))
    parser.common()
    return parser.parse_args(words)


def _today() -> date:
    return datetime.now(tz=UTC).date()  # noqa: TID251  a command is where the clock is read
