"""Pairs of rows that share keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of rows that share keys. Bit k of `hits` says that they share family k's."""

    asked: Rows
    found: Rows
    hits: NDArray[np.uint16]

    def __len__(self) -> int:
        return len(self.asked)

    def taken(self, places: Rows | slice) -> Pairs:
        """Give some of the pairs."""
        return Pairs(self.asked[places], self.found[places], self.hits[places])

    @classmethod
    def together(cls, some: Sequence[Pairs]) -> Pairs:
        """Put pairs one after the other."""
        return cls(
            np.concatenate([one.asked for one in some]),
            np.concatenate([one.found for one in some]),
            np.concatenate([one.hits for one in some]),
        )
