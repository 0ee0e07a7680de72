"""`samverkan seal --changed … --removed …`: seal some rows of a register without the rest."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from samverkan.cli.ending import ASIDE, DONE, goes_on, in_file
from samverkan.cli.identifiers import text_of
from samverkan.cli.numbers import spoken
from samverkan.cli.outputs import kept_apart
from samverkan.cli.private_files import read, read_key
from samverkan.cli.seal_asked import engine_of, sealed_as
from samverkan.cli.seal_reading import needed, opened, read_on
from samverkan.cli.seal_words import WORDS, refused_lines, tell_fallen_back
from samverkan.registers.seal_changes import Change, Changed, change_register
from samverkan.registers.seal_source import sealed_columns
from samverkan.rules.refusal import NotAllowed
from samverkan.sealed import engines
from samverkan.wire.keys import SigningKey

if TYPE_CHECKING:
    import pyarrow as pa

    from samverkan.registers.blocks import SetAside
    from samverkan.registers.intake import Register
    from samverkan.registers.seal_inputs import Desk
    from samverkan.registers.seal_likeness import Likeness


def run(call: Namespace) -> int:
    """Seal a change. 0 if all of it is sealed, 1 if a value was not in its form."""
    read_too = [call.changed, call.removed, call.mapping, call.key, call.signing_key]
    kept_apart([call.out, call.delta, call.scheme], read_too)
    key = SigningKey(read_key(call.signing_key))
    refused: Counter[str] = Counter()
    begun = perf_counter()
    job, sealed = sealed_as(call)
    change = _change(call, sealed, refused)
    with goes_on(call.out):
        done = change_register(
            change, job, engine_of(call), out=call.out, delta=call.delta, key=key
        )
    _report(call, done, refused, seconds=perf_counter() - begun)
    return ASIDE if refused.total() else DONE


def _change(call: Namespace, sealed: Desk | Likeness, refused: Counter[str]) -> Change:
    ids = _removed(call.removed)
    if not call.changed:
        return Change((), ids, None)
    register = opened(call, call.changed)
    rows = _rows(call, register, sealed, refused, ids)
    return Change(rows, ids, sealed_columns(register, needed(call)))


def _removed(file: Path | None) -> list[str]:
    """Read ids, one a line."""
    if file is None:
        return []
    with in_file(file):
        lines = (line.strip() for line in text_of(read(file)).splitlines())
        return [line for line in lines if line]


def _rows(
    call: Namespace,
    register: Register,
    sealed: Desk | Likeness,
    refused: Counter[str],
    ids: list[str],
) -> Iterator[pa.RecordBatch]:
    """Give what is sealed of the rows, and note their ids."""
    wanted = needed(call)

    def count(column: str, values: int) -> None:
        refused[column] += values

    def aside(one: SetAside) -> None:
        if not one.kept:
            raise _unread(call, one)
        if one.field in wanted:
            refused[one.field] += 1

    for batch in read_on(register, call.changed, aside=aside):
        ids += _ids_of(batch, call.changed)
        yield from sealed.rows(batch, count)


def _ids_of(batch: pa.RecordBatch, file: str) -> list[str]:
    named: list[str] = batch.column("id").to_pylist() if "id" in batch.schema.names else [""]
    if not all(named):
        raise NotAllowed("seal.change_unnamed", file=file)
    return named


def _unread(call: Namespace, one: SetAside) -> NotAllowed:
    """Refuse a row that is not read: its id is not known, and what stood there would stay."""
    why = one.refusal.sentence(call.lang)
    return NotAllowed("seal.change_unread", file=call.changed, line=one.line, why=why)


def _report(call: Namespace, done: Changed, refused: Counter[str], *, seconds: float) -> None:
    fields = {
        "out": str(call.out),
        "delta": str(call.delta),
        "keys": done.keys,
        "sealed_now": done.sealed_now,
        "rows": done.rows,
        "removed": done.removed,
        "added": done.added,
        "delta_bytes": done.delta_bytes,
        "refused": dict(refused),
        "digest": done.digest.hex(),
        "engine": call.engine,
        "seconds": seconds,
        "fallen_back": engines.fallen_back(),
    }
    tell_fallen_back(call.lang)
    if call.json:
        sys.stdout.write(json.dumps(fields) + "\n")
        return
    said = WORDS[call.lang]
    end = "to_send" if done.delta_bytes else "same"
    lines = [said["changed"], *refused_lines(refused, call.lang), said[end]]
    sys.stdout.writelines(f"{line.format(**spoken(fields, call.lang))}\n" for line in lines)
