"""From a register's columns to what is sealed: one row for each number, in its agreed form."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from samverkan.registers.columns import Column
from samverkan.sealed.inputs import Kind, pattern, prefix

if TYPE_CHECKING:
    import pyarrow as pa

KINDS: Mapping[Column, Kind] = {
    Column.PERSONAL_NUMBER: Kind.PERSONAL_NUMBER,
    Column.COORDINATION_NUMBER: Kind.COORDINATION_NUMBER,
    Column.ORGANISATION_NUMBER: Kind.ORGANISATION_NUMBER,
    Column.HULL: Kind.HULL_NUMBER,
    Column.ENGINE: Kind.ENGINE_NUMBER,
    Column.REGISTRATION: Kind.REGISTRATION,
}
"""The columns that are sealed exactly, and the kind that each is asked about as."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What a hit opens is the same for every row: the desk to contact, or nothing."""

    label: bytes

    def rows(
        self, batch: pa.RecordBatch, refused: Callable[[str, int], object]
    ) -> Iterator[pa.RecordBatch]:
        """Give `input` and `label` of what is sealed of a batch."""
        import pyarrow as pa  # noqa: PLC0415  heavy, and loaded by those who seal alone

        labels = pa.repeat(pa.scalar(self.label, pa.binary()), len(batch))
        return inputs_of(batch, labels, refused)


def sealed_rows(
    batch: pa.RecordBatch, taken: pa.Array, inputs: pa.Array, labels: pa.Array
) -> pa.RecordBatch:
    """Give inputs, labels and, where the register names its rows, ids of the rows that are taken.

    `inputs` has one for each row that is taken; `labels` one for each row of the batch.
    """
    import pyarrow as pa  # noqa: PLC0415

    columns = {"input": inputs, "label": labels.filter(taken)}
    if Column.ID in batch.schema.names:
        columns["id"] = batch.column(Column.ID).cast(pa.binary()).filter(taken)
    return pa.RecordBatch.from_pydict(columns)


def inputs_of(
    batch: pa.RecordBatch, labels: pa.Array, refused: Callable[[str, int], object]
) -> Iterator[pa.RecordBatch]:
    """Give `input` and `label` of each column that a batch has; empty cells are passed over.

    `labels` has one for each row of the batch.

    `refused` is told how many values of a column are not in their agreed form: they would miss in
    silence, so they are not sealed. Nobody is told the values.
    """
    for column, kind in KINDS.items():
        if column in batch.schema.names:
            yield _inputs(batch, column, kind, labels, refused)


def _inputs(
    batch: pa.RecordBatch,
    column: Column,
    kind: Kind,
    labels: pa.Array,
    refused: Callable[[str, int], object],
) -> pa.RecordBatch:
    import pyarrow as pa  # noqa: PLC0415  heavy, and loaded by those who seal alone
    from pyarrow import compute  # noqa: PLC0415

    text = batch.column(column).cast(pa.string())
    said = compute.fill_null(compute.not_equal(text, ""), False)
    right = compute.match_substring_regex(text, f"^(?:{pattern(kind)})$")
    taken = compute.fill_null(right, False)
    wrong = compute.sum(compute.and_not(said, taken)).as_py()
    if wrong:
        refused(column, wrong)
    before = pa.scalar(prefix(kind), pa.binary())
    value = text.filter(taken).cast(pa.binary())
    whole = compute.binary_join_element_wise(before, value, b"")
    return sealed_rows(batch, taken, whole, labels)
