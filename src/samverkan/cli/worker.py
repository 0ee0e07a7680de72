"""`samverkan worker`: an instance's due work in a process of its own (PostgreSQL)."""

from __future__ import annotations

from samverkan.cli.ending import ASIDE, DONE, Told
from samverkan.cli.instance import set_up
from samverkan.cli.parser import Parser


def run(words: list[str]) -> int:
    """Check the start, then work until told to stop. Exit status 1 if the check refuses."""
    parser = Parser.of("worker", words)
    parser.add_argument("--data", metavar="FOLDER", required=True)
    parser.common(json=False)
    set_up(parser.parse_args(words).data)
    from samverkan.web.conf.serving import StartRefused
    from samverkan.web.conf.working import work

    try:
        work()
    except StartRefused as refusal:
        raise Told(refusal, ASIDE) from None
    return DONE
