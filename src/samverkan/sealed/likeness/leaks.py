"""How much a key family may tell an asker about strangers, and how that is measured.

u(family) is the chance that two rows of the register share its key; a question about somebody
opens N x u strangers' labels on average. A family above the limit is not published.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from samverkan.sealed.likeness.columns import Keys
from samverkan.sealed.likeness.pairs import Rows

LEAK_OF_FAMILY = 1.0
"""Strangers that one family may open a question, on average."""

LEAK_OF_ALL = 1.0
"""Strangers that all families of a scheme may open a question, on average."""

MEASURED_ON = 20_000
"""Rows that u is measured on; more gave the same families."""

LOOKED_AT = 1_500
"""Pairs that share a key in a family, looked at to tell strangers from one subject twice."""

Sames = Callable[[Rows, Rows], NDArray[np.float64]]
"""Gives the probability that rows listed pairwise are the same subject."""


def chance(keys: Keys, same: Sames, random: Generator, *, most: float) -> float:
    """Measure u: the share of pairs of rows that are strangers and have the same key.

    Where even all pairs, the same subject twice among them, are `most` or more, they are not
    looked at. `keys` are at most MEASURED_ON rows' keys in a family, 0 where one is missing.
    """
    shared, (left, right) = shared_pairs(keys, LOOKED_AT, random)
    share = shared / max(1.0, len(keys) * (len(keys) - 1) / 2)
    if share == 0 or share >= most:
        return share
    return share * float(1 - same(left, right).mean())


def shared_pairs(keys: Keys, most: int, random: Generator) -> tuple[float, tuple[Rows, Rows]]:
    """Count the pairs of rows with the same key, and draw `most` of them, each as likely.

    Each key is named by its first row, so that no run's secret decides what is drawn.
    """
    if not keys.any():
        return 0.0, (_NONE, _NONE)
    _, first, again = np.unique(keys, return_index=True, return_inverse=True)
    named = np.where(keys > 0, first[again] + 1, 0)
    order = np.argsort(named, kind="stable")
    ordered = named[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    counts = np.diff(np.r_[starts, len(ordered)]) * (ordered[starts] > 0)
    shared = float((counts * (counts - 1) / 2).sum())
    if not shared:
        return 0.0, (_NONE, _NONE)
    return shared, _drawn(order, starts, counts, most, random)


def _drawn(
    order: Rows, starts: Rows, counts: Rows, most: int, random: Generator
) -> tuple[Rows, Rows]:
    ways = (counts * (counts - 1)).astype(float)
    block = random.choice(len(starts), size=most, p=ways / ways.sum())
    first = (random.random(most) * counts[block]).astype(np.int64)
    step = 1 + (random.random(most) * (counts[block] - 1)).astype(np.int64)
    second = (first + step) % counts[block]
    return order[starts[block] + first], order[starts[block] + second]


_NONE = np.zeros(0, np.int64)
