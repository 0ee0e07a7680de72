"""Scores candidate pairs: look-up of tags, levels, fitted weights, probability."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from samverkan.sealed.likeness.adapting import Fitted, adapt, probability
from samverkan.sealed.likeness.columns import Columns
from samverkan.sealed.likeness.comparison import COMPONENTS, Side
from samverkan.sealed.likeness.evidence import Compared, Table, compared, log_odds
from samverkan.sealed.likeness.frequencies import rarities
from samverkan.sealed.likeness.pairs import Pairs
from samverkan.sealed.likeness.scheme import Scheme
from samverkan.sealed.likeness.tags import Tags

FITTED_ON = 400_000
"""Opened pairs that weights are fitted to, at most; a random sample of more."""

CHUNK = 500_000


@dataclass(frozen=True, slots=True)
class Scorer:
    """Both sides of a comparison by one scheme: what the asker knows, and tags of the register."""

    scheme: Scheme
    asked: Tags
    found: Tags
    rarity: Mapping[str, Table]

    @classmethod
    def of(cls, scheme: Scheme, asked: Columns, register: Tags) -> Scorer:
        """Take what is asked, and the register's tags, one column a slot."""
        known = rarities(asked, scheme.weights.frequencies)
        return cls(scheme, asked.each_tag(scheme.slots), register, known)

    def compared(self, pairs: Pairs) -> Compared:
        """Compare pairs."""
        left = Side.of(self.asked[pairs.asked], self.scheme.slots)
        right = Side.of(self.found[pairs.found], self.scheme.slots)
        rarity = {name: shares[pairs.asked] for name, shares in self.rarity.items()}
        return compared(self.scheme.kind, left, right, proved(self.scheme, pairs.hits), rarity)

    def fitted(self, pairs: Pairs, *, all_pairs: float, random: Generator) -> Fitted:
        """Fit the scheme's weights to opened pairs, or a sample of them."""
        some = pairs
        if len(pairs) > FITTED_ON:
            some = pairs.taken(np.sort(random.permutation(len(pairs))[:FITTED_ON]))
        scale = len(pairs) / max(1, len(some))
        return adapt(self.compared(some), self.scheme.weights, pairs=all_pairs, scale=scale)

    def scores(self, pairs: Pairs, fitted: Fitted) -> Iterator[Table]:
        """Give the probabilities of pairs, chunk by chunk."""
        for start in range(0, len(pairs), CHUNK):
            chunk = self.compared(pairs.taken(slice(start, start + CHUNK)))
            yield probability(log_odds(chunk, fitted.weights, fitted.prior))


def proved(scheme: Scheme, hits: NDArray[np.uint16]) -> dict[str, NDArray[np.bool_]]:
    """Tell for each family that proves a field by itself which pairs share its key."""
    names = {one.hit for one in COMPONENTS[scheme.kind] if one.hit}
    return {
        family: (hits >> np.uint16(bit)) & np.uint16(1) > 0
        for bit, family in enumerate(scheme.families)
        if family in names
    }
