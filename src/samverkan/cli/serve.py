"""`samverkan serve`: an instance's pages; on SQLite also its due work, in a thread."""

from __future__ import annotations

from argparse import ArgumentParser
from sys import stderr

from samverkan.cli.instance import choose


def run(arguments: list[str]) -> int:
    """Check the start, then serve until told to stop. Exit status 1 if the check refuses."""
    parser = _parser()
    words = parser.parse_args(arguments)
    if not 0 < words.port < 65536:
        parser.error(f"{words.port} is not a port.")
    folder = choose(words.data)
    from samverkan.web.conf.serving import StartRefused, serve

    try:
        serve(folder, host=words.host, port=words.port)
    except StartRefused as refusal:
        stderr.write(f"samverkan serve: {refusal}\n")
        return 1
    return 0


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="samverkan serve", description=__doc__)
    parser.add_argument("--data", required=True, help="the instance's data folder")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8400)
    return parser
