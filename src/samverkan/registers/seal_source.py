"""The rows of a register that is sealed: those of its columns that can be, batch by batch."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from samverkan.registers.blocks import SetAside
from samverkan.registers.column_words import ColumnNames
from samverkan.registers.file_faults import file_fault
from samverkan.registers.intake import NO_MAPPING, Register, open_register
from samverkan.registers.mapping import Mapping, load
from samverkan.registers.seal_inputs import KINDS
from samverkan.rules.refusal import NotAllowed

if TYPE_CHECKING:
    import pyarrow as pa


def open_to_seal(
    source: str,
    *,
    on: date,
    mapping: Mapping = NO_MAPPING,
    needed: Collection[str] = frozenset(KINDS),
) -> Register:
    """Open a register. NotAllowed if it cannot be read, or has no column of those needed."""
    try:
        register = open_register(source, on=on, mapping=mapping)
    except OSError as error:
        raise file_fault(error, source) from None
    if not any(one.name in needed for one in register.chosen.wanted):
        raise NotAllowed("seal.no_columns", names=ColumnNames(tuple(sorted(needed))))
    return register


def sealed_columns(register: Register, needed: Collection[str]) -> tuple[str, ...]:
    """Name the columns of a register that are sealed, in order."""
    return tuple(sorted(one.name for one in register.chosen.wanted if one.name in needed))


def batches_of(
    register: Register, aside: Callable[[SetAside], object] = lambda _: None
) -> Iterator[pa.RecordBatch]:
    """Read a register's checked rows in constant memory; `aside` is told of what was not taken."""
    for checked in register.batches():
        for one in checked.aside:
            aside(one)
        yield checked.rows


def mapping_of(path: Path | None) -> Mapping:
    """Read a mapping file, or none. NotAllowed if it cannot be read."""
    if path is None:
        return NO_MAPPING
    try:
        return load(path)
    except OSError as error:
        raise file_fault(error, path) from None
