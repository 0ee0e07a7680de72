"""`samverkan demo`: one fictional summer, played in fourteen instances on this machine."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path


def run(arguments: list[str]) -> int:
    """Play the season and keep it open, or with --check assert its end and stop."""
    parser = ArgumentParser(prog="samverkan demo", description=__doc__)
    parser.add_argument("--data", default="demo-data", help="a folder of the demo's own")
    parser.add_argument("--port", type=int, default=8300, help="the port of the front page")
    parser.add_argument(
        "--check", action="store_true", help="assert every figure and what leaked, then stop"
    )
    words = parser.parse_args(arguments)
    from samverkan.demo.running import run_demo

    return run_demo(Path(words.data).absolute(), port=words.port, check=words.check)
