"""Finds many rows of a pack by where they stand and what they say, without any key."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from samverkan.sealed.pack_checking import boundaries
from samverkan.sealed.pack_order import Rows
from samverkan.sealed.pack_rows import Bytes, Places
from samverkan.sealed.packs import Pack

_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)


def find_rows(base: Pack, rows: Rows) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give of each row the first number in the pack at its position, and how many stand there."""
    begins = boundaries(base.view, base.head, base.layout)
    first = lower(base, begins, rows.positions)
    return first, lower(base, begins, rows.positions, above=True) - first


def numbers_of(base: Pack, rows: Rows) -> NDArray[np.int64]:
    """Give the number of each row in the pack, -1 if it does not stand there."""
    first, there = find_rows(base, rows)
    sealed = sealed_of(base)
    found = np.full(len(first), -1)
    for step in range(int(there.max(initial=0))):
        at = np.flatnonzero((there > step) & (found < 0))
        same = (sealed[first[at] + step] == rows.sealed[at]).all(axis=1)
        found[at[same]] = first[at[same]] + step
    return found


def sealed_of(base: Pack) -> Bytes:
    """See the sealed labels of a pack, shape (rows, L + C)."""
    labels = base.view[base.layout.labels : base.layout.digest]
    width = base.header.sealed_length
    return np.frombuffer(labels, np.uint8).reshape(base.rows, width)


def lower(
    base: Pack, begins: NDArray[np.int64], positions: Places, *, above: bool = False
) -> NDArray[np.int64]:
    """Give the first row at or (`above`) after each position, by halving all buckets together."""
    remainders = np.frombuffer(base.view[base.layout.remainders : base.layout.labels], np.uint32)
    bucket = (positions >> _HALF).astype(np.int64)
    wanted = (positions & _LOW).astype(np.uint32)
    low, high = begins[bucket], begins[bucket + 1]
    while (open_ := np.flatnonzero(low < high)).size:
        middle = (low[open_] + high[open_]) // 2
        found = remainders[middle]
        less = found <= wanted[open_] if above else found < wanted[open_]
        low[open_[less]] = middle[less] + 1
        high[open_[~less]] = middle[~less]
    return low


def before_which(base: Pack, begins: NDArray[np.int64], added: Rows) -> NDArray[np.int64]:
    """Say before which row of the base each added one comes: by position, then by label."""
    at = lower(base, begins, added.positions)
    end = lower(base, begins, added.positions, above=True)
    sealed = sealed_of(base)
    for row in np.flatnonzero(at < end).tolist():
        own = added.sealed[row].tobytes()
        while at[row] < end[row] and sealed[at[row]].tobytes() < own:
            at[row] += 1
    return at
