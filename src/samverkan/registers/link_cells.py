"""Reads a file to be linked: header and rows of cells, however it was saved.

Delimited text in UTF-8, UTF-16, Windows-1252 or Latin-1, or Parquet. A row with too few cells is
filled up, one with too many is cut: nothing is put aside here, since nothing is imported.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from samverkan.rules.refusal import NotAllowed

_PACKED = b"PK\x03\x04"
"""How a workbook begins, whatever it is called."""

DELIMITERS = ",;\t|"
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True)
class Cells:
    """A file's header, trimmed, and its rows, each as many cells as the header."""

    header: tuple[str, ...]
    rows: Iterator[Sequence[str]]


def read_cells(path: Path) -> Cells:
    """Open a file. NotAllowed if it is empty or no table; OSError if it cannot be read."""
    if path.suffix.casefold() in {".parquet", ".pq"}:
        return _parquet(path)
    data = path.read_bytes()
    if data.startswith(_PACKED):
        raise NotAllowed("link.no_table", file=path.name)
    text = decoded(data)
    lines = csv.reader(StringIO(text, newline=""), delimiter=delimiter(text))
    try:
        header = tuple(name.strip() for name in next(lines, []))
    except csv.Error:
        raise NotAllowed("link.no_table", file=path.name) from None
    if not any(header):
        raise NotAllowed("link.empty", file=path.name)
    return Cells(header, _even(lines, len(header), path.name))


def decoded(data: bytes) -> str:
    """Decode a file by its mark, else UTF-8, else Windows-1252, else Latin-1."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace").replace("\0", "")
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.decode(encoding).replace("\0", "")
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1").replace("\0", "")


def delimiter(text: str) -> str:
    """Take the sign that stands most often in the first line outside quotes."""
    first = text.lstrip("\r\n").partition("\n")[0]
    outside = "".join(first.split('"')[::2])
    return max(DELIMITERS, key=outside.count)


def _even(lines: Iterator[list[str]], width: int, name: str) -> Iterator[Sequence[str]]:
    filling = [""] * width
    try:
        for cells in lines:
            if any(cells):
                yield cells if len(cells) == width else (cells + filling)[:width]
    except csv.Error:
        raise NotAllowed("link.no_table", file=name) from None


def _parquet(path: Path) -> Cells:
    import pyarrow as arrow  # noqa: PLC0415  heavy: loaded only for such a file
    from pyarrow import parquet  # noqa: PLC0415

    try:
        table = parquet.ParquetFile(path)
    except arrow.ArrowInvalid:
        raise NotAllowed("link.no_table", file=path.name) from None
    return Cells(tuple(table.schema_arrow.names), _batches(table))


def _batches(table: object) -> Iterator[Sequence[str]]:
    for batch in table.iter_batches():  # type: ignore[attr-defined]
        columns = (
            ["" if cell is None else str(cell) for cell in column.to_pylist()]
            for column in batch.columns
        )
        yield from zip(*columns, strict=True)
