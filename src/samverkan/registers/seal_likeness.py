"""Likeness keys of a whole register: the same inputs and labels that `keys_of` and `label_of` give.

Arrow joins the parts of a batch's keys, so that each different name is cut once a batch. A label
is a row number and fourteen tags. The number is a keyed hash of the subject's own fields: it has
no order, is another for each asker and epoch, and stays while the subject does not change. Two
subjects of a register share one by chance (2^-32 a pair); an asker would take them for one only if
a question opened both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.random import Generator

from samverkan.registers.columns import Column
from samverkan.registers.likeness_fields import SOURCES, Gathered, Normal, born
from samverkan.registers.seal_fingerprints import Fingerprints
from samverkan.registers.seal_inputs import inputs_of, sealed_rows
from samverkan.registers.seal_job import SealJob, column_of
from samverkan.rules.refusal import NotAllowed
from samverkan.sealed.likeness import LABEL, Columns, Scheme, train
from samverkan.sealed.likeness.parts import FIELD_OF, UNORDERED, part
from samverkan.sealed.likeness.scheme import VERSION
from samverkan.sealed.likeness.subjects import field_names
from samverkan.sealed.pack_header import SALT
from samverkan.sealed.voprf import LONGEST_INPUT

if TYPE_CHECKING:
    import pyarrow as pa

NUMBERS = {
    "person": (Column.PERSONAL_NUMBER, Column.COORDINATION_NUMBER, Column.FOREIGN_NUMBER),
    "company": (Column.ORGANISATION_NUMBER,),
    "craft": (),
}
_ROW = b"samverkan/registers/row-number/v1\0"


@dataclass(frozen=True, slots=True)
class Likeness:
    """A scheme, and the keyed function that numbers the rows of one sealing."""

    scheme: Scheme
    prints: Fingerprints

    @classmethod
    def of(cls, scheme: Scheme, job: SealJob) -> Likeness:
        """Take a scheme; row numbers are of this asker and epoch, whichever salt the pack has."""
        header = replace(job.header, salt=bytes(SALT))
        return cls(scheme, Fingerprints.of(SealJob(header, job.secret)))

    def rows(
        self, batch: pa.RecordBatch, refused: Callable[[str, int], object]
    ) -> Iterator[pa.RecordBatch]:
        """Give `input` and `label` of what is sealed of a batch: numbers, and keys of likeness."""
        columns = columns_of(batch, self.scheme.kind)
        labels = self.labels(columns)
        yield from inputs_of(batch, labels, refused)
        yield from self.inputs(columns, labels, batch)

    def labels(self, columns: Columns) -> pa.Array:
        """Give each row's label: four bytes of row number and fourteen of tags."""
        rows = column_of(np.zeros((len(columns), LABEL), np.uint8))
        numbers = self.prints.of_columns(_whole(columns), rows)[:, :1].view(np.uint8)[:, :4]
        tags = columns.tags(self.scheme.slots)
        return column_of(np.concatenate((numbers, tags), axis=1))

    def inputs(
        self, columns: Columns, labels: pa.Array, batch: pa.RecordBatch
    ) -> Iterator[pa.RecordBatch]:
        """Give `input` and `label` of every family's keys; rows that lack a part have none."""
        from pyarrow import compute  # noqa: PLC0415  heavy, and loaded by those who seal alone

        for family in self.scheme.families:
            keys = _keys(columns, family)
            # What is longer no question can hold: it is no name, but a cell gone wrong.
            short = compute.less_equal(compute.binary_length(keys), LONGEST_INPUT)
            there = compute.fill_null(short, False)
            yield sealed_rows(batch, there, keys.filter(there), labels)


def trained(
    batches: Iterable[pa.RecordBatch], kind: str, *, secret: bytes, random: Generator
) -> Scheme:
    """Learn a scheme from a whole register. Memory holds a number for each cell of it.

    NotAllowed if it has nothing of this kind to compare.
    """
    gathered, act = Gathered(), Normal()
    for batch in batches:
        gathered.take(columns_of(batch, kind, act).coded)
    columns = Columns(kind, gathered.columns(), secret)
    if not columns.coded:
        raise NotAllowed("seal.nothing_alike", kind=kind)
    return train(columns, random=random)


def fields_of(kind: str) -> frozenset[str]:
    """Name the columns that are compared for this kind."""
    named = {SOURCES[name] for name in field_names(kind) if name in SOURCES}
    return frozenset({*named, *NUMBERS[kind]})


def columns_of(batch: pa.RecordBatch, kind: str, act: Normal | None = None) -> Columns:
    """Normalise a batch's columns as the fields of this kind; fields it has no column for go.

    `act` remembers what it normalised from batch to batch.
    """
    coded = (act or Normal()).fields(batch, field_names(kind), NUMBERS[kind])
    return Columns(kind, born(coded) if kind == "person" else coded)


def _keys(columns: Columns, family: str) -> pa.Array:
    """Give each row's key in a family, null where a part is missing."""
    import pyarrow as pa  # noqa: PLC0415
    from pyarrow import compute  # noqa: PLC0415

    taken = [_taken(columns, name) for name in family.split("+")]
    before = pa.scalar(f"{VERSION}\0{family}", pa.string())
    return compute.binary_join_element_wise(before, *taken, "\0").cast(pa.binary())


def _taken(columns: Columns, name: str) -> pa.Array:
    from pyarrow import compute  # noqa: PLC0415

    if name not in UNORDERED:
        return _texts(columns, name)
    one, two = (_texts(columns, single) for single in UNORDERED[name])
    first = compute.min_element_wise(one, two, skip_nulls=False)
    second = compute.max_element_wise(one, two, skip_nulls=False)
    return compute.binary_join_element_wise(first, second, "\x1f")


def _texts(columns: Columns, name: str) -> pa.Array:
    """Give each row's text of a part, null where it is missing."""
    import pyarrow as pa  # noqa: PLC0415

    if FIELD_OF[name] not in columns.coded:
        return pa.nulls(len(columns), pa.string())
    coded = columns.coded[FIELD_OF[name]]
    once = pa.array([part(name, value) or None for value in coded.values], pa.string())
    return once.take(pa.array(coded.codes))


def _whole(columns: Columns) -> pa.Array:
    """Write each row's fields one after the other, for its number."""
    import pyarrow as pa  # noqa: PLC0415
    from pyarrow import compute  # noqa: PLC0415

    texts = [
        pa.array(coded.values, pa.string()).take(pa.array(coded.codes))
        for _, coded in sorted(columns.coded.items())
    ]
    before = pa.scalar(_ROW.decode() + columns.kind, pa.string())
    return compute.binary_join_element_wise(before, *texts, "\0").cast(pa.binary())
