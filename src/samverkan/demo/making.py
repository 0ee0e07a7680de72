"""Making the instances: migrated once and copied, each with keys of its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from importlib import import_module
from os import environ
from pathlib import Path
from shutil import copyfile

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from samverkan.exchange.directory import Directory, sign
from samverkan.exchange.participants import keepers_from_toml, participants_from_toml, shipped_toml
from samverkan.web.conf.making import make_folder, write_card
from samverkan.web.conf.messages import compile_messages
from samverkan.wire.times import to_text

CLOCK = "clock"
DIRECTORY = "directory.json"


def folder_of(root: Path, participant: str) -> Path:
    """Give the data folder of a participant's instance."""
    return root / participant.lower()


def set_clock(root: Path, at: datetime) -> None:
    """Advance every instance's clock at once: they all read one file."""
    part = root / f"{CLOCK}.part"
    part.write_text(to_text(at.astimezone(UTC)), "ascii")
    part.replace(root / CLOCK)


def make_all(root: Path, ports: Mapping[str, int], *, at: datetime) -> str:
    """Make an instance for each port under `root`; give the directory that their keepers signed."""
    _begin(root)
    set_clock(root, at)
    cards = {code: _make_one(root, code, port) for code, port in ports.items()}
    text = _directory(root, cards)
    (root / DIRECTORY).write_text(text, "ascii")
    return text


def load_site() -> None:
    """Load what every instance loads, so that it is compiled once and not by each of them."""
    import_module("samverkan.web.conf.wsgi")
    import_module("samverkan.demo.acts")
    import_module(settings.ROOT_URLCONF)


def _begin(root: Path) -> None:
    """Load the site on an empty folder and migrate the database that all others start from."""
    template = root / "template"
    template.mkdir(parents=True)
    environ["SAMVERKAN_DATA"] = str(template)
    environ["DJANGO_SETTINGS_MODULE"] = "samverkan.web.conf.settings"
    compile_messages()
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    # Closing the last connection folds the write-ahead log into the file that is copied.
    connection.close()


def _make_one(root: Path, code: str, port: int) -> str:
    folder = folder_of(root, code)
    make_folder(folder, code=code, base_url=f"http://127.0.0.1:{port}", demo=True)
    copyfile(root / "template" / "instance.sqlite3", folder / "instance.sqlite3")
    (folder / "demo-clock").symlink_to(root / CLOCK)
    settings.SAMVERKAN_DATA = folder
    return write_card()


def _directory(root: Path, cards: Mapping[str, str]) -> str:
    from samverkan.web.journal.instance import here

    text = shipped_toml()
    keepers = keepers_from_toml(text)
    book = Directory(1, participants_from_toml(text), keepers, tuple(cards.values()))
    keys = []
    for code in keepers:
        settings.SAMVERKAN_DATA = folder_of(root, code)
        keys.append(here().signing)
    return sign(book, keys)
