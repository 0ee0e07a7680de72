"""Reads a small delimited file whole, line by line, however it was saved.

The first line names the columns. Which lines are good is the caller's to judge: a bad one is put
aside, not the file. What is larger than a form takes is read by `samverkan.registers.intake`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from samverkan.registers import encodings
from samverkan.registers.csv_rows import Row, delimiter_of, rows
from samverkan.rules.refusal import NotAllowed

_NOTHING = Row(1, (), 0, 0)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not empty: where it begins in the file (from 1), and its cells as written."""

    number: int
    cells: tuple[str, ...]

    @property
    def text(self) -> str:
        """Give the cells in one text, to show a line that is put aside."""
        return " | ".join(self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """What a file held, and how it was written."""

    encoding: str
    delimiter: str
    header: tuple[str, ...]
    lines: tuple[Line, ...]

    def values(self, line: Line) -> Mapping[str, str]:
        """Give a line's values by column, trimmed. NotAllowed if it has too many or too few."""
        if len(line.cells) != len(self.header):
            raise NotAllowed("registers.fields", count=len(line.cells), wanted=len(self.header))
        cells = (cell.strip() for cell in line.cells)
        return dict(zip(self.header, cells, strict=True))


def read_table(data: bytes, *, columns: Sequence[str]) -> Table:
    """Read a file with at least these columns. NotAllowed if it is no such table, or no text."""
    encoding, text = encodings.read(data)
    delimiter = delimiter_of(text)
    first, *rest = [*_whole(rows(text, delimiter))] or [_NOTHING]
    header = tuple(name.strip() for name in first.cells)
    lacking = [name for name in columns if name not in header]
    if lacking:
        raise NotAllowed("registers.no_columns", names=", ".join(lacking))
    lines = (Line(row.line, row.cells) for row in rest if not row.is_blank)
    return Table(encoding, delimiter, header, tuple(lines))


def _whole(found: Iterable[Row]) -> Iterator[Row]:
    for row in found:
        if row.broken:
            raise NotAllowed("registers.no_table", line=row.line)
        yield row
