"""Reads a delimited text file block by block: clean blocks at once, others row by row.

Both ways give the same rows, lines and refusals. Memory is that of one block, whatever the file.
"""

from __future__ import annotations

import os
import re
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

from samverkan.registers import encodings
from samverkan.registers.blocks import Block, Position
from samverkan.registers.csv_parts import Form, Part, at_once, row_by_row
from samverkan.registers.csv_rows import Row, breaks, delimiter_of, rows
from samverkan.rules.refusal import NotAllowed

BLOCK = 1 << 21
"""Bytes read at a time."""

LONGEST_LINE = 1 << 26
"""Bytes without an end of row that are still read on; no register has such a row."""

_HEAD = 1 << 16
_TELLS = re.compile(r"sep=([;,\t|])[ \t]*(?:\r\n|\r|\n)")


@dataclass(frozen=True, slots=True)
class CsvFile:
    """An opened file; `first` is where its first row begins. Made by `open_csv`."""

    path: Path
    header: tuple[str, ...]
    delimiter: str
    first: Position
    block: int = BLOCK

    @property
    def resumes(self) -> bool:
        """Say that a file's blocks are the same ones each time."""
        return True

    def blocks(self, places: Sequence[int], after: Position | None) -> Generator[Block]:
        """Give the file's blocks in order, from a position that one of them gave."""
        form = Form(self.delimiter, len(self.header), tuple(places))
        with self.path.open("rb") as file:
            size, at = os.fstat(file.fileno()).st_size, after or self.first
            while at.offset < size:
                block = self._next(file.fileno(), size, at, form)
                yield block
                at = block.after

    def _next(self, file: int, size: int, at: Position, form: Form) -> Block:
        """Read a block; a larger one if not even a row of it is whole."""
        most = self.block
        while most <= max(LONGEST_LINE, self.block):
            raw = os.pread(file, most, at.offset)
            if not raw:
                raise NotAllowed("registers.shrunk")
            block = _block(raw, at, form, last=at.offset + len(raw) >= size)
            if block.after.offset > at.offset:
                return block
            most *= 2
        raise NotAllowed("registers.line_too_long", line=at.line)


def open_csv(
    path: Path, *, encoding: str = "", delimiter: str = "", titled: bool = True, block: int = BLOCK
) -> CsvFile:
    """Open a file: see how it is written, and read its header if it is `titled`.

    Without a header the columns are named by their number from 1. NotAllowed if it is no text or
    has no rows at all; OSError if it cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(max(block, _HEAD))
        size = os.fstat(file.fileno()).st_size
    known, mark = encodings.begin(head, encoding)
    last = len(head) >= size
    raw = encodings.whole(head[mark:], known, last=last)
    known = encodings.decide(raw, known)
    encodings.must_be_text(raw, known)
    text = encodings.text(raw, known)
    said, start = _said(text)
    sign = delimiter or said or delimiter_of(text[start:])
    row = _first_row(text, start, sign)
    names = row.cells if titled else [str(number + 1) for number in range(len(row.cells))]
    end = row.end if titled else row.start
    line = row.line + breaks(text, row.start, end)
    first = Position(mark + encodings.length(text[:end], known), line, known)
    return CsvFile(path, tuple(name.strip() for name in names), sign, first, block)


def _said(text: str) -> tuple[str, int]:
    """Give the delimiter that a first line such as `sep=;` tells, and where the next begins."""
    found = _TELLS.match(text)
    return (found[1], found.end()) if found else ("", 0)


def _first_row(text: str, start: int, delimiter: str) -> Row:
    """Give the first row that is not blank. NotAllowed if there is none, or it is broken."""
    for row in rows(text, delimiter, start=start, line=1 + breaks(text, 0, start)):
        if row.broken:
            raise row.broken
        if not row.is_blank:
            return row
    raise NotAllowed("registers.empty")


def _block(raw: bytes, at: Position, form: Form, *, last: bool) -> Block:
    encoding = encodings.decide(raw, at.encoding)
    whole = encodings.whole(raw, encoding, last=last)
    part, size = _part(whole, encoding, form, at.line, last=last)
    after = Position(at.offset + (len(raw) if last else size), at.line + part.lines, encoding)
    return Block(part.cells, part.at, part.aside, after)


def _part(raw: bytes, encoding: str, form: Form, line: int, *, last: bool) -> tuple[Part, int]:
    """Read a block, and say how many bytes of the file its rows take."""
    data = encodings.as_utf8(raw, encoding)
    part = None if data is None else at_once(data, form, line=line, last=last)
    if data is not None and part:
        same = data is raw
        rows = "" if same else data[: part.size].decode()
        return part, part.size if same else encodings.length(rows, encoding)
    text = encodings.text(raw, encoding)
    part = row_by_row(text, form, line=line, last=last)
    return part, encodings.length(text[: part.size], encoding)
