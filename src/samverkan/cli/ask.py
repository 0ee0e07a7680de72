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
from samverkan.cli.ending import ASIDE, DONE
from samverkan.cli.outputs import kept_apart
from samverkan.cli.parser import Parser
from samverkan.cli.trust import Trust, add_key, add_names
from samverkan.cli.values import day
from samverkan.sealed import engines

INPUTS = ("file", "pack", "key", "scheme", "card")
OUTPUTS = {"blind": ("out", "secrets"), "answer": ("out",), "open": (), "try": ()}


def run(words: list[str]) -> int:
    """Take one step. 0 if all of it is done, 1 if something was put aside."""
    call = _arguments(words)
    kept_apart(_named(call, OUTPUTS[call.act]), _named(call, INPUTS))
    said = STEPS[call.act](call)
    fallen_back = engines.fallen_back()
    if fallen_back:
        why = WORDS[call.lang]["fallen_back"].format(why=fallen_back)
        sys.stderr.write(f"samverkan ask: {why}\n")
    if call.json:
        fields = {**said.fields(call.lang), "fallen_back": fallen_back}
        sys.stdout.write(json.dumps(fields, ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in said.lines(call.lang))
    return ASIDE if said.has_aside else DONE


def _blind(call: Namespace) -> Said:
    return steps.blind(
        call.file,
        trust=Trust.of(call),
        pack=call.pack,
        scheme=call.scheme,
        out=call.out,
        secrets=call.secrets,
        on=call.on,
        random=token_bytes,
    )


def _answer(call: Namespace) -> Said:
    def tell(said: Said) -> None:
        sys.stderr.writelines(f"{line}\n" for line in said.lines(call.lang))

    return steps.answer(
        call.file,
        trust=Trust.of(call),
        key=call.key,
        out=call.out,
        random=token_bytes,
        tell=tell,
    )


def _open(call: Namespace) -> Said:
    return steps.open_answer(
        call.file, trust=Trust.of(call), secrets=call.secrets, pack=call.pack, scheme=call.scheme
    )


def _try(call: Namespace) -> Said:
    return steps.rehearse(
        call.file,
        trust=Trust.of(call),
        pack=call.pack,
        scheme=call.scheme,
        key=call.key,
        on=call.on,
        random=token_bytes,
    )


STEPS: Mapping[str, Callable[[Namespace], Said]] = {
    "blind": _blind,
    "answer": _answer,
    "open": _open,
    "try": _try,
}


def _named(call: Namespace, names: tuple[str, ...]) -> list[Path | None]:
    return [getattr(call, name, None) for name in names]


def _arguments(words: list[str]) -> Namespace:
    parser = Parser.of("ask", words)
    blind, answer, opened, tried = steps_of = tuple(parser.acts(*STEPS))
    for step in steps_of:
        step.add_argument("file", metavar="FILE", type=Path)
    for step in (blind, opened, tried):
        step.add_argument("--pack", metavar="PACK", type=Path, required=True)
        step.add_argument("--scheme", metavar="FILE", type=Path)
    for step in (blind, opened):
        step.add_argument("--secrets", metavar="JSON", type=Path, required=True)
    for step in (answer, tried):
        step.add_argument("--key", metavar="KEY", type=Path, required=True)
    for step in (blind, answer):
        step.add_argument("--out", metavar="JSON", type=Path, required=True)
    add_key((blind, opened, tried))
    add_names(steps_of)
    today = datetime.now(tz=UTC).date()  # noqa: TID251  a command reads the clock
    for step in (blind, tried):
        step.add_argument("--on", metavar="DATE", type=step.typed(day), default=today)
    for step in steps_of:
        step.common()
    return parser.parse_args(words)
