"""Makes a delta: what two packs of one sealing do not share."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from samverkan.sealed.errors import Misuse
from samverkan.sealed.pack_checking import AT_ONCE, boundaries, rows_between
from samverkan.sealed.pack_delta_writing import delta_of
from samverkan.sealed.pack_order import Rows
from samverkan.sealed.pack_rows import Bytes, Places
from samverkan.sealed.packs import Pack
from samverkan.wire.keys import SigningKey


def difference(base: Pack, target: Pack, key: SigningKey) -> bytes:
    """Make the delta from one pack to the next. Misuse unless they are of one sealing."""
    if (base.header, base.head.buckets) != (target.header, target.head.buckets):
        raise Misuse("The packs are of two sealings, or one outgrew its buckets: send it whole.")
    gone: list[NDArray[np.int64]] = []
    come: list[Places] = []
    labels: list[Bytes] = []
    for first, old, new in _side_by_side(base, target):
        stays, stood = _common(old, new)
        gone.append(np.flatnonzero(~stays) + first)
        come.append(new.positions[~stood])
        labels.append(new.sealed[~stood])
    added = Rows(np.concatenate(come), np.concatenate(labels))
    return delta_of(base, np.concatenate(gone), added, target.digest + target.signature, key)


def _side_by_side(base: Pack, target: Pack) -> Iterator[tuple[int, Rows, Rows]]:
    """Give the rows of both packs for the same buckets, and the number of the base's first."""
    views = [(each, boundaries(each.view, each.head, each.layout)) for each in (base, target)]
    for first in range(0, base.head.buckets, AT_ONCE):
        last = min(first + AT_ONCE, base.head.buckets)
        old, new = (
            rows_between(each.view, each.head, begins, first, last) for each, begins in views
        )
        yield int(views[0][1][first]), old, new


def _common(old: Rows, new: Rows) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Say which rows of each stand in the other: found by a hash, and then compared whole."""
    stays, stood = np.zeros(len(old.positions), bool), np.zeros(len(new.positions), bool)
    if stays.size and stood.size:
        ours, theirs = _hashed(old), _hashed(new)
        order = theirs.argsort()
        at = np.searchsorted(theirs[order], ours)
        at = order[np.minimum(at, len(order) - 1)]
        stays = (old.positions == new.positions[at]) & (old.sealed == new.sealed[at]).all(axis=1)
        stood[at[stays]] = True
    return stays, stood


def _hashed(rows: Rows) -> NDArray[np.uint64]:
    """Hash rows. Two rows of one hash cost a row in the delta, not its truth."""
    spread = np.uint64(0x9E3779B97F4A7C15)
    width = rows.sealed.shape[1]
    words = np.zeros((len(rows.positions), -(-width // 8) * 8), np.uint8)
    words[:, :width] = rows.sealed
    hashed = rows.positions * spread
    for word in words.view(np.uint64).T:
        hashed = (hashed ^ (hashed >> np.uint64(29)) ^ word) * spread
    return hashed
