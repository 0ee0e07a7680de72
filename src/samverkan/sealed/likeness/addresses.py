"""The fields of an address counted together: who shares a home shares all of them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from samverkan.sealed.likeness.evidence import Compared, Table, address_fields, address_levels

LEANING = 20.0
"""Pairs that an address's fields one by one count for, beside those seen together."""


def address_table(
    pairs: Compared, shares: Table, made: Mapping[str, Table], unit: float = 1.0
) -> Table:
    """Make one table of an address's levels together, leaning on the fields one by one.

    What is missing says nothing: probabilities are among the levels with the same fields said.
    """
    apart = address_apart(pairs.kind, made)
    said = _said(tuple(len(one.levels) for one in address_fields(pairs.kind)))
    counts = np.bincount(address_levels(pairs), shares, len(apart)).astype(np.float64)
    lean = apart / np.bincount(said, apart)[said]
    unseen = np.minimum(0.5 * unit, np.bincount(said, counts)[said] * lean)
    together = counts + LEANING * unit * lean + unseen
    found: Table = (together / np.bincount(said, together)[said]).reshape(1, -1)
    return found


def address_apart(kind: str, made: Mapping[str, Table]) -> Table:
    """Give the product of an address's fields, each by its parent, for all levels together."""
    fields = address_fields(kind)
    sizes = tuple(len(one.levels) for one in fields)
    grid = np.indices(sizes).reshape(len(sizes), -1)
    product = np.ones(grid.shape[1])
    for place, one in enumerate(fields):
        above = [k for k, other in enumerate(fields) if other.name == one.parent]
        parents = grid[above[0]] if above else np.zeros(grid.shape[1], np.int64)
        product *= made[one.name][parents, grid[place]]
    return product


def _said(sizes: tuple[int, ...]) -> NDArray[np.int64]:
    """Give a number to which fields are said, for each level of all together."""
    grid = np.indices(sizes).reshape(len(sizes), -1) > 0
    found: NDArray[np.int64] = (grid * (1 << np.arange(len(sizes)))[:, None]).sum(axis=0)
    return found
