"""`samverkan directory`: make the signed list of participants and their cards, and trust one.

Each keeper named in participants.toml signs the same directory with its own key: `make` signs with
the keys of the data folders on this machine, `join` puts together what keepers signed apart.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from sys import stderr, stdout

from samverkan.cli.instance import set_up
from samverkan.exchange import directory
from samverkan.exchange.directory import NotListed
from samverkan.exchange.participants import keepers_from_toml, participants_from_toml, shipped_toml
from samverkan.wire.canonical import Malformed
from samverkan.wire.seal import SealBroken


def run(arguments: list[str]) -> int:
    """Do one of the three. Exit status 1 if the directory cannot be made or trusted."""
    words = _parser().parse_args(arguments)
    from django.db import DatabaseError

    from samverkan.web.journal.instance import InstanceBroken

    try:
        stdout.write(f"{words.act(words)}\n")
    except UnicodeDecodeError:
        stderr.write(f"samverkan directory {words.verb}: A card or directory is plain text.\n")
        return 1
    except (Malformed, SealBroken, NotListed, InstanceBroken, DatabaseError, OSError) as error:
        stderr.write(f"samverkan directory {words.verb}: {error}\n")
        return 1
    return 0


def _make(words: Namespace) -> str:
    from samverkan.web.journal.instance import load

    keepers = [load(Path(folder).absolute()) for folder in words.keeper]
    text = shipped_toml()
    book = directory.Directory(
        version=words.version,
        participants=participants_from_toml(text),
        keepers=keepers_from_toml(text),
        cards=tuple(card for file in words.card for card in Path(file).read_text("ascii").split()),
    )
    for keeper in keepers:
        if keeper.participant not in book.keepers:
            raise Malformed(f"{keeper.participant} is not a keeper of the directory.")
    signed = directory.sign(book, [keeper.signing for keeper in keepers])
    Path(words.out).write_text(signed, "ascii")
    lacking = set(book.keepers) - {keeper.participant for keeper in keepers}
    if lacking:
        return f"Written: {words.out}. Still to sign and join: {', '.join(sorted(lacking))}."
    directory.open_directory(signed)
    return f"Written: {words.out}, version {book.version}, signed by every keeper."


def _join(words: Namespace) -> str:
    signed = directory.join(Path(file).read_text("ascii") for file in words.file)
    book = directory.open_directory(signed)
    Path(words.out).write_text(signed, "ascii")
    return f"Written: {words.out}, version {book.version}, signed by every keeper."


def _pin(words: Namespace) -> str:
    set_up(words.data)
    from samverkan.rules.actor import Actor
    from samverkan.web.conf import clock
    from samverkan.web.journal.instance import here
    from samverkan.web.partners import actions, queries

    me = Actor.instance(here().participant)
    actions.pin(text=Path(words.file).read_text("ascii"), by=me, now=clock.now())
    return f"{here().participant} trusts version {queries.version()} of the directory."


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="samverkan directory", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="make|join|pin")
    make = verbs.add_parser("make", help="sign a directory of participants and cards")
    make.add_argument("--keeper", nargs="+", required=True, help="data folders whose keys sign")
    make.add_argument("--card", nargs="+", required=True, help="every participant's card file")
    make.add_argument("--version", type=int, default=1, help="default: 1")
    make.add_argument("--out", required=True, help="the file to write")
    make.set_defaults(act=_make)
    join = verbs.add_parser("join", help="put together what its keepers signed apart")
    join.add_argument("file", nargs="+", help="files that `make` wrote")
    join.add_argument("--out", required=True, help="the file to write")
    join.set_defaults(act=_join)
    pin = verbs.add_parser("pin", help="trust a directory: the first is a person's decision")
    pin.add_argument("--data", required=True, help="the instance's data folder")
    pin.add_argument("file", help="the signed directory")
    pin.set_defaults(act=_pin)
    return parser
