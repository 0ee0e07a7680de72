"""`samverkan restore`: put a backup back; the keys must be there already."""

from __future__ import annotations

from argparse import ArgumentParser
from os import environ
from pathlib import Path
from sys import stderr, stdout


def run(arguments: list[str]) -> int:
    """Put the copy back. Exit status 1 if it is no backup."""
    parser = ArgumentParser(prog="samverkan restore", description=__doc__)
    parser.add_argument("--data", required=True, help="the instance's data folder")
    parser.add_argument("file", help="the backup file")
    words = parser.parse_args(arguments)
    environ["SAMVERKAN_DATA"] = str(Path(words.data).absolute())
    environ["DJANGO_SETTINGS_MODULE"] = "samverkan.web.conf.settings"
    import django

    django.setup()
    from samverkan.web.conf.copies import CopyRefused, restore
    from samverkan.web.journal.instance import InstanceBroken

    try:
        restore(Path(words.file))
    except (CopyRefused, InstanceBroken, OSError) as error:
        stderr.write(f"samverkan restore: {error}\n")
        return 1
    stdout.write(f"Restored from: {words.file}\n")
    return 0
