"""Checks all rows of a hostile pack before anything is looked up in it, a part at a time.

The index must cover the rows in order, and each bucket must be in its one order: strictly rising
by remainder and label, with no more rows of one remainder than a look-up is willing to open.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from samverkan.sealed.errors import PackDamaged
from samverkan.sealed.pack_header import BLOCK, Head, Layout
from samverkan.sealed.pack_order import MOST_SHARING, Rows

MOST_OPENED = 2 * MOST_SHARING
"""Rows of one remainder in a bucket: those of one output, and by rare chance of another."""

AT_ONCE = 2**15  # buckets


def boundaries(view: memoryview, head: Head, layout: Layout) -> NDArray[np.int64]:
    """Give where each bucket begins, and the end of the last, or raise PackDamaged."""
    anchors = np.frombuffer(view[layout.anchors : layout.starts], "<u4").astype(np.int64)
    stop = layout.starts + 2 * (head.buckets + 1)
    starts = np.frombuffer(view[layout.starts : stop], "<u2")
    begins: NDArray[np.int64] = np.repeat(anchors, BLOCK)[: len(starts)] + starts
    whole = begins[0] == 0 and begins[-1] == head.rows and bool((np.diff(begins) >= 0).all())
    if not whole or any(view[stop : layout.remainders]) or starts[::BLOCK].any():
        raise PackDamaged("The pack's buckets do not cover its rows in order.")
    return begins


def rows_between(
    view: memoryview, head: Head, begins: NDArray[np.int64], first: int, last: int
) -> Rows:
    """Read the rows of buckets `first` to `last` (not included), whose boundaries are given."""
    layout, width = Layout.of(head), head.header.sealed_length
    start, stop = int(begins[first]), int(begins[last])
    counts = np.diff(begins[first : last + 1])
    found = np.repeat(np.arange(first, last, dtype=np.uint64), counts)
    at = layout.remainders
    remainders = np.frombuffer(view[at + 4 * start : at + 4 * stop], "<u4")
    labels = view[layout.labels + width * start : layout.labels + width * stop]
    sealed = np.frombuffer(labels, np.uint8).reshape(stop - start, width)
    return Rows((found << np.uint64(32)) | remainders, sealed)


def check_rows(view: memoryview, head: Head, layout: Layout) -> None:
    """Raise PackDamaged unless all rows are in their one order."""
    begins = boundaries(view, head, layout)
    for first in range(0, head.buckets, AT_ONCE):
        last = min(first + AT_ONCE, head.buckets)
        check_order(rows_between(view, head, begins, first, last))


def check_order(rows: Rows) -> None:
    """Raise PackDamaged unless rows rise strictly, and few share a position."""
    at = rows.positions
    rising = at[1:] > at[:-1]
    tied = np.flatnonzero(~rising)
    if (at[tied + 1] < at[tied]).any() or not _rise(rows.sealed[tied], rows.sealed[tied + 1]):
        raise PackDamaged("A bucket of the pack is not sorted.")
    if (at[MOST_OPENED:] == at[: len(at) - min(MOST_OPENED, len(at))]).any():
        raise PackDamaged(f"More than {MOST_OPENED} rows of the pack stand in one place.")


def _rise(lower: NDArray[np.uint8], upper: NDArray[np.uint8]) -> bool:
    """Say whether each row of bytes comes before the one beside it."""
    if not len(lower):
        return True
    if not lower.shape[1]:
        return False
    differs = lower != upper
    where = differs.argmax(axis=1)
    row = np.arange(len(lower))
    return bool((lower[row, where] < upper[row, where]).all())
