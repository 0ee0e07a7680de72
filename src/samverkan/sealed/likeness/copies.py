"""Rows of a register and a spoilt copy of each: what a holder learns from instead of labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from samverkan.sealed.likeness.coded import Coded
from samverkan.sealed.likeness.columns import Columns
from samverkan.sealed.likeness.comparison import Side
from samverkan.sealed.likeness.corruption import Spoiler
from samverkan.sealed.likeness.evidence import Compared, compared
from samverkan.sealed.likeness.slots import Slot

SAMPLE = 4_000
"""Copies that are made; more did not change which families were chosen."""


@dataclass(frozen=True, slots=True)
class Copies:
    """Rows and their spoilt copies, one beside the other."""

    rows: Columns
    spoilt: Columns

    def survive(self, family: str) -> NDArray[np.bool_]:
        """Say which copies still have their row's key in a family."""
        keys = self.rows.keys(family)
        kept: NDArray[np.bool_] = (keys > 0) & (keys == self.spoilt.keys(family))
        return kept

    def compared(self, slots: Sequence[Slot], families: Sequence[str]) -> Compared:
        """Compare each copy with its row; families of one part may prove a field."""
        hits = {family: self.survive(family) for family in families if "+" not in family}
        sides = (
            Side.of(self.spoilt.each_tag(slots), slots),
            Side.of(self.rows.each_tag(slots), slots),
        )
        return compared(self.rows.kind, *sides, hits, {})


def spoil(register: Columns, random: Generator) -> Copies:
    """Spoil copies of random rows; of a small register, each row many times."""
    chosen = random.integers(max(1, len(register)), size=SAMPLE if len(register) else 0)
    rows = register.taken(chosen)
    texts = {
        name: [column.values[code] for code in column.codes] for name, column in rows.coded.items()
    }
    written = [dict(zip(texts, row, strict=True)) for row in zip(*texts.values(), strict=True)]
    spoiler = Spoiler(random, written)
    copies = [spoiler.copy(row) for row in written]
    coded = {name: Coded.of([copy[name] for copy in copies]) for name in texts}
    return Copies(rows, Columns(rows.kind, coded, rows.secret))
