"""Seals a change of a register without the rest of it: some rows anew, some removed, by their ids.

It costs what the change costs, but for one copy of the pack. What was sealed of the register before
says which keys each id owns, and how many rows share a key: a key goes when the last of them does.
The pack is the same to the byte as if the whole register had been sealed again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from samverkan.registers.atomic import sweep
from samverkan.registers.pack_files import reload_pack
from samverkan.registers.seal_counting import counted, owned_now, put_on
from samverkan.registers.seal_decoys import padding_moved
from samverkan.registers.seal_delivery import Delivery
from samverkan.registers.seal_fingerprints import Fingerprints
from samverkan.registers.seal_job import SealJob
from samverkan.registers.seal_moving import at_positions, moved
from samverkan.registers.seal_owners import Owned
from samverkan.registers.seal_register import SealEngine, seal_new, seen_by, state_folder
from samverkan.registers.seal_rows import SealedRows, drop
from samverkan.registers.seal_sources import Sources, opened
from samverkan.registers.seal_state import alone
from samverkan.rules.refusal import NotAllowed
from samverkan.sealed.pack_header import fits, padded
from samverkan.sealed.pack_rows import Places
from samverkan.wire.keys import SigningKey

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be sealed: batches of `input`, `label` and `id`, and the columns they came from.

    `columns` is None if no row comes. `ids` are all that change: of rows that come, though nothing
    of them be sealed, and of rows that go; they are looked at when the batches have gone by.
    """

    batches: Iterable[pa.RecordBatch]
    ids: Collection[str]
    columns: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Changed:
    """What came of it. Nothing is written if no row of the pack went or came."""

    digest: bytes
    keys: int
    sealed_now: int
    rows: int
    removed: int
    added: int
    delta_bytes: int


def change_register(
    change: Change, job: SealJob, engine: SealEngine, *, out: Path, delta: Path, key: SigningKey
) -> Changed:
    """Bring the pack `out` up to date by a change, and write the delta from it as it was.

    NotAllowed unless the whole register has been sealed to `out` with ids in its rows. Killed and
    called again with the same change it ends with the same files, and nothing is sealed twice.
    """
    folder = state_folder(out)
    with alone(folder):
        sweep(folder)
        sweep(out.parent, out.name)
        to = Delivery(out, delta.absolute(), key)
        sources = opened(folder, out, job, change.columns)
        if str(to.delta) != sources.standing.delta:
            to.must_be_free()
        job = replace(job, header=sources.state.header)
        seal_new(seen_by(change.batches, job, sources, sources), job, engine, sources.state)
        sources.left = [SealedRows.read(path) for path in sources.state.new()]
        done = _change(sources, job, change.ids, to)
        drop(sources.state.new())
        return replace(done, sealed_now=sources.state.added)


def _change(sources: Sources, job: SealJob, named: Collection[str], to: Delivery) -> Changed:
    """Work out what goes and what comes, and write it."""
    standing, buckets = sources.standing, sources.state.buckets
    come = Owned.joined(sources.owned)
    ids = _ids(come, named, job)
    gone = owned_now(sources, ids)
    before, after = counted(sources, gone, come)
    rows, found = sources.rows(before.high, before.low)
    if not found.all() or (after < 0).any():
        raise NotAllowed("seal.not_standing")
    leaves, appears = (before.times > 0) & (after == 0), (before.times == 0) & (after > 0)
    keys = standing.keys - int(leaves.sum()) + int(appears.sum())
    if not fits(padded(keys), buckets):
        raise NotAllowed("seal.outgrown")
    padding = padding_moved(job, standing.keys, keys)
    base = reload_pack(to.out)
    moves = moved(
        base,
        at_positions(*_with(rows.at(leaves), padding[0]), buckets),
        at_positions(*_with(rows.at(appears), padding[1]), buckets),
        standing.hidden,
    )
    after_it = put_on(standing, keys, ids, come, rows, after)
    after_it = replace(after_it, hidden=moves.hidden)
    digest, size = to.write(base, moves, after_it, sources.state.folder)
    counts = len(moves.removed), len(moves.added.positions)
    rows_now = base.rows - counts[0] + counts[1]
    return Changed(digest, keys, 0, rows_now, *counts, size)


def _ids(come: Owned, named: Collection[str], job: SealJob) -> Places:
    """Give the fingerprints of all ids that change, each once."""
    import pyarrow as pa  # noqa: PLC0415

    said = Fingerprints.of_ids(job).of_ids_or_none(pa.array(list(named), pa.string()))
    changed = np.stack(come[:2], axis=1)
    return np.unique(np.concatenate((changed, said)), axis=0)


def _with(rows: SealedRows, padding: SealedRows) -> tuple[Places, np.ndarray]:
    both = SealedRows.joined([rows, padding], rows.sealed.shape[1])
    return both.place, both.sealed
