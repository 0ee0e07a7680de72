"""Counts families, twins and sister companies in a register: strangers who are much alike.

Without this a twin would be taken for the same person: names, dates and addresses are weighed as if
strangers shared each by chance alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.random import Generator

from samverkan.sealed.likeness.columns import Columns
from samverkan.sealed.likeness.evidence import (
    FAMILY,
    TWINS,
    Compared,
    Kin,
    Table,
    Weights,
    address_worth,
    log_odds,
    shared_worth,
)
from samverkan.sealed.likeness.families import fields_of_family
from samverkan.sealed.likeness.leaks import shared_pairs
from samverkan.sealed.likeness.strangers import Strangers

LEANING = 5.0
"""Rows that what is assumed beforehand counts for, beside the register's own."""

LOOKED_AT = 20_000
ROUNDS = 30
MOST = 500.0


@dataclass(frozen=True, slots=True)
class Relation:
    """A way of being kin: the fields shared beside the home, and keys that find such pairs.

    The first key whose fields the register has is used. `assumed` is how many such relatives a
    row has, before anything is counted.
    """

    shared: Sequence[str]
    keys: Sequence[str]
    assumed: float


RELATIONS: Mapping[str, Mapping[str, Relation]] = {
    "person": {
        "family": Relation(FAMILY, ("sE+aE+hE", "sE+pE", "sE+uE", "sE+aE"), 3.0),
        # Of a hundred born in Sweden, two or three are twins (Statistics Sweden).
        "twins": Relation(TWINS, ("sE+bE",), 0.03),
    },
    "company": {
        "family": Relation(FAMILY, ("c1+aE+hE", "c1+pE", "c1+uE", "c1+aE"), 0.3),
    },
    "craft": {},
}


def kin(columns: Columns, strangers: Strangers, weights: Weights, random: Generator) -> Kin:
    """Count the kin among a register's rows, and give how often a pair of rows are such."""
    had, rows = frozenset(columns.coded), len(columns)
    found: dict[str, float] = {}
    for name, relation in RELATIONS[columns.kind].items():
        keys = (key for key in relation.keys if fields_of_family(key) <= had)
        if key := next(keys, ""):
            shared, (left, right) = shared_pairs(columns.keys(key), LOOKED_AT, random)
            pairs = strangers.compared(left, right)
            whole = rows * (rows - 1) / 2
            share = _share(pairs, weights, relation, shared / whole) if shared else 0.0
            each = (share * 2 * whole + relation.assumed * LEANING) / (rows + LEANING)
            found[name] = each / max(1, rows)
    return Kin(**found)


def _share(pairs: Compared, weights: Weights, relation: Relation, shared: float) -> float:
    """Give the share of all pairs that are kin; `shared` of all share the key, these among them.

    Expectation-maximisation over what they may be: one and the same, kin, or alike by chance.
    """
    same = np.exp(np.minimum(log_odds(pairs, replace(weights, kin=Kin()), 0.5), MOST))
    alike = np.exp(np.minimum(_alike(pairs, weights, relation), MOST))
    twice = related = 0.5 * shared
    for _ in range(ROUNDS):
        total = 1 + twice * same + related * alike
        twice = shared * float((twice * same / total).mean())
        related = shared * float((related * alike / total).mean())
    return related


def _alike(pairs: Compared, weights: Weights, relation: Relation) -> Table:
    told: Table = address_worth(pairs, weights) + shared_worth(pairs, weights, relation.shared)
    return told
