"""Takes delimited text apart row by row, as RFC 4180 says, and goes on after what is broken.

A field in quotes may run over several lines and has its quotes doubled. A quote inside a field
that did not begin with one is a letter like others. A line ends with CR LF, LF or CR.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from samverkan.rules.refusal import NotAllowed

DELIMITERS = ";,\t|"
LONGEST_ROW = 1 << 20
"""Characters in a row. A quote that does not close within them was never meant to open."""

_END = re.compile(r"\r\n|\r|\n")
_DAMAGE = re.compile("[\0\ud800-\udfff]")
_QUOTED = re.compile(r'"[^"]*"')
_OPEN = re.compile(r'"(?:[^"]++|"")*+')


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the line where it begins, its cells, and where it starts and ends in the text.

    `broken` says why it cannot be taken; its cells may then be its first line alone.
    """

    line: int
    cells: tuple[str, ...]
    start: int
    end: int
    broken: NotAllowed | None = None

    @property
    def text(self) -> str:
        """Give the cells in one text, to show a row that is put aside."""
        return " | ".join(self.cells)

    @property
    def is_blank(self) -> bool:
        """Say whether no cell holds anything."""
        return self.broken is None and not any(cell.strip() for cell in self.cells)


def delimiter_of(text: str) -> str:
    """Take the sign that stands most often in the first line, outside quotes."""
    first = _END.split(text.lstrip("\r\n")[:LONGEST_ROW], maxsplit=1)[0]
    bare = _QUOTED.sub("", first)
    return max(DELIMITERS, key=bare.count) if any(map(bare.count, DELIMITERS)) else ","


def rows(
    text: str, delimiter: str, *, start: int = 0, line: int = 1, last: bool = True
) -> Iterator[Row]:
    """Give the rows of a text from a place in it, where the line has this number.

    Unless the text is the `last` one, a row that may go on after it is left out.
    """
    cell, place = _cell(delimiter), start
    while place < len(text):
        row = _row(text, place, cell, line)
        if row is None:
            if not last and len(text) - place < LONGEST_ROW:
                return
            row = _first_line(text, place, line, NotAllowed("registers.quote"))
        if not last and row.end == len(text) and text[-1] != "\n":
            return
        yield row
        line += breaks(text, place, row.end)
        place = row.end


@cache
def _cell(delimiter: str) -> re.Pattern[str]:
    """Match one cell, quoted or bare, and the delimiter or the end of line after it."""
    sign = re.escape(delimiter)
    quoted, bare = r'"((?:[^"]++|"")*+)"', rf'((?!")[^{sign}\r\n]*+)'
    return re.compile(rf"(?:{quoted}|{bare})(?:({sign})|\r\n|\r|\n|\Z)")


def _row(text: str, start: int, cell: re.Pattern[str], line: int) -> Row | None:
    """Read the row that starts here; None if one of its quotes is never closed."""
    cells: list[str] = []
    place, most = start, start + LONGEST_ROW
    while (found := cell.match(text, place, most)) is not None:
        cells.append(found[2] if found[1] is None else found[1].replace('""', '"'))
        place = found.end()
        if place == most < len(text):
            return _first_line(text, start, line, NotAllowed("registers.row_too_long"))
        if not found[3]:
            return Row(line, tuple(cells), start, place, _damage(text, start, place))
    if _is_open(text, place, most):
        return None
    return _first_line(text, start, line, NotAllowed("registers.quote"))


def _is_open(text: str, place: int, most: int) -> bool:
    """Say whether a quote at this place is not closed; else something stands after its end."""
    found = _OPEN.match(text, place, most)
    return found is not None and found.end() >= min(most, len(text))


def _first_line(text: str, start: int, line: int, why: NotAllowed) -> Row:
    """Put the first line of what cannot be read aside, so that the next lines can be."""
    found = _END.search(text, start)
    end, after = found.span() if found else (len(text), len(text))
    return Row(line, (text[start : min(end, start + LONGEST_ROW)],), start, after, why)


def _damage(text: str, start: int, end: int) -> NotAllowed | None:
    found = _DAMAGE.search(text, start, end)
    if found is None:
        return None
    return NotAllowed("registers.nul" if found[0] == "\0" else "registers.undecodable")


def breaks(text: str, start: int, end: int) -> int:
    """Count the ends of line between two places."""
    feeds, returns = text.count("\n", start, end), text.count("\r", start, end)
    return feeds + returns - text.count("\r\n", start, end)
