"""Seals a register into a pack: only what was not sealed before, and from where a run was killed.

The order of the register does not matter, nor how it comes in batches or who does the arithmetic:
the same inputs, labels, key and salt give the same file to the byte.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from samverkan.registers.atomic import sweep
from samverkan.registers.pack_files import write_pack
from samverkan.registers.seal_decoys import decoys_of
from samverkan.registers.seal_delivery import deliver
from samverkan.registers.seal_fingerprints import Fingerprints
from samverkan.registers.seal_job import SealJob, rows_of
from samverkan.registers.seal_owners import Owned, Owners, runs_in
from samverkan.registers.seal_rows import SealedRows
from samverkan.registers.seal_standing import Standing, fall
from samverkan.registers.seal_state import CHUNK, SealState, alone
from samverkan.registers.seal_tally import shared
from samverkan.sealed.pack_header import buckets_for, fits, padded
from samverkan.sealed.pack_rows import Places
from samverkan.sealed.pack_writing import Assembly
from samverkan.wire.keys import SigningKey

if TYPE_CHECKING:
    import pyarrow as pa

GROUP = 2**14
"""Least rows that are worth sending to another process."""


class SealEngine(Protocol):
    """Who does the arithmetic. Rows may come back in any order."""

    def seal(self, batches: Iterable[pa.RecordBatch], job: SealJob) -> Iterator[pa.RecordBatch]:
        """Apply `seal_batch` to every batch."""
        ...


class Known(Protocol):
    """Who knows what is sealed."""

    def known(self, high: Places, low: Places) -> NDArray[np.bool_]:
        """Say which fingerprints are sealed already."""
        ...


class Noting(Protocol):
    """Who notes whose keys are whose."""

    def add(self, ids: Places, prints: Places) -> None:
        """Take the next rows' ids and keys, shape (n, 2) each."""
        ...


@dataclass(frozen=True, slots=True)
class Sealing:
    """What came of it. `rows` are those of the pack, `left_out` those that too many share."""

    digest: bytes
    keys: int
    sealed_now: int
    rows: int
    left_out: int
    same_buckets: bool
    """Whether a delta from the pack before can be made."""


def seal_register(
    batches: Iterable[pa.RecordBatch],
    job: SealJob,
    engine: SealEngine,
    *,
    out: Path,
    key: SigningKey,
    columns: tuple[str, ...] = (),
    met: Callable[[int], object] = lambda _: None,
) -> Sealing:
    """Seal batches of `input` and `label` (binary) into the pack `out`; state lies beside it.

    Where they have `id` too (binary), rows can be changed later without the rest; `columns` are
    those that a change must have.

    `met` is told how many rows of the register have gone by. The header's salt is used only if
    nothing of this sealing stands there yet.
    """
    with alone(state_folder(out)):
        sweep(state_folder(out))
        sweep(out.parent, out.name)
        deliver(state_folder(out), out)
        fall(state_folder(out))
        state = SealState.open(state_folder(out), job.header)
        job = replace(job, header=state.header)
        owners = Owners(state.folder)
        seal_new(seen_by(batches, job, state, owners, met), job, engine, state)
        met_again = int(state.seen.sum())
        keys = state.finish()
        owners.end()
        return _write(out, state, job, key, columns, keys - met_again)


def state_folder(out: Path) -> Path:
    """Give the folder beside a pack where its sealing is remembered."""
    return out.with_name(out.name + ".state")


def seal_new(
    batches: Iterator[pa.RecordBatch], job: SealJob, engine: SealEngine, state: SealState
) -> None:
    """Seal what is not sealed yet, and write it down a chunk at a time."""
    waiting: list[SealedRows] = []
    count = 0
    for batch in engine.seal(_grouped(batches), job):
        waiting.append(_rows(batch, job.header.sealed_length))
        count += len(batch)
        if count >= CHUNK:
            state.add(SealedRows.joined(waiting, job.header.sealed_length))
            waiting, count = [], 0
    if waiting:
        state.add(SealedRows.joined(waiting, job.header.sealed_length))


def seen_by(
    batches: Iterable[pa.RecordBatch],
    job: SealJob,
    state: Known,
    owners: Noting,
    met: Callable[[int], object] = lambda _: None,
) -> Iterator[pa.RecordBatch]:
    """Give what is not sealed yet, with its fingerprints; note whose everything is.

    Batches have `input`, `label` and, where the register names its rows, `id`.
    """
    import pyarrow as pa  # noqa: PLC0415

    fingerprints, of_ids = Fingerprints.of(job), Fingerprints.of_ids(job)
    for batch in batches:
        inputs, labels = batch.column("input"), batch.column("label")
        prints = fingerprints.of_columns(inputs, labels)
        high, low = np.ascontiguousarray(prints[:, 0]), np.ascontiguousarray(prints[:, 1])
        columns = [pa.array(half.view(np.int64)) for half in (high, low)]
        whole = pa.RecordBatch.from_arrays([*columns, inputs, labels], _COLUMNS)
        known = state.known(high, low)
        met(len(batch))
        if "id" in batch.schema.names:
            owners.add(of_ids.of_ids_or_none(batch.column("id")), prints)
        yield whole.filter(pa.array(~known)) if known.any() else whole


_COLUMNS = ["high", "low", "input", "label"]


def _grouped(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Put small batches together."""
    import pyarrow as pa  # noqa: PLC0415

    waiting, count = [], 0
    for batch in batches:
        if len(batch):
            waiting.append(batch)
            count += len(batch)
        if count >= GROUP:
            yield pa.concat_batches(waiting)
            waiting, count = [], 0
    if waiting:
        yield pa.concat_batches(waiting)


def _rows(batch: pa.RecordBatch, width: int) -> SealedRows:
    high, low, place = (
        batch.column(name).to_numpy().view(np.uint64) for name in ("high", "low", "place")
    )
    return SealedRows(high, low, place, rows_of(batch.column("sealed"), width))


def _write(
    out: Path,
    state: SealState,
    job: SealJob,
    key: SigningKey,
    columns: tuple[str, ...],
    sealed_now: int,
) -> Sealing:
    keys = len(state.kept.high)
    more = decoys_of(job, padded(keys) - keys)
    same = bool(state.buckets) and fits(padded(keys), state.buckets)
    if not same:
        state.remember(buckets_for(padded(keys)))
    assembly = Assembly(job.header, state.buckets)
    digest, hidden = write_pack(out, assembly, state.kept, more, key)
    if runs := [Owned.read(path) for path in runs_in(state.folder)]:
        said = keys, columns, job.desk_print()
        Standing.of(digest, *said, shared(runs), hidden).write(state.folder)
    left_out = padded(keys) - assembly.rows
    return Sealing(digest, keys, sealed_now, assembly.rows, left_out, same)
