"""Chooses a register's key families: those that find most, within what may leak."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from samverkan.sealed.likeness.columns import Columns
from samverkan.sealed.likeness.copies import Copies
from samverkan.sealed.likeness.families import MOST_KEYS, POOLS, fields_of_family
from samverkan.sealed.likeness.leaks import (
    LEAK_OF_ALL,
    LEAK_OF_FAMILY,
    Sames,
    chance,
)

SAME_SUBJECT = 10.0
"""Rows that may be the same subject as another, at most, in a register that lists it often."""

FOUND_AGAIN = 0.1
"""What it is worth to find a copy once more: real errors are not the invented ones."""


WEIGHINGS = (0.0, 0.25, 0.5, 1.0, 2.0)
"""How much what a family leaks counts when it is chosen, beside that it is one of sixteen."""

Survived = NDArray[np.bool_]
"""Which copies a family finds."""


@dataclass(frozen=True, slots=True)
class Register:
    """What families are measured on: some rows of a register, how many it has, who is who."""

    some: Columns
    rows: int
    same: Sames

    def leaks(self, random: Generator) -> dict[str, float]:
        """Measure N x u of every family that the register's fields allow."""
        had = frozenset(self.some.coded)
        most = (LEAK_OF_FAMILY + SAME_SUBJECT) / max(1, self.rows)
        return {
            family: self.rows * chance(self.some.keys(family), self.same, random, most=most)
            for family in POOLS[self.some.kind]
            if fields_of_family(family) <= had
        }


def choose(
    register: Register, copies: Copies, random: Generator
) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Choose at most sixteen families, and give what each leaks: N x u, strangers a question."""
    leaks = register.leaks(random)
    allowed = [family for family, leak in leaks.items() if leak <= LEAK_OF_FAMILY]
    chosen = _best({family: copies.survive(family) for family in allowed}, leaks)
    return tuple(chosen), tuple(leaks[family] for family in chosen)


def _best(found: Mapping[str, Survived], leaks: Mapping[str, float]) -> Sequence[str]:
    """Choose greedily, with what leaks weighed little or much, and keep what finds most."""
    tried = [_greedy(found, leaks, weighing) for weighing in WEIGHINGS]
    return max(tried, key=lambda chosen: _worth(found[one] for one in chosen))


def _worth(hits: Iterable[Survived]) -> float:
    """Give what it is worth that families find these copies: the first time 1, again less."""
    times = np.sum([hit.astype(np.float64) for hit in hits], axis=0)
    return float((1 - FOUND_AGAIN**times).sum())


def _greedy(
    found: Mapping[str, Survived], leaks: Mapping[str, float], weighing: float
) -> Sequence[str]:
    """Take the family that finds most for what it costs, of copies not found yet: sixteen."""
    chosen: list[str] = []
    left, spent = dict(found), 0.0
    worth = np.ones(len(next(iter(found.values()), ())), np.float64)
    cost = {one: 1 / MOST_KEYS + weighing * leak / LEAK_OF_ALL for one, leak in leaks.items()}
    while len(chosen) < MOST_KEYS:
        left = {one: hit for one, hit in left.items() if spent + leaks[one] <= LEAK_OF_ALL}
        if not left:
            break
        best = max(left, key=lambda one: (worth[left[one]].sum() / cost[one], -leaks[one]))
        worth[left.pop(best)] *= FOUND_AGAIN
        chosen.append(best)
        spent += leaks[best]
    return chosen
