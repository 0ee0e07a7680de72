"""`samverkan demo`: one fictional summer, played in fourteen instances on this machine."""

from __future__ import annotations

from pathlib import Path

from samverkan.cli.parser import Parser
from samverkan.cli.values import port
from samverkan.rules.refusal import NotAllowed


def run(words: list[str]) -> int:
    """Play the season and keep it open, or with --check assert its end and stop."""
    parser = Parser.of("demo", words)
    parser.add_argument("--data", metavar="FOLDER", default="demo-data")
    parser.add_argument("--port", metavar="PORT", type=parser.typed(port), default=8300)
    parser.add_argument("--check", action="store_true")
    parser.common(json=False)
    call = parser.parse_args(words)
    from samverkan.demo.folder import clean, share_bytecode

    root = Path(call.data).absolute()
    if not clean(root):
        raise NotAllowed("call.not_of_the_demo", folder=root)
    share_bytecode(root)  # before the site is loaded, so that what is compiled now is kept
    from samverkan.demo.running import run_demo

    return run_demo(root, port=call.port, check=call.check)
