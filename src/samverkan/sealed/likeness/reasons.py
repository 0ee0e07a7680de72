"""Says in words why two records look alike: what agrees, and what does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samverkan.sealed.likeness.comparison import COMPONENTS
from samverkan.sealed.likeness.evidence import Compared, Weights, names_worth

SWAPPED = ("given", "surname")


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing seen: a field and how far it agrees. `sentence` puts them into words."""

    field: str
    level: str


def seen(pairs: Compared, weights: Weights) -> NDArray[np.int8]:
    """Give what was seen in n pairs: whether names are swapped, then each field's level."""
    swapped = names_worth(pairs, weights)[1] > 0.5
    levels = (pairs.levels[one.name] for one in COMPONENTS[pairs.kind])
    return np.stack([swapped.astype(np.int8), *levels], axis=1)


def reasons_of(kind: str, seen_levels: Sequence[int]) -> tuple[Reason, ...]:
    """Give the reasons for one pair from what was seen in it, in the order of its fields."""
    swapped, *levels = seen_levels
    found = [Reason("names", "swapped")] if swapped else []
    found += [
        Reason(one.name, one.levels[level])
        for one, level in zip(COMPONENTS[kind], levels, strict=True)
        if level and not (swapped and one.name in SWAPPED)
    ]
    return tuple(found)
