"""Counts levels, and makes probabilities of the counts."""

from __future__ import annotations

import numpy as np

from samverkan.sealed.likeness.addresses import address_table
from samverkan.sealed.likeness.comparison import COMPONENTS, Component, Levels
from samverkan.sealed.likeness.evidence import (
    Compared,
    Table,
    address_fields,
    normalised,
    parent_levels,
    parents_of,
)


def counted(pairs: Compared, component: Component, levels: Levels, shares: Table) -> Table:
    """Count a component's levels by its parent's, each pair with its share."""
    parents = parents_of(component, pairs)
    rows, width = parent_levels(component, pairs.kind), len(component.levels)
    flat = np.bincount(parents.astype(np.int64) * width + levels, shares, rows * width)
    return flat.reshape(rows, width).astype(np.float64)


def smoothed(component: Component, counts: Table, unit: float = 1.0) -> Table:
    """Make counts into probabilities that are never 0: a rare row leans on the whole column.

    `unit` is what one pair looked at counts for. What was never seen may be as frequent as half a
    pair among those looked at, unless the whole column says that it is rarer.
    """
    whole = counts.sum(axis=0) + 0.5 * unit
    lean = whole / whole.sum()
    unseen = np.minimum(0.5 * unit, counts.sum(axis=1, keepdims=True) * lean)
    return normalised(component, counts + 5.0 * unit * lean + unseen)


def tables(pairs: Compared, shares: Table, unit: float = 1.0) -> dict[str, Table]:
    """Make the table of each component from pairs, each with its share."""
    made = {
        one.name: smoothed(one, counted(pairs, one, pairs.levels[one.name], shares), unit)
        for one in COMPONENTS[pairs.kind]
    }
    if address_fields(pairs.kind):
        made["address"] = address_table(pairs, shares, made, unit)
    return made


def crossed_tables(pairs: Compared, shares: Table, unit: float = 1.0) -> dict[str, Table]:
    """Make the tables of names beside the other name."""
    return {
        one.name: smoothed(one, counted(pairs, one, pairs.crossed[one.name], shares), unit)
        for one in COMPONENTS[pairs.kind]
        if one.name in pairs.crossed
    }
