"""Reads one sheet of an XLSX file row by row. A row's line is its number in the sheet.

Formulas count as the values that were saved with them, hidden sheets as not there.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any
from warnings import catch_warnings, simplefilter

import numpy as np

from samverkan.registers import texts
from samverkan.registers.blocks import BLOCK_ROWS, Block, Position, SetAside
from samverkan.registers.xlsx_packing import must_be_sound
from samverkan.rules.refusal import NotAllowed

MOST_ROWS = 1 << 20
"""In a sheet, by the format."""


@dataclass(frozen=True, slots=True)
class XlsxFile:
    """An opened sheet, made by `open_xlsx`; `first` is the number of its first row of values."""

    path: Path
    sheet: str
    header: tuple[str, ...]
    first: int

    @property
    def resumes(self) -> bool:
        """Say that a file's blocks are the same ones each time."""
        return True

    def blocks(self, places: Sequence[int], after: Position | None) -> Generator[Block]:
        """Give the sheet's blocks in order, from a position that one of them gave."""
        first = after.line if after else self.first
        with closing(_rows(self.path, self.sheet, first)) as rows:
            while some := list(islice(rows, BLOCK_ROWS)):
                yield _block(some, places, len(self.header))


def open_xlsx(path: Path, *, sheet: str = "", titled: bool = True) -> XlsxFile:
    """Open a sheet: the one named, else the only one that is not hidden, and read its header.

    NotAllowed if there is no such sheet, several to choose from, or no sheet at all.
    """
    must_be_sound(path)
    name = _sheet(path, sheet)
    with closing(_rows(path, name, 1)) as rows:
        filled = next(((line, cells) for line, cells in rows if any(cells)), None)
    if filled is None:
        raise NotAllowed("registers.empty")
    line, cells = filled
    if titled:
        return XlsxFile(path, name, tuple((text or "").strip() for text in cells), line + 1)
    return XlsxFile(path, name, tuple(str(one + 1) for one in range(len(cells))), line)


@contextmanager
def _workbook(path: Path) -> Iterator[Any]:
    """Open a workbook. The file is ours to close: openpyxl leaves it open when a part is broken."""
    try:
        from openpyxl import load_workbook  # noqa: PLC0415  heavy, and in an extra
    except ImportError:
        raise NotAllowed("registers.extra_needed", what="XLSX") from None
    with path.open("rb") as file:
        try:
            with catch_warnings():
                simplefilter("ignore")  # of styles and checks that it does not keep
                book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        except Exception:  # noqa: BLE001  openpyxl raises whatever a broken part made it raise
            raise NotAllowed("registers.no_xlsx") from None
        with closing(book):
            yield book


def _sheet(path: Path, wanted: str) -> str:
    """Give the sheet to read: of several that are visible, the only one with anything in it."""
    with _workbook(path) as book:
        shown = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if wanted and wanted not in shown:
        raise NotAllowed("registers.no_such_sheet", name=wanted, names=", ".join(shown))
    filled = shown if wanted or len(shown) == 1 else [name for name in shown if _has(path, name)]
    if not wanted and len(filled) != 1:
        raise NotAllowed("registers.which_sheet", names=", ".join(shown))
    return wanted or filled[0]


def _has(path: Path, sheet: str) -> bool:
    with closing(_rows(path, sheet, 1)) as rows:
        return any(any(cells) for _, cells in rows)


def _rows(path: Path, sheet: str, first: int) -> Generator[tuple[int, tuple[str | None, ...]]]:
    """Give the rows from a number on, each with its number and its cells as text."""
    with _workbook(path) as book:
        try:
            book[sheet].reset_dimensions()
            numbers = range(first, MOST_ROWS + 1)  # a damaged sheet may tell of rows without end
            for line, row in zip(numbers, book[sheet].iter_rows(min_row=first), strict=False):
                yield line, tuple(texts.of_value(cell.value) for cell in row)
        except (NotAllowed, OSError):
            raise
        except Exception:  # noqa: BLE001  openpyxl raises whatever a broken part made it raise
            raise NotAllowed("registers.no_xlsx") from None


def _block(
    rows: Sequence[tuple[int, tuple[str | None, ...]]], places: Sequence[int], columns: int
) -> Block:
    """Make a block; a row that is short lacks its last cells, one that is long is put aside."""
    import pyarrow as pa  # noqa: PLC0415

    kept = [(line, cells) for line, cells in rows if any(cells)]
    long = {line for line, cells in kept if any(cells[columns:])}
    good = [(line, cells) for line, cells in kept if line not in long]
    aside = tuple(
        SetAside(line, "", " | ".join(cell or "" for cell in cells), _too_long(cells, columns))
        for line, cells in kept
        if line in long
    )
    texts_of = {
        place: pa.array([_cell(cells, place) for _, cells in good], pa.string()) for place in places
    }
    end = rows[-1][0] + 1
    lines = np.array([line for line, _ in good], dtype=np.int64)
    return Block(texts_of, lines, aside, Position(end, end))


def _cell(cells: Sequence[str | None], place: int) -> str | None:
    return cells[place] if place < len(cells) else None


def _too_long(cells: Sequence[str | None], columns: int) -> NotAllowed:
    count = max(place for place, cell in enumerate(cells, start=1) if cell)
    return NotAllowed("registers.fields", count=count, wanted=columns)
