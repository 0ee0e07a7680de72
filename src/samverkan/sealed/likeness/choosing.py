"""Chooses a register's key families: those that find most, within what may leak."""

from __future__ import annotations

from collections.abc import Mapping
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
    chosen = _greedy({family: copies.survive(family) for family in allowed}, leaks)
    return tuple(chosen), tuple(leaks[family] for family in chosen)


def _greedy(found: Mapping[str, NDArray[np.bool_]], leaks: Mapping[str, float]) -> list[str]:
    """Take the family that finds most copies not found yet, until there are sixteen."""
    chosen: list[str] = []
    left, spent = dict(found), 0.0
    worth = np.ones(len(next(iter(found.values()), ())), np.float64)
    while len(chosen) < MOST_KEYS:
        left = {one: hit for one, hit in left.items() if spent + leaks[one] <= LEAK_OF_ALL}
        if not left:
            break
        best = max(left, key=lambda one: (worth[left[one]].sum(), -leaks[one]))
        worth[left.pop(best)] *= FOUND_AGAIN
        chosen.append(best)
        spent += leaks[best]
    return chosen
