"""`samverkan serve`: an instance's pages; on SQLite also its due work, in a thread."""

from __future__ import annotations

from argparse import Namespace

from samverkan.cli.ending import ASIDE, DONE, Told
from samverkan.cli.instance import choose_made
from samverkan.cli.parser import Parser
from samverkan.cli.values import port


def run(words: list[str]) -> int:
    """Check the start, then serve until told to stop. Exit status 1 if the check refuses."""
    call = _arguments(words)
    folder = choose_made(call.data)
    from samverkan.web.conf.serving import StartRefused, serve

    try:
        serve(folder, host=call.host, port=call.port)
    except StartRefused as refusal:
        raise Told(refusal, ASIDE) from None
    return DONE


def _arguments(words: list[str]) -> Namespace:
    parser = Parser.of("serve", words)
    parser.add_argument("--data", metavar="FOLDER", required=True)
    parser.add_argument("--host", metavar="HOST", default="127.0.0.1")
    parser.add_argument("--port", metavar="PORT", type=parser.typed(port), default=8400)
    parser.common(json=False)
    return parser.parse_args(words)
