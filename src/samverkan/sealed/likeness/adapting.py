"""Fits weights to what was opened, without labels: expectation-maximisation on levels.

Only the asker's side of a batch can do this, on the tags that its own hits opened; strangers'
levels stay the holder's. The weights it starts from count as evidence too, so few pairs, or pairs
of strangers alone, change little. Dempster, Laird and Rubin 1977; Winkler 1988.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from samverkan.sealed.likeness.addresses import address_table
from samverkan.sealed.likeness.comparison import COMPONENTS
from samverkan.sealed.likeness.evidence import (
    Compared,
    Table,
    Weights,
    log_odds,
    names_worth,
    normalised,
)
from samverkan.sealed.likeness.levels import counted

ROUNDS = 40
ENOUGH = 1e-4
"""A round that moves the expected number of matches by less than this share is the last."""

STARTING = 20.0
"""Pairs that the starting weights count for, in each row of a table."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights fitted to a batch, and the probability that a pair is a match before any tag."""

    weights: Weights
    prior: float


def adapt(opened: Compared, start: Weights, *, pairs: float, scale: float = 1.0) -> Fitted:
    """Fit to opened pairs. `pairs` is all pairs of rows; `scale` is opened over those given."""
    weights, matches = start, 0.1 * len(opened) * scale + 1
    for _ in range(ROUNDS):
        prior = min(0.5, matches / pairs)
        same = probability(log_odds(opened, weights, prior))
        now = float(same.sum()) * scale + 1
        weights = _refit(opened, start, weights, same)
        if abs(now - matches) <= ENOUGH * matches:
            break
        matches = now
    return Fitted(weights, min(0.5, matches / pairs))


def _refit(opened: Compared, start: Weights, now: Weights, same: Table) -> Weights:
    swapped = same * names_worth(opened, now)[1]
    fitted = {}
    for one in COMPONENTS[opened.kind]:
        shares = same - swapped if one.name in opened.crossed else same
        counts = counted(opened, one, opened.levels[one.name], shares)
        fitted[one.name] = normalised(one, counts + STARTING * start.same[one.name])
    if "address" in start.same:
        lean = {**start.same, **fitted}
        fitted["address"] = address_table(opened, same, lean)
    share = (float(swapped.sum()) + 1) / (float(same.sum()) + 100)
    return replace(now, same=fitted, swapped=min(0.3, share))


def probability(odds: Table) -> Table:
    """Turn logarithms of odds into probabilities."""
    result: Table = 1 / (1 + np.exp(-np.clip(odds, -500, 500)))
    return result
