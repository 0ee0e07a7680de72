"""`samverkan backup`: copy an instance's data to one file while it runs."""

from __future__ import annotations

from pathlib import Path
from sys import stdout

from samverkan.cli.ending import ASIDE, DONE, Told, in_file
from samverkan.cli.instance import set_up
from samverkan.cli.parser import Parser
from samverkan.rules.refusal import sentence


def run(words: list[str]) -> int:
    """Write the copy. Exit status 1 if it cannot be made."""
    parser = Parser.of("backup", words)
    parser.add_argument("--data", metavar="FOLDER", required=True)
    parser.add_argument("file", metavar="FILE")
    parser.common(json=False)
    call = parser.parse_args(words)
    set_up(call.data)
    from django.db import DatabaseError

    from samverkan.web.conf.copies import CopyRefused, backup
    from samverkan.web.journal.instance import InstanceBroken

    try:
        with in_file(call.file):
            backup(Path(call.file))
    except (CopyRefused, InstanceBroken, DatabaseError) as error:
        raise Told(error, ASIDE) from None
    stdout.write(sentence("call.written", call.lang, file=call.file) + "\n")
    return DONE
