"""From a register's columns to what is sealed: one row for each number, in its agreed form."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
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


def inputs_of(
    batch: pa.RecordBatch, label: bytes, refused: Callable[[str, int], object]
) -> Iterator[pa.RecordBatch]:
    """Give `input` and `label` of each column that a batch has; empty cells are passed over.

    `refused` is told how many values of a column are not in their agreed form: they would miss in
    silence, so they are not sealed. Nobody is told the values.
    """
    for column, kind in KINDS.items():
        if column in batch.schema.names:
            yield _inputs(batch.column(column), column, kind, label, refused)


def _inputs(
    values: pa.Array,
    column: Column,
    kind: Kind,
    label: bytes,
    refused: Callable[[str, int], object],
) -> pa.RecordBatch:
    import pyarrow as pa  # noqa: PLC0415  heavy, and loaded by those who seal alone
    from pyarrow import compute  # noqa: PLC0415

    text = values.cast(pa.string())
    text = text.filter(compute.not_equal(text, ""))
    right = text.filter(compute.match_substring_regex(text, f"^(?:{pattern(kind)})$"))
    if len(right) < len(text):
        refused(column, len(text) - len(right))
    before = pa.scalar(prefix(kind), pa.binary())
    whole = compute.binary_join_element_wise(before, right.cast(pa.binary()), b"")
    labels = pa.repeat(pa.scalar(label, pa.binary()), len(whole))
    return pa.RecordBatch.from_arrays([whole, labels], ["input", "label"])
