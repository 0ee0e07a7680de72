"""`samverkan backup`: copy an instance's data to one file while it runs."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from sys import stderr, stdout

from samverkan.cli.instance import set_up


def run(arguments: list[str]) -> int:
    """Write the copy. Exit status 1 if it cannot be made."""
    parser = ArgumentParser(prog="samverkan backup", description=__doc__)
    parser.add_argument("--data", required=True, help="the instance's data folder")
    parser.add_argument("file", help="the backup file")
    words = parser.parse_args(arguments)
    set_up(words.data)
    from django.db import DatabaseError

    from samverkan.web.conf.copies import CopyRefused, backup
    from samverkan.web.journal.instance import InstanceBroken

    try:
        backup(Path(words.file))
    except (CopyRefused, InstanceBroken, DatabaseError, OSError) as error:
        stderr.write(f"samverkan backup: {error}\n")
        return 1
    stdout.write(f"Written: {words.file}\n")
    return 0
