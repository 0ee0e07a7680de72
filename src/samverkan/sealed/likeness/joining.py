"""Finds the pairs that share a key: the same candidates that look-ups in a sealed pack open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from samverkan.sealed.likeness.columns import Columns, Keys
from samverkan.sealed.likeness.pairs import Pairs, Rows
from samverkan.sealed.pack_order import MOST_SHARING

MOST_SHARED = MOST_SHARING
"""A key that more rows of a register share cannot be asked for: a pack leaves it out."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """A register's keys of one family in their order, and whose they are."""

    keys: Keys
    rows: Rows

    @classmethod
    def of(cls, keys: Keys) -> Sorted:
        """Sort the keys that are not missing, and leave out those that too many rows share."""
        rows = np.flatnonzero(keys)
        order = rows[np.argsort(keys[rows], kind="stable")]
        ordered = keys[order]
        starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]) if len(order) else order
        sizes = np.diff(np.r_[starts, len(order)])
        kept = np.repeat(sizes <= MOST_SHARED, sizes)
        return cls(ordered[kept], order[kept])

    def meet(self, keys: Keys) -> tuple[Rows, Rows]:
        """Give the pairs (asked, found) of rows with equal keys."""
        rows = np.flatnonzero(keys)
        order = rows[np.argsort(keys[rows], kind="stable")]
        first = np.searchsorted(self.keys, keys[order], side="left")
        last = np.searchsorted(self.keys, keys[order], side="right")
        counts = last - first
        asked = np.repeat(order, counts)
        within = np.arange(len(asked)) - np.repeat(np.cumsum(counts) - counts, counts)
        return asked, self.rows[np.repeat(first, counts) + within]


def sorted_keys(register: Columns, families: Sequence[str]) -> tuple[Sorted, ...]:
    """Sort a register's keys, family by family."""
    return tuple(Sorted.of(register.keys(family)) for family in families)


def join(asked: Sequence[Keys], register: Sequence[Sorted], rows: int, *, start: int = 0) -> Pairs:
    """Give every pair that shares a key, once, by asked row.

    `asked` are the asked rows' keys, family by family; the first row's number is `start`. `rows`
    is the register's size.
    """
    found = [one.meet(keys) for keys, one in zip(asked, register, strict=True)]
    size = np.int64(max(rows, 1))
    codes = np.concatenate([left * size + right for left, right in found] or [_NONE])
    bits = [np.full(len(left), 1 << place, np.uint16) for place, (left, _) in enumerate(found)]
    hits = np.concatenate(bits or [_NONE.astype(np.uint16)])
    order = np.argsort(codes, kind="stable")
    codes, hits = codes[order], hits[order]
    starts = np.flatnonzero(np.r_[True, codes[1:] != codes[:-1]]) if len(codes) else order
    once = codes[starts]
    together = np.bitwise_or.reduceat(hits, starts) if len(codes) else hits
    return Pairs(once // size + start, once % size, together)


_NONE = np.zeros(0, np.int64)
