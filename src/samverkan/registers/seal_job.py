"""What sealing needs to know, wherever it is done, and its one function over Arrow batches.

Columns in: `high` and `low` (int64, halves of the fingerprint), `input` and `label` (binary).
Columns out: `high`, `low`, `place` (int64, the bits of the place) and `sealed` (binary). They are
types that Spark knows too. Rows keep their order.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from samverkan.sealed import engines
from samverkan.sealed.pack_header import Header
from samverkan.sealed.pack_rows import OUTPUT_SIZE, Bytes, RowCipher, as_rows

if TYPE_CHECKING:
    import pyarrow as pa

MANY = 10**7
"""A number of elements for which an engine that has to be compiled first pays."""

_DESK = b"samverkan/seal/desk/v1\0"


@dataclass(frozen=True, slots=True)
class SealJob:
    """One sealing: its header and the secret scalar of this asker and epoch.

    `desk` is what every hit opens; empty where there are no labels, or each row has its own.
    """

    header: Header
    secret: bytes = field(repr=False)
    elements: int = MANY
    desk: bytes = b""

    def desk_print(self) -> str:
        """Name the desk so that only who has the secret can tell which it is."""
        return hmac.digest(self.secret, _DESK + self.desk, "sha256").hex()


def seal_batch(batch: pa.RecordBatch, job: SealJob) -> pa.RecordBatch:
    """Evaluate a batch of inputs and seal their labels. Pure arithmetic, the same everywhere."""
    import pyarrow as pa  # noqa: PLC0415  heavy, and loaded by those who seal alone

    inputs = batch.column("input").to_pylist()
    outputs = as_rows(engines.best(job.elements).prf_many(job.secret, inputs), OUTPUT_SIZE)
    labels = as_rows(b"".join(batch.column("label").to_pylist()), max(1, job.header.label_length))
    cipher = _cipher(job.header)
    sealed = cipher.seal(outputs, labels.reshape(len(inputs), job.header.label_length))
    columns = {
        "high": batch.column("high"),
        "low": batch.column("low"),
        "place": pa.array(cipher.places(outputs).view(np.int64)),
        "sealed": column_of(sealed),
    }
    return pa.RecordBatch.from_pydict(columns)


def column_of(rows: Bytes) -> pa.Array:
    """Give rows of bytes, shape (n, width), as a binary column."""
    import pyarrow as pa  # noqa: PLC0415

    count, width = rows.shape
    offsets = np.arange(count + 1, dtype=np.int32) * np.int32(width)
    buffers = [None, pa.py_buffer(offsets), pa.py_buffer(rows.tobytes())]
    return pa.Array.from_buffers(pa.binary(), count, buffers)


def rows_of(column: pa.Array, width: int) -> Bytes:
    """Give a binary column whose values are all of one width as rows, shape (n, width)."""
    if not width:
        return np.zeros((len(column), 0), np.uint8)
    _, offsets, data = column.buffers()
    start = np.frombuffer(offsets, np.int32)[column.offset]
    return np.frombuffer(data, np.uint8)[start : start + len(column) * width].reshape(-1, width)


@lru_cache(maxsize=4)
def _cipher(header: Header) -> RowCipher:
    return RowCipher.of(header)
