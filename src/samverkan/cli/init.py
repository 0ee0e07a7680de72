"""`samverkan init`: a new instance with its folder, keys, card, database and staff."""

from __future__ import annotations

from argparse import Namespace
from getpass import getpass
from os import environ
from sys import stdout

from samverkan.cli.ending import ASIDE, DONE, Told, in_file
from samverkan.cli.instance import choose
from samverkan.cli.parser import Parser
from samverkan.rules.refusal import sentence


def run(words: list[str]) -> int:
    """Make an instance. Existing keys are kept, so a second run brings the database up to date."""
    call = _arguments(words)
    folder = choose(call.data)
    from django.db import DatabaseError

    from samverkan.web.conf.making import MakingRefused, make_folder
    from samverkan.web.journal.instance import InstanceBroken

    try:
        with in_file(folder):
            make_folder(folder, code=call.participant, base_url=call.base_url, demo=False)
            _set_up(call)
    except (MakingRefused, InstanceBroken, DatabaseError) as refusal:
        raise Told(refusal, ASIDE) from None
    card = folder / "card.jws"
    made = sentence("call.ready", call.lang, code=call.participant, folder=folder, card=card)
    stdout.write(f"{made}\n")
    return DONE


def _set_up(call: Namespace) -> None:
    from samverkan.web.conf.making import add_administrator, make_database, write_card

    make_database()
    write_card()
    if call.administrator:
        asked = sentence("call.password", call.lang, name=call.administrator)
        password = environ.get("SAMVERKAN_PASSWORD") or getpass(f"{asked} ")
        add_administrator(username=call.administrator, password=password, language=call.lang)


def _arguments(words: list[str]) -> Namespace:
    parser = Parser.of("init", words)
    parser.add_argument("--participant", metavar="CODE", required=True)
    parser.add_argument("--data", metavar="FOLDER", required=True)
    parser.add_argument("--base-url", metavar="URL")
    parser.add_argument("--administrator", metavar="NAME")
    parser.common(json=False)
    return parser.parse_args(words)
