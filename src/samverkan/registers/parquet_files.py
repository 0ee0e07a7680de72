"""Reads a Parquet file batch by batch. A row's line is its number in the file, from 1."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from samverkan.registers import texts
from samverkan.registers.blocks import BLOCK_ROWS, Block, Position
from samverkan.rules.refusal import NotAllowed

_BUFFER = 1 << 20  # bytes of a column held at a time, however large its row groups are


@dataclass(frozen=True, slots=True)
class ParquetFile:
    """An opened file, made by `open_parquet`; its columns may be of any type that is a value."""

    path: Path
    header: tuple[str, ...]

    @property
    def resumes(self) -> bool:
        """Say that a file's blocks are the same ones each time."""
        return True

    def blocks(self, places: Sequence[int], after: Position | None) -> Generator[Block]:
        """Give the file's blocks in order, from a position that one of them gave.

        Row groups before the position are not read.
        """
        wanted, start = [self.header[place] for place in places], after.offset if after else 0
        for row, batch in _batches(self.path, wanted, start):
            end = row + batch.num_rows
            columns = [texts.of_column(batch.column(name)) for name in wanted]
            cells = dict(zip(places, columns, strict=True))
            yield Block(cells, np.arange(row + 1, end + 1), (), Position(end, end + 1))


def _batches(path: Path, wanted: Sequence[str], start: int) -> Iterator[tuple[int, Any]]:
    """Give the batches of each row group from a row on, and the row where each begins."""
    from pyarrow import parquet  # noqa: PLC0415  heavy, and `--help` needs none

    row = 0
    with _sound(), parquet.ParquetFile(path, buffer_size=_BUFFER, pre_buffer=False) as file:
        for group in range(file.num_row_groups):
            size = file.metadata.row_group(group).num_rows
            if row + size <= start:
                row += size
                continue
            # One group at a time: a batch that ran over two would depend on where one begins.
            for batch in file.iter_batches(BLOCK_ROWS, row_groups=[group], columns=wanted):
                batch.validate(full=True)
                if row >= start and batch.num_rows:
                    yield row, batch
                row += batch.num_rows


@contextmanager
def _sound() -> Iterator[None]:
    """Refuse a damaged file, of which Arrow tells in many ways. OSError stays the disk's."""
    import pyarrow as pa  # noqa: PLC0415

    try:
        yield
    except (pa.ArrowException, UnicodeDecodeError):
        raise NotAllowed("registers.no_parquet") from None
    except OSError as error:
        if error.errno is None:
            raise NotAllowed("registers.no_parquet") from None
        raise


def open_parquet(path: Path) -> ParquetFile:
    """Open a Parquet file and read its column names. NotAllowed if it is none."""
    from pyarrow import parquet  # noqa: PLC0415

    with _sound():
        return ParquetFile(path, tuple(field.name for field in parquet.read_schema(path)))
