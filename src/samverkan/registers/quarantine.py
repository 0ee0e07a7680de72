"""Writes what was put aside to a CSV file that a spreadsheet opens without running anything.

The file holds personal data as the register does; it is made readable by its owner alone.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path

from samverkan.registers.atomic import own
from samverkan.registers.blocks import SetAside

HEADER = {
    "sv": ("rad", "kolumn", "värde", "skäl", "raden behölls"),
    "en": ("line", "column", "value", "reason", "row kept"),
}
_WORDS = {"sv": ("nej", "ja"), "en": ("no", "yes")}
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "'", '"', "＝", "＋", "－", "＠")  # noqa: RUF001
QUOTE = "'"


def harmless(text: str) -> str:
    """Give a cell that no spreadsheet takes for a formula: with a `'` before it if it might."""
    return QUOTE + text if text.lstrip(" \0").startswith(_DANGEROUS) else text


def as_it_was(cell: str) -> str:
    """Take the `'` of `harmless` away again."""
    return cell[1:] if cell.startswith(QUOTE) else cell


class Quarantine:
    """An open file of what was put aside, in one language."""

    def __init__(self, out: TextIOWrapper, language: str) -> None:
        self._language = language
        self._rows = csv.writer(out, delimiter=";", lineterminator="\r\n")
        self._rows.writerow(HEADER[language])

    def add(self, aside: Iterable[SetAside]) -> None:
        """Write rows and values that were put aside."""
        for one in aside:
            reason = one.refusal.sentence(self._language)
            kept = _WORDS[self._language][one.kept]
            cells = (one.field, one.text, reason)
            self._rows.writerow((one.line, *map(harmless, cells), kept))


@contextmanager
def quarantine(path: Path, language: str) -> Iterator[Quarantine]:
    """Open a file for what is put aside: UTF-8 with its mark, semicolons, as Excel reads it."""
    with open(path, "wb", opener=own) as file:
        out = TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="")
        yield Quarantine(out, language)
        out.flush()
