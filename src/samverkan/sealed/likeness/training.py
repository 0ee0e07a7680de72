"""A holder makes its scheme from its own register, without a labelled pair.

What strangers agree on is counted in random pairs of rows; what stays the same, in rows beside
spoilt copies (`copies`); families are chosen by `choosing` within the limits of `leaks`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.random import Generator

from samverkan.sealed.likeness.adapting import probability
from samverkan.sealed.likeness.choosing import Register, choose
from samverkan.sealed.likeness.columns import Columns
from samverkan.sealed.likeness.comparison import COMPONENTS, Side, Tags
from samverkan.sealed.likeness.copies import spoil
from samverkan.sealed.likeness.evidence import Compared, Table, Weights, compared, log_odds
from samverkan.sealed.likeness.frequencies import frequencies
from samverkan.sealed.likeness.joining import Rows
from samverkan.sealed.likeness.leaks import MEASURED_ON
from samverkan.sealed.likeness.levels import crossed_tables, tables
from samverkan.sealed.likeness.scheme import Scheme
from samverkan.sealed.likeness.tags import slots_of

RANDOM_PAIRS = 1_000_000
TWICE = 0.1
"""Other rows of the same subject that a row has, taken to begin with."""


def train(register: Columns, *, random: Generator, fields: Sequence[str] = ()) -> Scheme:
    """Make the scheme of a register, for these fields (default: all it has)."""
    kept = {n: column for n, column in register.coded.items() if not fields or n in fields}
    columns = Columns(register.kind, kept, register.secret)
    slots = slots_of(register.kind, kept)
    copies, strangers = spoil(columns, random), Strangers.of(columns, slots)
    pairs = strangers.drawn(random)
    everyone = np.ones(len(pairs))
    begun = Weights(
        same=tables(one := copies.compared(slots, ()), np.ones(len(one))),
        strangers=tables(pairs, everyone),
        crossed=crossed_tables(pairs, everyone),
        frequencies=frequencies(columns, slots),
    )
    weights, share = without_doubles(pairs, begun, rows=len(columns))
    some = random.permutation(len(columns))[:MEASURED_ON].astype(np.int64)
    measured = Register(
        columns.taken(some), len(columns), strangers.taken(some).judged(weights, share)
    )
    families, leaks = choose(measured, copies, random)
    known = copies.compared(slots, families)
    weights = replace(weights, same=tables(known, np.ones(len(known))))
    return Scheme(
        register.kind, len(register), families, slots, leaks, proving(weights, columns, families)
    )


@dataclass(frozen=True, slots=True)
class Strangers:
    """A register's own rows beside each other: nearly all pairs are strangers."""

    kind: str
    tags: Tags
    slots: tuple[str, ...]

    @classmethod
    def of(cls, columns: Columns, slots: tuple[str, ...]) -> Strangers:
        """Take the tags of a register."""
        return cls(columns.kind, columns.tags(slots), slots)

    def taken(self, rows: Rows) -> Strangers:
        """Take some rows."""
        return Strangers(self.kind, self.tags[rows], self.slots)

    def compared(self, left: Rows, right: Rows) -> Compared:
        """Compare rows with rows."""
        places = {name: place for place, name in enumerate(self.slots)}
        return compared(
            self.kind, Side(self.tags[left], places), Side(self.tags[right], places), {}, {}
        )

    def drawn(self, random: Generator) -> Compared:
        """Compare random pairs of different rows; none in a register of one row."""
        size = len(self.tags)
        pairs = min(RANDOM_PAIRS, size * size) if size > 1 else 0
        left = random.integers(max(size, 1), size=pairs)
        return self.compared(left, (left + random.integers(1, max(size, 2), size=pairs)) % size)

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


def without_doubles(pairs: Compared, begun: Weights, *, rows: int) -> tuple[Weights, float]:
    """Take out of the strangers those pairs that are one subject twice; give their share too."""
    weights, least = begun, min(0.5, TWICE / max(1, rows))
    share, same = least, np.zeros(len(pairs))
    for _ in range(5 if len(pairs) else 0):
        same = probability(log_odds(pairs, weights, share))
        share = min(0.5, max(least, float(same.mean())))
        weights = replace(weights, strangers=tables(pairs, 1 - same))
    return replace(weights, crossed=crossed_tables(pairs, 1 - same)), share


def proving(weights: Weights, columns: Columns, families: Sequence[str]) -> Weights:
    """Set how often strangers share a number that a key proves: too seldom to be counted."""
    strangers = dict(weights.strangers)
    for one in COMPONENTS[columns.kind]:
        if one.hit in families:
            table = strangers[one.name].copy()
            table[:, -1] = np.clip(1.0 / max(1, len(columns)) ** 2, 1e-9, 1e-3)
            strangers[one.name] = table
    return replace(weights, strangers=strangers)
