"""`samverkan backup`: copy an instance's data to one file while it runs."""

from __future__ import annotations

from argparse import ArgumentParser
from os import environ
from pathlib import Path
from sys import stderr, stdout


def run(arguments: list[str]) -> int:
    """Write the copy. Exit status 1 if it cannot be made."""
    parser = ArgumentParser(prog="samverkan backup", description=__doc__)
    parser.add_argument("--data", required=True, help="the instance's data folder")
    parser.add_argument("file", help="the backup file")
    words = parser.parse_args(arguments)
    environ["SAMVERKAN_DATA"] = str(Path(words.data).absolute())
    environ["DJANGO_SETTINGS_MODULE"] = "samverkan.web.conf.settings"
    import django

    django.setup()
    from samverkan.web.conf.copies import CopyRefused, backup
    from samverkan.web.journal.instance import InstanceBroken

    try:
        backup(Path(words.file))
    except (CopyRefused, InstanceBroken, OSError) as error:
        stderr.write(f"samverkan backup: {error}\n")
        return 1
    stdout.write(f"Written: {words.file}\n")
    return 0
