"""Counts levels, and makes probabilities of the counts."""

from __future__ import annotations

import numpy as np

from samverkan.sealed.likeness.comparison import COMPONENTS, Component, Levels
from samverkan.sealed.likeness.evidence import Compared, Table, normalised, parents_of


def counted(pairs: Compared, component: Component, levels: Levels, shares: Table) -> Table:
    """Count a component's levels by its parent's, each pair with its share."""
    parents = parents_of(component, pairs)
    above = [one for one in COMPONENTS[pairs.kind] if one.name == component.parent]
    rows, width = len(above[0].levels) if above else 1, len(component.levels)
    flat = np.bincount(parents.astype(np.int64) * width + levels, shares, rows * width)
    return flat.reshape(rows, width).astype(np.float64)


def smoothed(component: Component, counts: Table) -> Table:
    """Make counts into probabilities that are never 0: a rare row leans on the whole column."""
    whole = counts.sum(axis=0) + 0.5
    lean = whole / whole.sum()
    return normalised(component, counts + 5.0 * lean)


def tables(pairs: Compared, shares: Table) -> dict[str, Table]:
    """Make the table of each component from pairs, each with its share."""
    return {
        one.name: smoothed(one, counted(pairs, one, pairs.levels[one.name], shares))
        for one in COMPONENTS[pairs.kind]
    }


def crossed_tables(pairs: Compared, shares: Table) -> dict[str, Table]:
    """Make the tables of names beside the other name."""
    return {
        one.name: smoothed(one, counted(pairs, one, pairs.crossed[one.name], shares))
        for one in COMPONENTS[pairs.kind]
        if one.name in pairs.crossed
    }
