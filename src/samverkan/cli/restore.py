"""`samverkan restore`: put a backup back; the keys must be there already."""

from __future__ import annotations

from pathlib import Path
from sys import stdout

from samverkan.cli.ending import ASIDE, DONE, Told, in_file
from samverkan.cli.instance import set_up
from samverkan.cli.parser import Parser
from samverkan.rules.refusal import sentence


def run(words: list[str]) -> int:
    """Put the copy back. Exit status 1 if it is refused."""
    parser = Parser.of("restore", words)
    parser.add_argument("--data", metavar="FOLDER", required=True)
    parser.add_argument("file", metavar="FILE")
    parser.common(json=False)
    call = parser.parse_args(words)
    set_up(call.data)
    from django.db import DatabaseError

    from samverkan.web.conf.copies import CopyRefused, restore
    from samverkan.web.conf.lock import InUse
    from samverkan.web.journal.instance import InstanceBroken

    try:
        with in_file(call.file):
            restore(Path(call.file))
    except (CopyRefused, InUse, InstanceBroken, DatabaseError) as error:
        raise Told(error, ASIDE) from None
    stdout.write(sentence("call.restored", call.lang, file=call.file) + "\n")
    return DONE
