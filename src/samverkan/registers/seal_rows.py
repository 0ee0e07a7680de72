"""Sealed rows as they lie on disk beside a pack: columns in one file, in order of fingerprint.

    8 bytes "SAMVROWS", uint64 count, uint64 width; then `high`, `low` and `place` as uint64 each,
    and `sealed`, width bytes each.

Only fingerprints, places and sealed labels: no identifier, and nothing that opens without the key.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from samverkan.registers.atomic import written
from samverkan.sealed.pack_rows import Bytes, Places

_HEAD = struct.Struct("<8sQQ")
_MAGIC = b"SAMVROWS"


class SealedRows(NamedTuple):
    """n sealed rows: halves of fingerprints, places, and sealed labels of one width."""

    high: Places
    low: Places
    place: Places
    sealed: Bytes

    @classmethod
    def none(cls, width: int) -> Self:
        """Give no rows."""
        nothing = np.empty(0, np.uint64)
        return cls(nothing, nothing, nothing, np.empty((0, width), np.uint8))

    @classmethod
    def joined(cls, parts: Sequence[SealedRows], width: int) -> Self:
        """Put rows behind each other."""
        some = parts or [cls.none(width)]
        return cls(
            np.concatenate([one.high for one in some]),
            np.concatenate([one.low for one in some]),
            np.concatenate([one.place for one in some]),
            np.concatenate([one.sealed for one in some]),
        )

    def at(self, where: NDArray[np.int64] | NDArray[np.bool_] | slice) -> SealedRows:
        """Give the rows at these numbers."""
        return SealedRows(self.high[where], self.low[where], self.place[where], self.sealed[where])

    def in_order(self) -> SealedRows:
        """Give them by fingerprint, each fingerprint once."""
        rows = self.at(self.high.argsort())
        if (rows.high[1:] == rows.high[:-1]).any():  # then the other half decides
            rows = rows.at(np.lexsort((rows.low, rows.high)))
        new = np.ones(len(rows.high), bool)
        new[1:] = (rows.high[1:] != rows.high[:-1]) | (rows.low[1:] != rows.low[:-1])
        return rows.at(new)

    def places_of(self, high: Places, low: Places) -> NDArray[np.int64]:
        """Give the number of the row with each fingerprint, -1 where there is none."""
        return places_in((self.high, self.low), high, low)

    def write(self, path: Path) -> None:
        """Write them whole or not at all."""
        with written(path) as file:
            file.write(head(len(self.high), self.sealed.shape[1]))
            for column in self:
                file.write(np.ascontiguousarray(column).data)

    @classmethod
    def read(cls, path: Path) -> Self:
        """Map a file into memory. OSError if it is none that `write` wrote."""
        size = path.stat().st_size
        with path.open("rb") as file:
            magic, count, width = _HEAD.unpack(file.read(_HEAD.size).ljust(_HEAD.size, b"\0"))
        if magic != _MAGIC or size != _HEAD.size + count * (24 + width):
            raise OSError(f"{path} holds no sealed rows.")
        if not count:
            return cls.none(width)
        mapped = np.memmap(path, np.uint8, "r")[_HEAD.size :]
        high, low, place = mapped[: 24 * count].view("<u8").reshape(3, count)
        sealed = mapped[24 * count :].reshape(count, width)
        return cls(np.asarray(high), np.asarray(low), np.asarray(place), np.asarray(sealed))


def places_in(known: tuple[Places, Places], high: Places, low: Places) -> NDArray[np.int64]:
    """Give where fingerprints stand among known ones in order, -1 where they do not."""
    highs, lows = known
    if not len(highs):
        return np.full(len(high), -1)
    at = np.searchsorted(highs, high)
    at[at == len(highs)] = 0
    found = (highs[at] == high) & (lows[at] == low)
    return np.where(found, at, -1)


def head(count: int, width: int) -> bytes:
    """Give the head of a file of so many rows."""
    return _HEAD.pack(_MAGIC, count, width)


def drop(paths: Sequence[Path]) -> None:
    """Delete files that are no longer needed."""
    for path in paths:
        os.unlink(path)
