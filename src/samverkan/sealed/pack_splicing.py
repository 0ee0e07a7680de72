"""The next pack out of a pack: rows taken out and put in, and all between copied as it stands.

What is computed is in proportion to the change. What is not, is a copy of the file and its digest.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from samverkan.sealed.pack_checking import boundaries
from samverkan.sealed.pack_finding import before_which
from samverkan.sealed.pack_header import REMAINDER
from samverkan.sealed.pack_order import Rows
from samverkan.sealed.pack_writing import front
from samverkan.sealed.packs import Pack


class Spliced(NamedTuple):
    """The next pack's body in pieces, and its digest."""

    pieces: tuple[bytes | memoryview, ...]
    digest: bytes


def spliced(base: Pack, removed: NDArray[np.int64], added: Rows) -> Spliced:
    """Take rows out by their numbers, rising, and put rows in, in a pack's order.

    Misuse if too many of them fall into few buckets.
    """
    begins = boundaries(base.view, base.head, base.layout)
    before = before_which(base, begins, added)
    counts = np.diff(begins)
    counts += np.bincount(added.buckets, minlength=len(counts))
    gone = np.searchsorted(begins, removed, "right") - 1
    counts -= np.bincount(gone, minlength=len(counts))
    events = _events(removed, before)
    layout, width = base.layout, base.header.sealed_length
    pieces = [front(base.header, counts)]
    for start, size, new in (
        (layout.remainders, REMAINDER, added.remainders.astype("<u4").tobytes()),
        (layout.labels, width, added.sealed.tobytes()),
    ):
        old = base.view[start : start + size * base.rows]
        pieces.append(b"".join(_pieces(old, new, size, events, base.rows)))
    made = sha256()
    for piece in pieces:
        made.update(piece)
    return Spliced(tuple(pieces), made.digest())


def _events(removed: NDArray[np.int64], before: NDArray[np.int64]) -> list[tuple[int, bool]]:
    """Give the rows that go and the places of those that come, in order; who comes stands first."""
    where = np.concatenate((before, removed))
    comes = np.concatenate((np.ones(len(before), bool), np.zeros(len(removed), bool)))
    order = np.lexsort((~comes, where))
    return list(zip(where[order].tolist(), comes[order].tolist(), strict=True))


def _pieces(
    old: memoryview, new: bytes, size: int, events: list[tuple[int, bool]], rows: int
) -> Iterator[bytes | memoryview]:
    """Copy a column of values of a size, without those that go and with those that come."""
    done = taken = 0
    for at, comes in events:
        if at > done:
            yield old[done * size : at * size]
            done = at
        if comes:
            yield new[taken * size : (taken + 1) * size]
            taken += 1
        else:
            done = at + 1
    yield old[done * size : rows * size]
