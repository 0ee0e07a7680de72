"""The one order of a pack's rows: by bucket and remainder, then by sealed label; none twice.

A place and a number of buckets n give a position, floor(place * n / 2^32): the upper 32 bits are
the bucket, the lower the remainder. It keeps the order of places, for any n.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from samverkan.sealed.pack_rows import Bytes, Places

MOST_SHARING = 32
"""Rows that may share one output. What more than these share says too little to be asked about."""

_HALF = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)


class Rows(NamedTuple):
    """Rows in their order: positions, shape (n,), and sealed labels, shape (n, L + C)."""

    positions: Places
    sealed: Bytes

    @property
    def buckets(self) -> NDArray[np.int64]:
        """Give the bucket of each row."""
        return (self.positions >> _HALF).astype(np.int64)

    @property
    def remainders(self) -> NDArray[np.uint32]:
        """Give the remainder of each row."""
        return self.positions.astype(np.uint32)

    def at(self, where: NDArray[np.bool_] | NDArray[np.int64]) -> Rows:
        """Give the rows at these numbers."""
        return Rows(self.positions[where], self.sealed[where])


def positions(places: Places, buckets: int) -> Places:
    """Give the position of each place among so many buckets, without its lowest bits."""
    count = np.uint64(buckets)
    return (places >> _HALF) * count + ((places & _LOW) * count >> _HALF)


def position(place: int, buckets: int) -> tuple[int, int]:
    """Give the bucket and the remainder of one place."""
    return divmod(place * buckets >> 32, 2**32)


def arranged(places: Places, sealed: Bytes, buckets: int) -> Rows:
    """Bring rows into their order, each once; what more than MOST_SHARING share is left out.

    What is left out cannot be found by that key; the other keys of the same subject remain.
    """
    return arrange(places, sealed, buckets)[0]


def arrange(places: Places, sealed: Bytes, buckets: int) -> tuple[Rows, Rows]:
    """Bring rows into their order, and give all rows of positions where some are not shown."""
    order = places.argsort()
    places, sealed = places[order], sealed[order]
    rows = ordered(positions(places, buckets), sealed)
    kept = distinct(rows)
    crowded = places[:-MOST_SHARING][places[:-MOST_SHARING] == places[MOST_SHARING:]]
    if crowded.size:
        # Repetitions are no sharing: count again without them.
        values, counts = np.unique(rows.positions[kept], return_counts=True)
        kept &= ~np.isin(rows.positions, values[counts > MOST_SHARING])
    hidden = np.isin(rows.positions, rows.positions[~kept]) if not kept.all() else ~kept
    return rows.at(kept), rows.at(hidden)


def ordered(at: Places, sealed: Bytes) -> Rows:
    """Order rows whose positions are in order already, by label where positions are equal."""
    same = at[1:] == at[:-1]
    if not (same.any() and sealed.shape[1]):
        return Rows(at, sealed)
    tied = np.zeros(len(at), bool)
    tied[1:] |= same
    tied[:-1] |= same
    where = np.flatnonzero(tied)
    # The last key weighs most: the position, then the label from its first byte.
    keys = [*sealed[where].T[::-1], at[where]]
    sealed = sealed.copy()
    sealed[where] = sealed[where[np.lexsort(keys)]]
    return Rows(at, sealed)


def distinct(rows: Rows) -> NDArray[np.bool_]:
    """Say which rows differ from the one before them."""
    kept = np.ones(len(rows.positions), bool)
    kept[1:] = rows.positions[1:] != rows.positions[:-1]
    twins = np.flatnonzero(~kept)
    kept[twins] = (rows.sealed[twins] != rows.sealed[twins - 1]).any(axis=1)
    return kept
