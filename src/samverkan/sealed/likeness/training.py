"""A holder makes its scheme from its own register, without a labelled pair.

What strangers agree on is counted in random pairs of rows; what stays the same, in rows beside
spoilt copies (`copies`); families are chosen by `choosing` within the limits of `leaks`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.random import Generator

from samverkan.sealed.likeness.adapting import probability
from samverkan.sealed.likeness.choosing import Register, choose
from samverkan.sealed.likeness.columns import Columns, Keys
from samverkan.sealed.likeness.comparison import COMPONENTS
from samverkan.sealed.likeness.copies import spoil
from samverkan.sealed.likeness.evidence import Compared, Table, Weights, log_odds
from samverkan.sealed.likeness.families import PRIORITY
from samverkan.sealed.likeness.frequencies import frequencies
from samverkan.sealed.likeness.kin import kin
from samverkan.sealed.likeness.leaks import MEASURED_ON
from samverkan.sealed.likeness.levels import crossed_tables, tables
from samverkan.sealed.likeness.parts import FIELD_OF
from samverkan.sealed.likeness.scheme import Scheme
from samverkan.sealed.likeness.slots import slots_of
from samverkan.sealed.likeness.strangers import Strangers

SAID = 0.01
HOME = "aE+hE"
"""The key that two rows of one home share."""

MISTAKEN = {"person": 0.01, "company": 0.01, "craft": 0.02}
"""Of numbers written, how many are another's: engines change hulls, boats lie side by side."""

OTHERS = 20_000
"""Whose number it may be, at least: a short list seldom has just that one."""

TWICE = 0.1
"""Other rows of the same subject that a row has, taken to begin with."""


def train(register: Columns, *, random: Generator, fields: Sequence[str] = ()) -> Scheme:
    """Make the scheme of a register, for these fields (default: all it has)."""
    kept = {n: column for n, column in register.coded.items() if not fields or n in fields}
    columns = Columns(register.kind, kept, register.secret)
    slots = slots_of(register.kind, parts_said(columns))
    copies, strangers = spoil(columns, random), Strangers.of(columns, slots)
    homes = columns.keys(HOME) if {"street", "house"} <= set(kept) else _nobody(columns)
    pairs, shares, at_random = strangers.drawn(homes, random)
    # To begin with, pairs of one home are left out: they may all be one subject listed twice.
    begun = Weights(
        same=tables(one := copies.compared(slots, ()), np.ones(len(one))),
        strangers=tables(pairs, shares * at_random, _unit(shares)),
        crossed=crossed_tables(pairs, shares * at_random, _unit(shares)),
        frequencies=frequencies(columns, slots),
    )
    weights, share = without_doubles(pairs, shares, begun, rows=len(columns))
    # Kin are counted beside strangers without a home in common: else families there would count as
    # such strangers, and be unknown wherever an address is written wrongly.
    weights = replace(weights, kin=kin(columns, strangers, begun, random))
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


def _nobody(columns: Columns) -> Keys:
    """Give no home to anybody."""
    return np.zeros(len(columns), np.uint64)


def parts_said(columns: Columns) -> tuple[str, ...]:
    """Name the parts that at least one row in a hundred has: a second given name may be rare."""
    return tuple(
        name
        for name in PRIORITY[columns.kind]
        if FIELD_OF[name] in columns.coded and (columns.hashed(name) > 0).mean() >= SAID
    )


def without_doubles(
    pairs: Compared, shares: Table, begun: Weights, *, rows: int
) -> tuple[Weights, float]:
    """Take out of the strangers those pairs that are one subject twice; give their share too."""
    weights, share = begun, (least := min(0.5, TWICE / max(1, rows)))
    same = np.zeros(len(pairs))
    for _ in range(5 if len(pairs) else 0):
        same = probability(log_odds(pairs, weights, share))
        share = min(0.5, max(least, float((same * shares).sum() / shares.sum())))
        strangers = tables(pairs, (1 - same) * shares, _unit(shares))
        weights = replace(weights, strangers=strangers)
    crossed = crossed_tables(pairs, (1 - same) * shares, _unit(shares))
    return replace(weights, crossed=crossed), share


def _unit(shares: Table) -> float:
    """Give what a random pair counts for."""
    return float(shares[0]) if len(shares) and shares[0] else 1.0


def proving(weights: Weights, columns: Columns, families: Sequence[str]) -> Weights:
    """Set how often strangers share a number that a key proves: where it was written by mistake."""
    strangers = dict(weights.strangers)
    mistaken = max(1e-9, MISTAKEN[columns.kind] / max(OTHERS, len(columns)))
    for one in COMPONENTS[columns.kind]:
        if one.hit in families:
            table = strangers[one.name].copy()
            table[:, -1] = mistaken
            strangers[one.name] = table
    return replace(weights, strangers=strangers)
