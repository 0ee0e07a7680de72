"""Which rows of a pack go and come when rows of its register do.

Most stand alone at their position: a row goes, or a row comes. Where a pack does not show each row
(`arrange`: equal ones once, and none of more than MOST_SHARING), a position is worked out anew.
"""

from __future__ import annotations

import numpy as np

from samverkan.registers.seal_positions import Moved, joined, worked_out
from samverkan.rules.refusal import NotAllowed
from samverkan.sealed.pack_finding import find_rows, numbers_of
from samverkan.sealed.pack_order import Rows, ordered, positions
from samverkan.sealed.pack_rows import Bytes, Places
from samverkan.sealed.packs import Pack


def moved(base: Pack, gone: Rows, come: Rows, hidden: Rows) -> Moved:
    """Work out what rows of a register, gone and come, do to its pack. NotAllowed if they cannot.

    `gone` and `come` are in order; `hidden` are all rows of the positions that hide some.
    """
    odd = _odd(base, gone, come, hidden)
    anew = [np.isin(rows.positions, odd) for rows in (gone, come)]
    removed, added = numbers_of(base, gone.at(~anew[0])), come.at(~anew[1])
    if (removed < 0).any():
        raise NotAllowed("seal.not_standing")
    if not len(odd):
        return Moved(np.sort(removed), added, hidden)
    worked = worked_out(base, odd, gone.at(anew[0]), come.at(anew[1]), hidden)
    return Moved(
        np.sort(np.concatenate((removed, worked.removed))),
        joined([added, worked.added]),
        joined([hidden.at(~np.isin(hidden.positions, odd)), worked.hidden]),
    )


def at_positions(place: Places, sealed: Bytes, buckets: int) -> Rows:
    """Give rows with places in a pack's order, equal ones too."""
    at = positions(place, buckets)
    order = at.argsort()
    return ordered(at[order], sealed[order])


def _odd(base: Pack, gone: Rows, come: Rows, hidden: Rows) -> Places:
    """Give the positions of this change where a row hides, or several will stand."""
    there = find_rows(base, come)[1]
    first = np.searchsorted(come.positions, come.positions)
    beside = np.searchsorted(come.positions, come.positions, "right") - first
    moving = np.concatenate((gone.positions, come.positions))
    hides = moving[np.isin(moving, hidden.positions)]
    return np.union1d(come.positions[there + beside > 1], hides)
