"""Takes a register in, whatever it is kept in: batches of checked columns, and what was put aside.

`open_register` is where sealing and linking begin. A source is a path to CSV, Parquet, XLSX or a
DuckDB file, or the URL of a database.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from samverkan.registers.blocks import Position, Reader
from samverkan.registers.checking import STRICT, Checked, Needs, check
from samverkan.registers.choosing import Chosen, choose
from samverkan.registers.mapping import Mapping
from samverkan.registers.reading_ahead import ahead
from samverkan.registers.sources import open_source

NO_MAPPING = Mapping()


@dataclass(frozen=True, slots=True)
class Register:
    """An opened register: its columns are chosen, its rows not yet read."""

    reader: Reader
    chosen: Chosen
    on: date
    needs: Needs = STRICT

    def batches(self, after: Position | None = None) -> Iterator[Checked]:
        """Give the register's rows in order, from the beginning or where a batch left off.

        Each has `rows`: a batch with `line` (int64, where it stands in the source, from 1) and
        the columns of `columns.Column` that the register has, as text, null where it says
        nothing; and `aside`: what was put aside, with line, field and reason.
        NotAllowed if the source stops being readable.
        """
        for block in ahead(self.reader.blocks(self.chosen.places, after)):
            yield check(block, self.chosen.wanted, on=self.on, needs=self.needs)


def open_register(source: str | Path, *, on: date, mapping: Mapping = NO_MAPPING) -> Register:
    """Open a register and choose its columns; two-digit years are read as on a date.

    NotAllowed if it is no register, or its columns are unclear; OSError if it cannot be read.
    """
    reader = open_source(source, mapping)
    day = mapping.on or on
    return Register(reader, choose(reader.header, mapping, on=day), day)
