"""The rows that a call of `samverkan seal` seals, out of a file or a database."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from samverkan.cli.ending import in_file

if TYPE_CHECKING:
    import pyarrow as pa

    from samverkan.registers.blocks import SetAside
    from samverkan.registers.intake import Register
    from samverkan.registers.seal_inputs import Desk
    from samverkan.registers.seal_likeness import Likeness


def rows_of(
    call: Namespace, register: Register, sealed: Desk | Likeness, refused: Counter[str]
) -> Iterator[pa.RecordBatch]:
    """Give what is sealed of a register; what is not is counted in `refused`, by column."""
    wanted = needed(call)

    def count(column: str, values: int) -> None:
        refused[column] += values

    def aside(one: SetAside) -> None:
        if not one.field or one.field in wanted:
            refused[one.field] += 1

    for batch in read_on(register, call.register, aside=aside):
        yield from sealed.rows(batch, count)


def opened(call: Namespace, source: str) -> Register:
    """Open a register with the call's mapping."""
    from samverkan.registers.seal_source import mapping_of, open_to_seal

    with in_file(call.mapping):
        mapping = mapping_of(call.mapping)
    with in_file(source):
        return open_to_seal(source, on=call.on, mapping=mapping, needed=needed(call))


def read_on(
    register: Register,
    source: str,
    *,
    met: Callable[[int], object] = lambda _: None,
    aside: Callable[[SetAside], object] = lambda _: None,
) -> Iterator[pa.RecordBatch]:
    """Read a register's rows; what is wrong names its file."""
    from samverkan.registers.seal_source import batches_of

    read = batches_of(register, aside)
    while (batch := _next(read, source)) is not None:
        met(len(batch))
        yield batch


def _next(read: Iterator[pa.RecordBatch], register: str) -> pa.RecordBatch | None:
    """Read on; only what is wrong with the register, not with what is made of it, is told so."""
    with in_file(register):
        return next(read, None)


def needed(call: Namespace) -> frozenset[str]:
    """Give the columns that are sealed."""
    from samverkan.registers.seal_inputs import KINDS
    from samverkan.registers.seal_likeness import fields_of

    return frozenset(fields_of(call.likeness) if call.likeness else KINDS)
