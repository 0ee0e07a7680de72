"""A list as CSV for a spreadsheet, with no cell that it takes for a formula. `workbooks`: XLSX.

The same list gives the same bytes. Amounts are öre in the list and kronor in the file.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from io import StringIO
from typing import TypeAlias

from samverkan.registers.quarantine import harmless

Cell: TypeAlias = str | int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list: its head and rows. A whole number in a cell is öre; everything else is text."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def as_csv(sheet: Sheet) -> bytes:
    """Write CSV as Swedish spreadsheets read it: UTF-8 with a mark, semicolons, decimal comma."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([_text(cell) for cell in row] for row in (sheet.head, *sheet.rows))
    return text.getvalue().encode("utf-8-sig")


def kronor(ore: int, mark: str) -> str:
    """Write öre as kronor without spaces, with a decimal comma or point."""
    whole, rest = divmod(abs(ore), 100)
    return f"{'-' if ore < 0 else ''}{whole}{mark}{rest:02}"


def _text(cell: Cell) -> str:
    return kronor(cell, ",") if isinstance(cell, int) else harmless(cell)
