"""What a scheme of likeness tells of itself: what each family opens, and what each field weighs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from samverkan.sealed.likeness.columns import Columns, Keys
from samverkan.sealed.likeness.comparison import COMPONENTS, Component
from samverkan.sealed.likeness.families import MOST_KEYS, POOLS, fields_of_family
from samverkan.sealed.likeness.leaks import LEAK_OF_ALL, LEAK_OF_FAMILY, MEASURED_ON
from samverkan.sealed.likeness.scheme import Scheme
from samverkan.sealed.likeness.subjects import KINDS

__all__ = [
    "LEAK_OF_ALL",
    "LEAK_OF_FAMILY",
    "MOST_KEYS",
    "Family",
    "Weight",
    "published",
    "withheld",
]


@dataclass(frozen=True, slots=True)
class Family:
    """A family of keys, and how many strangers a question opens by it on average (N x u)."""

    name: str
    opens: float


@dataclass(frozen=True, slots=True)
class Weight:
    """What a field weighs.

    `agrees`: how many times more usual it is that it agrees in the same subject than in strangers;
    `differs`: how many times more usual it is that it differs in strangers.
    """

    field: str
    agrees: float
    differs: float


def published(scheme: Scheme) -> tuple[Family, ...]:
    """Give the families of a scheme, in the order in which they were chosen."""
    return tuple(map(Family, scheme.families, scheme.leaks))


def withheld(kind: str, listed: Iterable[Mapping[str, str]], scheme: Scheme) -> tuple[Family, ...]:
    """Give the families that a list's fields allow and its scheme has not; what opens least first.

    A subject that is listed twice counts as a stranger here, so that they open at most so much.
    """
    subjects = [KINDS[kind].of(**fields) for fields in listed][:MEASURED_ON]
    columns, had = Columns.of(kind, subjects), set(scheme.families)
    families = [
        Family(name, scheme.rows * _shared(columns.keys(name)))
        for name in POOLS[kind]
        if name not in had and fields_of_family(name) <= frozenset(columns.coded)
    ]
    return tuple(sorted(families, key=lambda each: each.opens))


def weights(scheme: Scheme) -> tuple[Weight, ...]:
    """Give what each field that has tags weighs, the one that proves most first."""
    letters = {slot.name[0] for slot in scheme.slots}
    found = [_weight(one, scheme) for one in COMPONENTS[scheme.kind] if one.letter in letters]
    return tuple(sorted(found, key=lambda each: -each.agrees))


def _shared(keys: Keys) -> float:
    """Give the share of pairs of rows that have the same key."""
    _, counts = np.unique(keys[keys > 0], return_counts=True)
    pairs = len(keys) * (len(keys) - 1) / 2
    return float((counts * (counts - 1) / 2).sum() / max(1.0, pairs))


def _weight(one: Component, scheme: Scheme) -> Weight:
    # The first row is that where nothing is known of the field that this one depends on.
    told = dict(zip(one.levels, np.exp(scheme.weights.ratios(one)[0]), strict=True))
    return Weight(one.name, float(told["same"]), float(1 / told["differs"]))
