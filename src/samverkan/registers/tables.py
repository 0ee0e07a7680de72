"""Reads a delimited file of an authority's register, however it was saved, line by line.

Separated by semicolon, comma or tab; in UTF-8, UTF-16 or Windows-1252; the first line names the
columns. Which lines are good is the caller's to judge: a bad one is put aside, not the file.
"""

from __future__ import annotations

import csv
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from samverkan.rules.refusal import NotAllowed

DELIMITERS = ";,\t"
MARKS = (
    (BOM_UTF8, "utf-8-sig"),
    (BOM_UTF16_LE, "utf-16"),
    (BOM_UTF16_BE, "utf-16"),
)


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
    encoding, text = _decode(data)
    delimiter = _delimiter(text)
    rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        header = tuple(name.strip() for name in next(rows, []))
        lacking = [name for name in columns if name not in header]
        if lacking:
            raise NotAllowed("registers.no_columns", names=", ".join(lacking))
        return Table(encoding, delimiter, header, tuple(_lines(rows)))
    except csv.Error as error:
        raise NotAllowed("registers.no_table", why=str(error)) from None


def _decode(data: bytes) -> tuple[str, str]:
    for mark, name in MARKS:
        if data.startswith(mark):
            return name, _as_text(data, name)
    try:
        return "utf-8", data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252", _as_text(data, "cp1252")


def _as_text(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise NotAllowed("registers.not_text") from None


def _delimiter(text: str) -> str:
    """Take the sign that stands most often in the first line."""
    first = text.partition("\n")[0]
    return max(DELIMITERS, key=first.count)


def _lines(rows: Iterator[list[str]]) -> Iterator[Line]:
    last = 1
    for cells in rows:
        # A field in quotes may run over several lines: the reader knows where this row began.
        began, last = last + 1, rows.line_num  # type: ignore[attr-defined]
        if any(cell.strip() for cell in cells):
            yield Line(began, tuple(cells))
