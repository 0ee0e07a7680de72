"""How `samverkan seal` is called."""

from __future__ import annotations

from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

from samverkan.cli.parser import Parser
from samverkan.cli.values import count, day, epoch

NEEDED = ("register", "holder", "asker", "epoch", "key", "signing_key", "out")


def arguments(words: list[str]) -> Namespace:
    """Read the command line, or stop with status 2."""
    parser = Parser.of("seal", words)
    parser.add_argument("register", metavar="REGISTER", nargs="?")
    parser.add_argument("--mapping", metavar="FILE", type=Path)
    parser.add_argument(
        "--on",
        metavar="DATE",
        type=parser.typed(day),
        default=datetime.now(tz=UTC).date(),  # noqa: TID251  a command is where the clock is read
    )
    parser.add_argument("--holder", metavar="CODE")
    parser.add_argument("--asker", metavar="CODE")
    parser.add_argument("--epoch", metavar="EPOCH", type=parser.typed(epoch))
    parser.add_argument("--key", metavar="FILE", type=Path)
    parser.add_argument("--signing-key", metavar="FILE", type=Path)
    parser.add_argument("--out", metavar="FILE", type=Path)
    parser.add_argument("--label", metavar="TEXT", default="")
    parser.add_argument("--likeness", choices=["person", "company", "craft"])
    parser.add_argument("--scheme", metavar="FILE", type=Path)
    parser.add_argument("--engine", choices=["local", "spark"], default="local")
    parser.add_argument("--master", metavar="URL", default="local[*]")
    parser.add_argument("--workers", metavar="N", type=parser.typed(count))
    parser.add_argument("--changed", metavar="FILE")
    parser.add_argument("--removed", metavar="FILE", type=Path)
    parser.add_argument("--delta", metavar="FILE", type=Path)
    parser.add_argument("--new-key", metavar="FILE", type=Path)
    parser.common()
    call = parser.parse_args(words)
    _must_fit(parser, call)
    return call


def _must_fit(parser: Parser, call: Namespace) -> None:
    """Stop with status 2 if arguments are missing, or do not go together."""
    partly = call.changed or call.removed
    if partly and call.register:
        parser.wrong("call.not_with", act="--changed/--removed", name="REGISTER")
    if call.delta and not partly:
        parser.wrong("call.needs", act="--delta", name="--changed/--removed")
    wanted = ("delta", *NEEDED[1:]) if partly else NEEDED
    missing = [name for name in wanted if getattr(call, name) is None]
    if call.likeness and call.label:
        parser.wrong("call.not_with", act="--likeness", name="--label")
    if missing and not call.new_key:
        names = ("REGISTER" if n == "register" else "--" + n.replace("_", "-") for n in missing)
        parser.wrong("call.required", names=", ".join(names))
