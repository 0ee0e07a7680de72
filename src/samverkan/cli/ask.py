"""`samverkan ask`: ask a sealed register that is reached by file only, or rehearse on one machine.

It keeps no journal and knows no budget: an instance asks from its own pages.
"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from secrets import token_bytes  # noqa: TID251  a command is where randomness is drawn

from samverkan.cli import ask_steps as steps
from samverkan.cli.ask_words import WORDS, Said
from samverkan.cli.outputs import kept_apart
from samverkan.rules.refusal import NotAllowed
from samverkan.sealed import engines

DESCRIPTION = """\
Ask a sealed register that is reached by file only, in three steps:

  samverkan ask blind NUMBERS --pack P --out question.json --secrets kept.json
  samverkan ask answer question.json --key KEY --out answer.json
  samverkan ask open answer.json --secrets kept.json --pack P

The holder takes the second step, the asker the others. To rehearse, or to
accept a sealed list, take both sides at once on one machine:

  samverkan ask try NUMBERS --pack P --key KEY

NUMBERS is a file with one number a line: personal, coordination, organisation
and hull numbers as they are, others as `engine ZZE-000123` or
`registration SFC 1234`. Nothing is entered in a journal and no budget is
counted: an instance asks from its own pages. Exit status 0 if all is done, 1 if
a line was put aside or something was refused, 2 for a wrong call.
"""
NEEDED = {
    "blind": ("pack", "out", "secrets"),
    "answer": ("key", "out"),
    "open": ("secrets", "pack"),
    "try": ("pack", "key"),
}


def run(words: list[str]) -> int:
    """Take one step. 0 if it is done, 1 if something was refused, 2 for a wrong call."""
    call = _arguments(words)
    try:
        kept_apart([call.out, call.secrets], [call.file, call.pack, call.key])
        said = STEPS[call.step](call)
    except steps.Unreadable as wrong:
        sys.stderr.write(f"samverkan ask: {wrong.sentence(call.lang)}\n")
        return 2
    except NotAllowed as refusal:
        sys.stderr.write(f"samverkan ask: {refusal.sentence(call.lang)}\n")
        return 1
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
    parser = ArgumentParser(
        prog="samverkan ask",
        description=DESCRIPTION,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("step", choices=tuple(STEPS), help="which step to take")
    parser.add_argument("file", metavar="FILE", type=Path, help="its numbers, question or answer")
    parser.add_argument("--pack", metavar="PACK", type=Path, help="the holder's pack")
    parser.add_argument("--key", metavar="KEY", type=Path, help="the holder's master key, in hex")
    parser.add_argument("--out", metavar="JSON", type=Path, help="write the question or answer")
    parser.add_argument(
        "--secrets", metavar="JSON", type=Path, help="what the asker keeps: numbers and blinds"
    )
    parser.add_argument(
        "--scheme",
        metavar="JSON",
        type=Path,
        help="with try: ask by likeness, by this scheme; FILE has a row for each subject",
    )
    parser.add_argument(
        "--on",
        metavar="DATE",
        type=date.fromisoformat,
        help="read two-digit years as on this day, YYYY-MM-DD (default: today)",
    )
    parser.add_argument("--json", action="store_true", help="write one JSON object")
    parser.add_argument("--lang", choices=("en", "sv"), default="sv", help="default: sv")
    call = parser.parse_args(words)
    for name in NEEDED[call.step]:
        if getattr(call, name) is None:
            parser.error(f"{call.step} needs --{name}")
    if call.scheme and call.step != "try":
        parser.error(f"{call.step} knows no --scheme: questions by likeness are rehearsed with try")
    call.on = call.on or datetime.now(tz=UTC).date()  # noqa: TID251  a command reads the clock
    return call
