"""`samverkan restore`: put a backup back; the keys must be there already."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from sys import stderr, stdout

from samverkan.cli.instance import set_up


def run(arguments: list[str]) -> int:
    """Put the copy back. Exit status 1 if it is no backup."""
    parser = ArgumentParser(prog="samverkan restore", description=__doc__)
    parser.add_argument("--data", required=True, help="the instance's data folder")
    parser.add_argument("file", help="the backup file")
    words = parser.parse_args(arguments)
    set_up(words.data)
    from django.db import DatabaseError

    from samverkan.web.conf.copies import CopyRefused, restore
    from samverkan.web.conf.lock import InUse
    from samverkan.web.journal.instance import InstanceBroken

    try:
        restore(Path(words.file))
    except (CopyRefused, InUse, InstanceBroken, DatabaseError, OSError) as error:
        stderr.write(f"samverkan restore: {error}\n")
        return 1
    stdout.write(f"Restored from: {words.file}\n")
    return 0
