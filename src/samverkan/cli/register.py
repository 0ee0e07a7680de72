"""`samverkan register check|take`: see what a register holds, and take it in once and for all."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path

from samverkan.cli import doubled
from samverkan.cli.ending import in_file
from samverkan.cli.outputs import kept_apart
from samverkan.cli.parser import Parser
from samverkan.cli.put_aside import reason_fields, reasons
from samverkan.cli.register_words import WORDS
from samverkan.cli.values import day
from samverkan.registers.choosing import Chosen
from samverkan.registers.column_words import column_words
from samverkan.registers.databases import address
from samverkan.registers.doubles import Doubles
from samverkan.registers.intake import Register, open_register
from samverkan.registers.manifest import Manifest
from samverkan.registers.mapping import Mapping, load
from samverkan.registers.quarantine import Quarantine, quarantine
from samverkan.registers.taking_in import take_in
from samverkan.registers.tally import Tally
from samverkan.registers.working_folder import ASIDE, WorkingFolder
from samverkan.rules.printable import printable


def run(words: list[str]) -> int:
    """Check or take in a register. 0 if all of it could be read, 1 if something was put aside."""
    call = _arguments(words)
    with in_file(call.mapping):
        mapping = load(call.mapping) if call.mapping else Mapping()
    with in_file(call.source):
        return {"check": check, "take": take}[call.act](call, mapping)


def check(call: Namespace, mapping: Mapping) -> int:
    """Read a register to its end and say what was recognised and what was put aside."""
    kept_apart([call.quarantine], [call.source or address(mapping), call.mapping])
    register = open_register(call.source, on=call.on, mapping=mapping)
    with ExitStack() as stack:
        out = (
            stack.enter_context(quarantine(call.quarantine, call.lang)) if call.quarantine else None
        )
        tally, doubles = _read(register, out, call.lang)
    if call.json:
        fields = _fields(register.chosen, tally, call.lang) | {"doubled": doubled.fields(doubles)}
        sys.stdout.write(f"{json.dumps(fields, ensure_ascii=False)}\n")
    else:
        said = [*_lines(register.chosen, tally, call), *doubled.lines(doubles, call.lang)]
        sys.stdout.writelines(f"{printable(line)}\n" for line in said)
    return 1 if tally.reasons else 0


def take(call: Namespace, mapping: Mapping) -> int:
    """Take a register into a working folder, going on where a broken-off call left off."""
    from tqdm import tqdm

    with tqdm(unit=WORDS[call.lang]["unit"], unit_scale=True, disable=None) as bar:

        def progress(so_far: Manifest) -> None:
            bar.update(so_far.read - bar.n)

        done = take_in(call.source, call.folder, on=call.on, mapping=mapping, progress=progress)
    tally = Tally(done.read, done.rows)
    for one in WorkingFolder(call.folder).aside():
        tally.add(one)
    if call.json:
        counts = {"read": done.read, "taken": done.rows, "aside": done.aside}
        fields = counts | {"reasons": reason_fields(tally, call.lang)}
        sys.stdout.write(f"{json.dumps(fields, ensure_ascii=False)}\n")
    else:
        written = str(call.folder / ASIDE.format(part="*"))
        said = _taken(tally, call.lang, written)
        sys.stdout.writelines(f"{printable(line)}\n" for line in said)
    return 1 if done.aside else 0


def _read(register: Register, out: Quarantine | None, language: str) -> tuple[Tally, Doubles]:
    from tqdm import tqdm

    tally, doubles = Tally(), Doubles()
    with tqdm(unit=WORDS[language]["unit"], unit_scale=True, disable=None) as bar:
        for batch in register.batches():
            tally.read += batch.read
            tally.taken += batch.rows.num_rows
            for one in batch.aside:
                tally.add(one)
            if out:
                out.add(batch.aside)
            doubles.take(batch.rows)
            bar.update(batch.read)
    return tally, doubles


def _lines(chosen: Chosen, tally: Tally, call: Namespace) -> list[str]:
    words = WORDS[call.lang]
    said = []
    for one in chosen.wanted:
        sources = " + ".join(source.name for source in one.sources)
        key = "constant" if one.constant else "column"
        name = column_words(one.name, call.lang)
        said.append(words[key].format(name=name, sources=sources, value=one.constant))
    if chosen.unread:
        said.append(words["unread"].format(names=", ".join(chosen.unread)))
    said += [note.sentence(call.lang) for note in chosen.notes]
    return said + _taken(tally, call.lang, call.quarantine)


def _taken(tally: Tally, language: str, written: object) -> list[str]:
    """Say how many rows were taken, why others were not, and where those are written."""
    words, out = WORDS[language], tally.read - tally.taken
    said = [words["counts"].format(read=tally.read, taken=tally.taken, out=out)]
    if not tally.reasons:
        return [*said, words["sound"]]
    if tally.values:
        said.append(words["values"].format(count=tally.values))
    said += reasons(tally, language)
    return [*said, words["written"].format(file=written)] if written else said


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
