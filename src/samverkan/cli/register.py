"""`samverkan register check|take`: see what a register holds, and take it in once and for all."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path

from samverkan.cli.ending import in_file
from samverkan.cli.outputs import kept_apart
from samverkan.cli.parser import Parser
from samverkan.cli.put_aside import reason_fields, reasons
from samverkan.cli.register_words import WORDS
from samverkan.cli.values import day
from samverkan.registers.choosing import Chosen
from samverkan.registers.intake import Register, open_register
from samverkan.registers.manifest import Manifest
from samverkan.registers.mapping import Mapping, load
from samverkan.registers.quarantine import Quarantine, quarantine
from samverkan.registers.taking_in import take_in
from samverkan.registers.tally import Tally


def run(words: list[str]) -> int:
    """Check or take in a register. 0 if all of it could be read, 1 if something was put aside."""
    call = _arguments(words)
    with in_file(call.mapping):
        mapping = load(call.mapping) if call.mapping else Mapping()
    with in_file(call.source):
        return {"check": check, "take": take}[call.act](call, mapping)


def check(call: Namespace, mapping: Mapping) -> int:
    """Read a register to its end and say what was recognised and what was put aside."""
    kept_apart([call.quarantine], [call.source, call.mapping])
    register = open_register(call.source, on=call.on, mapping=mapping)
    with ExitStack() as stack:
        out = (
            stack.enter_context(quarantine(call.quarantine, call.lang)) if call.quarantine else None
        )
        tally = _read(register, out)
    if call.json:
        sys.stdout.write(json.dumps(_fields(register.chosen, tally, call.lang), ensure_ascii=False))
        sys.stdout.write("\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in _lines(register.chosen, tally, call))
    return 1 if tally.reasons else 0


def take(call: Namespace, mapping: Mapping) -> int:
    """Take a register into a working folder, going on where a broken-off call left off."""
    from tqdm import tqdm

    with tqdm(unit="row", unit_scale=True, disable=None) as bar:

        def progress(so_far: Manifest) -> None:
            bar.update(so_far.read - bar.n)

        done = take_in(call.source, call.folder, on=call.on, mapping=mapping, progress=progress)
    counts = {"read": done.read, "taken": done.rows, "aside": done.aside}
    said = WORDS[call.lang]["counts"].format(
        read=done.read, taken=done.rows, out=done.read - done.rows
    )
    sys.stdout.write(f"{json.dumps(counts) if call.json else said}\n")
    return 1 if done.aside else 0


def _read(register: Register, out: Quarantine | None) -> Tally:
    from tqdm import tqdm

    tally = Tally()
    with tqdm(unit="row", unit_scale=True, disable=None) as bar:
        for batch in register.batches():
            tally.read += batch.read
            tally.taken += batch.rows.num_rows
            for one in batch.aside:
                tally.add(one)
            if out:
                out.add(batch.aside)
            bar.update(batch.read)
    return tally


def _lines(chosen: Chosen, tally: Tally, call: Namespace) -> list[str]:
    words = WORDS[call.lang]
    said = []
    for one in chosen.wanted:
        sources = " + ".join(source.name for source in one.sources)
        key = "constant" if one.constant else "column"
        said.append(words[key].format(name=one.name, sources=sources, value=one.constant))
    if chosen.unread:
        said.append(words["unread"].format(names=", ".join(chosen.unread)))
    said += [note.sentence(call.lang) for note in chosen.notes]
    said.append(words["counts"].format(**_counts(tally)))
    if tally.values:
        said.append(words["values"].format(count=tally.values))
    said += reasons(tally, call.lang)
    if call.quarantine and tally.reasons:
        said.append(words["written"].format(file=call.quarantine))
    return said if tally.reasons else [*said, words["sound"]]


def _counts(tally: Tally) -> dict[str, int]:
    return {"read": tally.read, "taken": tally.taken, "out": tally.read - tally.taken}


def _fields(chosen: Chosen, tally: Tally, language: str) -> dict[str, object]:
    """Give the same for JSON."""
    return {
        "columns": {one.name: [source.name for source in one.sources] for one in chosen.wanted},
        "constants": {one.name: one.constant for one in chosen.wanted if one.constant},
        "unread": chosen.unread,
        "notes": [note.sentence(language) for note in chosen.notes],
        "read": tally.read,
        "taken": tally.taken,
        "aside": reason_fields(tally, language),
    }


def _arguments(words: list[str]) -> Namespace:
    parser = Parser.of("register", words)
    checking, taking = parser.acts("check", "take")
    for act in (checking, taking):
        act.add_argument("source", metavar="SOURCE", nargs="?", default="")
        act.add_argument("--mapping", metavar="FILE", type=Path)
        act.add_argument("--on", metavar="DATE", type=act.typed(day), default=_today())
    checking.add_argument("--quarantine", metavar="FILE", type=Path)
    taking.add_argument("--into", dest="folder", metavar="FOLDER", type=Path, required=True)
    for act in (checking, taking):
        act.common()
    return parser.parse_args(words)


def _today() -> date:
    return datetime.now(tz=UTC).date()  # noqa: TID251  a command is where the clock is read
