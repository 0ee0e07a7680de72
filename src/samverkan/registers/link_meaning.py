"""Which columns of a file are compared, and which one names its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samverkan.registers.columns import Source
from samverkan.sealed.likeness.spelling import blank


@dataclass(frozen=True, slots=True)
class Taken:
    """A column of the comparison: its name, and the cells that give it, joined.

    `known` is False if it was only guessed by the end of its name.
    """

    name: str
    sources: tuple[Source, ...]
    known: bool = True

    def value(self, cells: Sequence[str]) -> str:
        """Join the cells that say something."""
        text = ""
        for source in self.sources:
            cell = cells[source.place].strip()
            if not blank(cell):
                text += (source.joined if text else "") + cell
        return text


@dataclass(frozen=True, slots=True)
class Meaning:
    """Which columns of a file are compared, and which one names its rows (None: their order)."""

    row: Taken | None
    taken: tuple[Taken, ...]

    @property
    def names(self) -> frozenset[str]:
        """Name the columns that are compared."""
        return frozenset(one.name for one in self.taken)
