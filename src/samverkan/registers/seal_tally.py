"""How many rows of a register gave a key: it leaves the pack with the last of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from samverkan.registers.seal_owners import Owned
from samverkan.sealed.pack_rows import Places

PART = 2**22
"""Keys in hand while those of several rows are counted."""


class Tally(NamedTuple):
    """Different keys in order, and how many rows gave each."""

    high: Places
    low: Places
    times: NDArray[np.int64]

    @classmethod
    def of(cls, prints: Places, times: NDArray[np.int64]) -> Self:
        """Add up n keys, shape (n, 2), each so many times."""
        order = np.lexsort((prints[:, 1], prints[:, 0]))
        prints, times = prints[order], times[order]
        new = np.ones(len(prints), bool)
        new[1:] = (prints[1:] != prints[:-1]).any(axis=1)
        first = np.flatnonzero(new)
        sums = np.add.reduceat(times, first) if first.size else times
        high, low = (np.ascontiguousarray(half) for half in prints[first].T)
        return cls(high, low, sums)

    def at(self, where: NDArray[np.bool_]) -> Tally:
        """Give those of the keys."""
        return Tally(self.high[where], self.low[where], self.times[where])


def shared(runs: Sequence[Owned]) -> Tally:
    """Count the keys that more than one row gave, a range of them at a time."""
    parts = max(1, sum(len(one.high) for one in runs) // PART)
    found = [_shared(runs, _between(part, parts)) for part in range(parts)]
    nothing = Tally.of(np.empty((0, 2), np.uint64), np.empty(0, np.int64))
    return Tally(*(np.concatenate(column) for column in zip(nothing, *found, strict=True)))


def _between(part: int, parts: int) -> Callable[[Places], NDArray[np.bool_]]:
    least, most = 2**64 * part // parts, 2**64 * (part + 1) // parts - 1
    return lambda high: (high >= np.uint64(least)) & (high <= np.uint64(most))


def _shared(runs: Sequence[Owned], chosen: Callable[[Places], NDArray[np.bool_]]) -> Tally:
    high = np.concatenate([np.empty(0, np.uint64), *(one.high[chosen(one.high)] for one in runs)])
    high.sort()
    several = np.unique(high[1:][high[1:] == high[:-1]])
    prints = [one.prints[np.isin(one.high, several)] if several.size else () for one in runs]
    some = [np.reshape(one, (-1, 2)).astype(np.uint64) for one in prints]
    whole = np.concatenate([np.empty((0, 2), np.uint64), *some])
    tally = Tally.of(whole, np.ones(len(whole), np.int64))
    return tally.at(tally.times > 1)
