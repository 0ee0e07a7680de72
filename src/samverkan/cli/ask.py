"""`samverkan ask`: ask a sealed register that is reached by file only, or rehearse on one machine.

It keeps no journal and knows no budget: an instance asks from its own pages.
"""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_bytes  # noqa: TID251  a command is where randomness is drawn

from samverkan.cli import ask_steps as steps
from samverkan.cli.ask_words import WORDS, Said
from samverkan.cli.outputs import kept_apart
from samverkan.cli.parser import Parser
from samverkan.cli.values import day
from samverkan.sealed import engines

NEEDED = {
    "blind": ("pack", "out", "secrets"),
    "answer": ("key", "out"),
    "open": ("secrets", "pack"),
    "try": ("pack", "key"),
}


def run(words: list[str]) -> int:
    """Take one step. 0 if all of it is done, 1 if a line was put aside."""
    call = _arguments(words)
    kept_apart([call.out, call.secrets], [call.file, call.pack, call.key])
    said = STEPS[call.step](call)
    fallen_back = engines.fallen_back()
    if fallen_back:
        why = WORDS[call.lang]["fallen_back"].format(why=fallen_back)
        sys.stderr.write(f"samverkan ask: {why}\n")
    if call.json:
        fields = {**said.fields(call.lang), "fallen_back": fallen_back}
        sys.stdout.write(json.dumps(fields, ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in said.lines(call.lang))
    return 1 if said.aside else 0


def _blind(call: Namespace) -> Said:
    return steps.blind(
        call.file,
        pack=call.pack,
        out=call.out,
        secrets=call.secrets,
        on=call.on,
        random=token_bytes,
    )


def _answer(call: Namespace) -> Said:
    return steps.answer(call.file, key=call.key, out=call.out, random=token_bytes)


def _open(call: Namespace) -> Said:
    return steps.open_answer(call.file, secrets=call.secrets, pack=call.pack)


def _try(call: Namespace) -> Said:
    if call.scheme is not None:
        return steps.rehearse_likeness(
            call.file,
            scheme=call.scheme,
            pack=call.pack,
            key=call.key,
            on=call.on,
            random=token_bytes,
        )
    return steps.rehearse(call.file, pack=call.pack, key=call.key, on=call.on, random=token_bytes)


STEPS: Mapping[str, Callable[[Namespace], Said]] = {
    "blind": _blind,
    "answer": _answer,
    "open": _open,
    "try": _try,
}


def _arguments(words: list[str]) -> Namespace:
    parser = Parser.of("ask", words)
    parser.add_argument("step", metavar="STEP", choices=tuple(STEPS))
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("--pack", metavar="PACK", type=Path)
    parser.add_argument("--key", metavar="KEY", type=Path)
    parser.add_argument("--out", metavar="JSON", type=Path)
    parser.add_argument("--secrets", metavar="JSON", type=Path)
    parser.add_argument("--scheme", metavar="JSON", type=Path)
    today = datetime.now(tz=UTC).date()  # noqa: TID251  a command reads the clock
    parser.add_argument("--on", metavar="DATE", type=parser.typed(day), default=today)
    parser.common()
    call = parser.parse_args(words)
    for name in NEEDED[call.step]:
        if getattr(call, name) is None:
            parser.wrong("call.needs", act=call.step, name=f"--{name}")
    if call.scheme and call.step != "try":
        parser.wrong("call.not_with", act=call.step, name="--scheme")
    return call
