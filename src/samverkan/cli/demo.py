"""`samverkan demo`: one fictional summer, played in fourteen instances on this machine."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from sys import stderr


def run(arguments: list[str]) -> int:
    """Play the season and keep it open, or with --check assert its end and stop."""
    parser = ArgumentParser(prog="samverkan demo", description=__doc__)
    parser.add_argument("--data", default="demo-data", help="a folder of the demo's own")
    parser.add_argument("--port", type=int, default=8300, help="the port of the front page")
    parser.add_argument(
        "--check", action="store_true", help="assert every figure and what leaked, then stop"
    )
    words = parser.parse_args(arguments)
    from samverkan.demo.folder import clean, share_bytecode

    root = Path(words.data).absolute()
    if not clean(root):
        stderr.write(
            f"samverkan demo: {root} is not a folder that the demo made; choose another.\n"
        )
        return 1
    share_bytecode(root)  # before the site is loaded, so that what is compiled now is kept
    from samverkan.demo.running import run_demo

    return run_demo(root, port=words.port, check=words.check)
