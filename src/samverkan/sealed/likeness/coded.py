"""A column of a register: its different values once, and for each row the place of its value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of normalised texts: `codes` (n,) point into `values`, where "" is missing."""

    codes: NDArray[np.int32]
    values: Sequence[str]

    @classmethod
    def of(cls, texts: Sequence[str]) -> Coded:
        """Code a column of n texts."""
        places: dict[str, int] = {}
        codes = [places.setdefault(text, len(places)) for text in texts]
        return cls(np.array(codes, np.int32), tuple(places))

    def mapped(self, change: Callable[[str], str]) -> Coded:
        """Change each value."""
        return Coded(self.codes, tuple(change(value) for value in self.values))

    def filled(self, other: Coded) -> Coded:
        """Take the other column's value where this one's is missing."""
        missing = np.array([not value for value in self.values], np.bool_)[self.codes]
        codes = np.where(missing, other.codes + np.int32(len(self.values)), self.codes)
        return Coded(codes.astype(np.int32), (*self.values, *other.values))

    def said(self) -> bool:
        """Tell whether any value is not missing."""
        return any(self.values)

    def taken(self, rows: NDArray[np.int64]) -> Coded:
        """Give the column for these rows only."""
        return Coded(self.codes[rows], self.values)
