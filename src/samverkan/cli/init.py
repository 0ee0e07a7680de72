"""`samverkan init`: a new instance with its folder, keys, card, database and staff."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from getpass import getpass
from os import environ
from sys import stderr, stdout

from samverkan.cli.instance import choose


def run(arguments: list[str]) -> int:
    """Make an instance. Existing keys are kept, so a second run brings the database up to date."""
    words = _parser().parse_args(arguments)
    folder = choose(words.data)
    from django.db import DatabaseError

    from samverkan.web.conf.making import MakingRefused, make_folder
    from samverkan.web.journal.instance import InstanceBroken

    try:
        make_folder(folder, code=words.participant, base_url=words.base_url, demo=False)
        _set_up(words)
    except (MakingRefused, InstanceBroken, DatabaseError, OSError) as refusal:
        stderr.write(f"samverkan init: {str(refusal).strip()}\n")
        return 1
    stdout.write(f"{words.participant} is ready in {folder}. Its card: {folder / 'card.jws'}\n")
    return 0


def _set_up(words: Namespace) -> None:
    from samverkan.web.conf.making import add_administrator, make_database, write_card

    make_database()
    write_card()
    if words.administrator:
        password = environ.get("SAMVERKAN_PASSWORD") or getpass("Password: ")
        add_administrator(username=words.administrator, password=password)


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="samverkan init", description=__doc__)
    parser.add_argument("--participant", required=True, help="the code in participants.toml: KBV")
    parser.add_argument("--data", required=True, help="the instance's data folder")
    parser.add_argument(
        "--base-url", help="where partners reach this instance; default: http://127.0.0.1:8400"
    )
    parser.add_argument(
        "--administrator",
        help="user name of the first staff administrator; the password is asked for, or "
        "taken from SAMVERKAN_PASSWORD",
    )
    return parser
