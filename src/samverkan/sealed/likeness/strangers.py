"""A register's own rows beside each other: what strangers share, and who is listed twice."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from samverkan.sealed.likeness.adapting import probability
from samverkan.sealed.likeness.columns import Columns, Keys
from samverkan.sealed.likeness.comparison import Flags, Side
from samverkan.sealed.likeness.evidence import Compared, Table, Weights, compared, log_odds
from samverkan.sealed.likeness.leaks import shared_pairs
from samverkan.sealed.likeness.pairs import Rows
from samverkan.sealed.likeness.slots import Slot
from samverkan.sealed.likeness.tags import Tags

RANDOM_PAIRS = 1_000_000
HOMES = 50_000
"""Pairs of rows with the same street and house that are looked at, at most."""


@dataclass(frozen=True, slots=True)
class Strangers:
    """A register's own rows beside each other: nearly all pairs are strangers."""

    kind: str
    tags: Tags
    slots: tuple[Slot, ...]

    @classmethod
    def of(cls, columns: Columns, slots: tuple[Slot, ...]) -> Strangers:
        """Take the tags of a register."""
        return cls(columns.kind, columns.each_tag(slots), slots)

    def taken(self, rows: Rows) -> Strangers:
        """Take some rows."""
        return Strangers(self.kind, self.tags[rows], self.slots)

    def compared(self, left: Rows, right: Rows) -> Compared:
        """Compare rows with rows."""
        return compared(
            self.kind,
            Side.of(self.tags[left], self.slots),
            Side.of(self.tags[right], self.slots),
            {},
            {},
        )

    def drawn(self, homes: Keys, random: Generator) -> tuple[Compared, Table, Flags]:
        """Compare random pairs of rows, and pairs of one home; give what each pair counts for.

        Homes are looked at apart, since few random pairs share one and all of a family do: of
        both kinds, each pair counts for as many as there are for one looked at. Says too which were
        drawn at random.
        """
        size = len(self.tags)
        whole = size * (size - 1) / 2
        left, right = _random(size, random)
        shared, (one, other) = shared_pairs(homes, HOMES, random)
        apart = (homes[left] == 0) | (homes[left] != homes[right])
        shares = np.where(apart, (whole - shared) / max(1, apart.sum()), 0.0)
        shares = np.r_[shares, np.full(len(one), shared / max(1, len(one)))]
        at_random = np.arange(len(shares)) < len(left)
        return self.compared(np.r_[left, one], np.r_[right, other]), shares, at_random

    def judged(self, weights: Weights, share: float) -> Judged:
        """Judge rows by weights; `share` of all pairs are one subject."""
        return Judged(self, weights, share)


@dataclass(frozen=True, slots=True)
class Judged:
    """Tells how probable it is that two rows of the register are one subject."""

    strangers: Strangers
    weights: Weights
    share: float

    def __call__(self, left: Rows, right: Rows) -> Table:
        return probability(log_odds(self.strangers.compared(left, right), self.weights, self.share))


def _random(size: int, random: Generator) -> tuple[Rows, Rows]:
    """Draw random pairs of different rows; none in a register of one row."""
    pairs = min(RANDOM_PAIRS, size * size) if size > 1 else 0
    left = random.integers(max(size, 1), size=pairs)
    return left, (left + random.integers(1, max(size, 2), size=pairs)) % max(size, 1)
