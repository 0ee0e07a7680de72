"""`samverkan worker`: an instance's due work in a process of its own (PostgreSQL)."""

from __future__ import annotations

from argparse import ArgumentParser
from sys import stderr

from samverkan.cli.instance import set_up


def run(arguments: list[str]) -> int:
    """Check the start, then work until told to stop. Exit status 1 if the check refuses."""
    parser = ArgumentParser(prog="samverkan worker", description=__doc__)
    parser.add_argument("--data", required=True, help="the instance's data folder")
    words = parser.parse_args(arguments)
    set_up(words.data)
    from samverkan.web.conf.serving import StartRefused
    from samverkan.web.conf.working import work

    try:
        work()
    except StartRefused as refusal:
        stderr.write(f"samverkan worker: {refusal}\n")
        return 1
    return 0
