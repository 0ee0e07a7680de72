"""How `samverkan seal` is called."""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import UTC, date, datetime
from pathlib import Path

from samverkan.cli.seal_words import WORDS

FROM_HOUR = re.compile("T([01][0-9]|2[0-3])$")


def _epoch(text: str) -> str:
    """Take a day, or a day and an hour of it, as `epochs` names them."""
    day = text[:-3] if FROM_HOUR.search(text) else text
    try:
        right = date.fromisoformat(day).isoformat() == day
    except ValueError:
        right = False
    if not right:
        raise ArgumentTypeError(f"{text!r} is no day such as 2025-07-12, nor 2025-07-12T06")
    return text


def arguments(words: list[str]) -> Namespace:
    """Read the command line, or stop with status 2."""
    parser = ArgumentParser(
        prog="samverkan seal",
        description="Seal a register into a pack for one asker and epoch. Run again, it seals "
        "only what has changed, and goes on where it was stopped. Exit status 0 if the pack is "
        "made (values that are not in their right form are counted, not sealed), 1 if something "
        "was refused or stopped, 2 for a wrong call.",
        epilog="docs/seal.md tells more, docs/packs.md of the file, which `samverkan pack` reads.",
    )
    parser.add_argument("register", metavar="REGISTER", nargs="?", help="a file, or a database")
    parser.add_argument("--mapping", metavar="FILE", type=Path, help="what its columns mean (TOML)")
    parser.add_argument(
        "--on",
        metavar="DATE",
        type=date.fromisoformat,
        default=datetime.now(tz=UTC).date(),  # noqa: TID251  a command is where the clock is read
        help="read two-digit years as on this day (default: today)",
    )
    parser.add_argument("--holder", metavar="CODE", help="whose register it is")
    parser.add_argument("--asker", metavar="CODE", help="who may look up in the pack")
    parser.add_argument(
        "--epoch", type=_epoch, help="the day, 2025-07-12, or the part of one that it is for"
    )
    parser.add_argument("--key", metavar="FILE", type=Path, help="its secret for questions")
    parser.add_argument("--signing-key", metavar="FILE", type=Path, help="the key on its card")
    parser.add_argument("--out", metavar="FILE", type=Path, help="the pack")
    parser.add_argument("--label", default="", help="what a hit opens: the desk to contact")
    parser.add_argument(
        "--likeness",
        choices=["person", "company", "craft"],
        help="seal likeness keys too: a hit opens a row number and blurred tags instead",
    )
    parser.add_argument(
        "--scheme", metavar="FILE", type=Path, help="their scheme (default: made beside the pack)"
    )
    parser.add_argument("--engine", choices=["local", "spark"], default="local")
    parser.add_argument("--master", metavar="URL", default="local[*]", help="the Spark cluster")
    parser.add_argument("--workers", type=int, help="processes (default: one for each core)")
    parser.add_argument("--new-key", metavar="FILE", type=Path, help="write a new secret and stop")
    parser.add_argument("--json", action="store_true", help="write one JSON object")
    parser.add_argument("--lang", choices=sorted(WORDS), default="sv", help="default: sv")
    call = parser.parse_args(words)
    needed = ("register", "holder", "asker", "epoch", "key", "signing_key", "out")
    missing = [name for name in needed if getattr(call, name) is None]
    if call.likeness and call.label:
        parser.error("--likeness has labels of its own: leave --label out")
    if missing and not call.new_key:
        parser.error("missing: " + ", ".join(name.replace("_", "-") for name in missing))
    return call
