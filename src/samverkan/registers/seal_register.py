"""Seals a register into a pack: only what was not sealed before, and from where a run was killed.

The order of the register does not matter, nor how it comes in batches or who does the arithmetic:
the same inputs, labels, key and salt give the same file to the byte.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from samverkan.registers.atomic import sweep
from samverkan.registers.pack_files import write_pack
from samverkan.registers.seal_fingerprints import Fingerprints
from samverkan.registers.seal_job import SealJob, rows_of
from samverkan.registers.seal_rows import SealedRows
from samverkan.registers.seal_state import CHUNK, SealState, alone
from samverkan.sealed.pack_header import buckets_for, fits, padded
from samverkan.sealed.pack_rows import RowCipher
from samverkan.sealed.pack_writing import Assembly, decoys
from samverkan.wire.keys import SigningKey

if TYPE_CHECKING:
    import pyarrow as pa

GROUP = 2**14
"""Least rows that are worth sending to another process."""

_DECOYS = b"samverkan/registers/decoys/v1"


class SealEngine(Protocol):
    """Who does the arithmetic. Rows may come back in any order."""

    def seal(self, batches: Iterable[pa.RecordBatch], job: SealJob) -> Iterator[pa.RecordBatch]:
        """Apply `seal_batch` to every batch."""
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
    met: Callable[[int], object] = lambda _: None,
) -> Sealing:
    """Seal batches of `input` and `label` (binary) into the pack `out`; state lies beside it.

    `met` is told how many rows of the register have gone by. The header's salt is used only if
    nothing of this sealing stands there yet.
    """
    with alone(state_folder(out)):
        sweep(state_folder(out))
        sweep(out.parent, out.name)
        state = SealState.open(state_folder(out), job.header)
        job = SealJob(state.header, job.secret)
        _seal_what_is_new(batches, job, engine, state, met)
        met_again = int(state.seen.sum())
        keys = state.finish()
        return _write(out, state, job, key, keys, keys - met_again)


def state_folder(out: Path) -> Path:
    """Give the folder beside a pack where its sealing is remembered."""
    return out.with_name(out.name + ".state")


def _seal_what_is_new(
    batches: Iterable[pa.RecordBatch],
    job: SealJob,
    engine: SealEngine,
    state: SealState,
    met: Callable[[int], object],
) -> None:
    waiting: list[SealedRows] = []
    count = 0
    for batch in engine.seal(_grouped(_new(batches, job, state, met)), job):
        waiting.append(_rows(batch, job.header.sealed_length))
        count += len(batch)
        if count >= CHUNK:
            state.add(SealedRows.joined(waiting, job.header.sealed_length))
            waiting, count = [], 0
    if waiting:
        state.add(SealedRows.joined(waiting, job.header.sealed_length))


def _new(
    batches: Iterable[pa.RecordBatch],
    job: SealJob,
    state: SealState,
    met: Callable[[int], object],
) -> Iterator[pa.RecordBatch]:
    """Give what is not sealed yet, with its fingerprints."""
    import pyarrow as pa  # noqa: PLC0415

    fingerprints = Fingerprints.of(job)
    for batch in batches:
        inputs, labels = batch.column("input"), batch.column("label")
        prints = fingerprints.of_columns(inputs, labels)
        high, low = np.ascontiguousarray(prints[:, 0]), np.ascontiguousarray(prints[:, 1])
        columns = [pa.array(half.view(np.int64)) for half in (high, low)]
        whole = pa.RecordBatch.from_arrays([*columns, inputs, labels], _COLUMNS)
        known = state.known(high, low)
        met(len(batch))
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
    out: Path, state: SealState, job: SealJob, key: SigningKey, keys: int, sealed_now: int
) -> Sealing:
    # Decoys nobody else can make, and the same ones while the sealing lasts.
    random = hmac.digest(job.secret, _DECOYS + job.header.salt, "sha512")
    more = decoys(padded(keys) - keys, RowCipher.of(job.header), random=random)
    same = bool(state.buckets) and fits(padded(keys), state.buckets)
    if not same:
        state.remember(buckets_for(padded(keys)))
    assembly = Assembly(job.header, state.buckets)
    digest = write_pack(out, assembly, state.kept, more, key)
    left_out = padded(keys) - assembly.rows
    return Sealing(digest, keys, sealed_now, assembly.rows, left_out, same)
