"""`samverkan directory`: make the signed list of participants and their cards, and trust one.

Each keeper named in participants.toml signs the same directory with its own key: `make` signs with
the keys of the data folders on this machine, `join` puts together what keepers signed apart.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from sys import stdout

from samverkan.cli.ending import ASIDE, DONE, WRONG, Told, in_file
from samverkan.cli.instance import set_up
from samverkan.cli.parser import Parser
from samverkan.cli.values import count
from samverkan.exchange import directory
from samverkan.exchange.directory import NotListed
from samverkan.exchange.participants import keepers_from_toml, participants_from_toml, shipped_toml
from samverkan.rules.refusal import NotAllowed, sentence
from samverkan.wire.canonical import Malformed
from samverkan.wire.seal import SealBroken

_DOTS = 2
"""A card is signed in compact form: three parts with dots between."""


def run(words: list[str]) -> int:
    """Do one of the four. Exit status 1 if the directory cannot be made or trusted."""
    call = _arguments(words)
    from django.db import DatabaseError

    from samverkan.web.conf.making import MakingRefused
    from samverkan.web.journal.instance import InstanceBroken

    try:
        acts = {"make": _make, "join": _join, "pin": _pin, "renew": _renew}
        done = acts[call.act](call)
    except (InstanceBroken, MakingRefused) as error:
        raise Told(error, WRONG) from None
    except (Malformed, SealBroken, NotListed, DatabaseError) as error:
        raise Told(error, ASIDE) from None
    stdout.write(f"{done}\n")
    return DONE


def _text(file: str, key: str, looks: Callable[[str], bool]) -> str:
    """Read a text; NotAllowed with the key if it does not look like one of its kind."""
    with in_file(file):
        try:
            text = Path(file).read_text("ascii")
        except UnicodeDecodeError:
            text = ""
    if not looks(text):
        raise NotAllowed(key, file=file)
    return text


def _cards(file: str) -> list[str]:
    def looks(text: str) -> bool:
        return bool(text.split()) and all(card.count(".") == _DOTS for card in text.split())

    return _text(file, "call.no_card", looks).split()


def _directory(file: str) -> str:
    return _text(file, "call.no_directory", lambda text: text.lstrip().startswith("["))


def _save(file: str, text: str) -> None:
    with in_file(file):
        Path(file).write_text(text, "ascii")


def _make(call: Namespace) -> str:
    from samverkan.web.journal.instance import load

    keepers = [load(Path(folder).absolute()) for folder in call.keeper]
    text = shipped_toml()
    book = directory.Directory(
        version=call.version,
        participants=participants_from_toml(text),
        keepers=keepers_from_toml(text),
        cards=tuple(card for file in call.card for card in _cards(file)),
    )
    for keeper in keepers:
        if keeper.participant not in book.keepers:
            raise Malformed(f"{keeper.participant} is not a keeper of the directory.")
    signed = directory.sign(book, [keeper.signing for keeper in keepers])
    _save(call.out, signed)
    lacking = set(book.keepers) - {keeper.participant for keeper in keepers}
    if lacking:
        codes = ", ".join(sorted(lacking))
        return sentence("call.still_to_sign", call.lang, file=call.out, codes=codes)
    directory.open_directory(signed)
    return sentence("call.signed", call.lang, file=call.out, version=book.version)


def _join(call: Namespace) -> str:
    signed = directory.join(map(_directory, call.file))
    book = directory.open_directory(signed)
    _save(call.out, signed)
    return sentence("call.signed", call.lang, file=call.out, version=book.version)


def _pin(call: Namespace) -> str:
    set_up(call.data)
    from samverkan.rules.actor import Actor
    from samverkan.web.conf import clock
    from samverkan.web.journal.instance import here
    from samverkan.web.partners import actions, queries

    me = Actor.instance(here().participant)
    actions.pin(text=_directory(call.file), by=me, now=clock.now())
    code = here().participant
    return sentence("call.trusts", call.lang, code=code, version=queries.version())


def _renew(call: Namespace) -> str:
    set_up(call.data)
    from samverkan.web.conf import clock
    from samverkan.web.conf.renewing import renew_card

    card = renew_card(base_url=call.base_url, now=clock.now())
    file, address = Path(call.data) / "card.jws", card.base_url
    return sentence("call.renewed", call.lang, code=card.participant, address=address, file=file)


def _arguments(words: list[str]) -> Namespace:
    parser = Parser.of("directory", words)
    make, join, pin, renew = parser.acts("make", "join", "pin", "renew")
    make.add_argument("--keeper", metavar="FOLDER", nargs="+", required=True)
    make.add_argument("--card", metavar="FILE", nargs="+", required=True)
    make.add_argument("--version", metavar="N", type=make.typed(count), default=1)
    make.add_argument("--out", metavar="FILE", required=True)
    join.add_argument("file", metavar="FILE", nargs="+")
    join.add_argument("--out", metavar="FILE", required=True)
    pin.add_argument("--data", metavar="FOLDER", required=True)
    pin.add_argument("file", metavar="FILE")
    renew.add_argument("--data", metavar="FOLDER", required=True)
    renew.add_argument("--base-url", metavar="URL", required=True)
    for act in (make, join, pin, renew):
        act.common(json=False)
    return parser.parse_args(words)
