"""What agreement is worth: how often each level occurs in the same person and in strangers.

Odds = prior x the product over fields of P(level | same) / P(level | strangers); Fellegi and
Sunter 1969. A level's odds may depend on another field's (a place on its postcode), so that what
follows from it is not counted twice. Names that agree count by how common the name is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from samverkan.sealed.likeness.comparison import (
    ADDRESS,
    COMPONENTS,
    HOME,
    NAME,
    PLAIN,
    WORD,
    Component,
    Flags,
    Levels,
    Side,
    compare,
)
from samverkan.sealed.likeness.frequencies import SWAPPED, Frequencies

Table = NDArray[np.float64]
SAME_STREET, SAME_HOUSE = len(WORD) - 1, len(PLAIN) - 1
FAMILY, TWINS = ("surname", "company"), ("surname", "birth")
"""What kin share beside their home."""

BEGINS = (NAME.index("first4"), NAME.index("other_name"))
"""Levels of a company's name of which only the beginning agrees, as sisters' do."""

CROSSED = (("given", "s"), ("surname", "g"))
"""Given name beside surname, and surname beside given name: names that changed places."""


@dataclass(frozen=True, slots=True)
class Kin:
    """How often a random pair of rows is of one family (or sister companies), or twins."""

    family: float = 0.0
    twins: float = 0.0


@dataclass(frozen=True, slots=True)
class Weights:
    """P(level | same) and P(level | strangers) by component: (parent's levels, levels)."""

    same: Mapping[str, Table]
    strangers: Mapping[str, Table]
    crossed: Mapping[str, Table]
    """As `strangers`, for a name beside the other name."""
    frequencies: Mapping[str, Frequencies]
    swapped: float = 0.01
    """How often given name and surname have changed places."""
    kin: Kin = Kin()

    def ratios(self, component: Component, *, crossed: bool = False) -> Table:
        """Give the logarithm of a component's odds by level; 0 for what is missing."""
        strangers = self.crossed if crossed else self.strangers
        ratio = np.log(self.same[component.name] / strangers[component.name])
        ratio[:, 0] = 0.0
        return ratio


@dataclass(frozen=True, slots=True)
class Compared:
    """n pairs: their levels by component, and those of names read as swapped."""

    kind: str
    levels: Mapping[str, Levels]
    crossed: Mapping[str, Levels] = field(default_factory=dict)
    rarity: Mapping[str, Table] = field(default_factory=dict)
    """By component, the asked value's share of rows; a same name counts by it."""

    def __len__(self) -> int:
        return len(next(iter(self.levels.values())))


def compared(
    kind: str, asked: Side, found: Side, hits: Mapping[str, Flags], rarity: Mapping[str, Table]
) -> Compared:
    """Compare n pairs of tags."""
    components = COMPONENTS[kind]
    levels = {one.name: compare(one, asked, found, hits) for one in components}
    crossed = {
        one.name: compare(one, asked, found, {}, other=letter)
        for name, letter in CROSSED
        for one in components
        if one.name == name
    }
    return Compared(kind, levels, crossed, rarity)


def log_odds(pairs: Compared, weights: Weights, prior: float) -> Table:
    """Give each pair's logarithm of odds that it is the same subject, from a prior probability."""
    before = np.log(prior) - np.log1p(-prior)
    alone = np.zeros(len(pairs))
    for one in COMPONENTS[pairs.kind]:
        if one.name not in (*ADDRESS, *(name for name, _ in CROSSED)):
            alone += worth(one, pairs, weights)
    home = address_worth(pairs, weights) if ADDRESS[0] in pairs.levels else np.zeros(len(pairs))
    names, _ = names_worth(pairs, weights)
    strange = np.logaddexp(0, kinship(pairs, weights, home))
    total: Table = before + alone + home + names - strange
    return total


def kinship(pairs: Compared, weights: Weights, home: Table) -> Table:
    """Give how often the pair is two of one family, as a logarithm, beside once as strangers.

    A family shares surname and home, twins the birth date too, sister companies the beginning of
    their names and the address; all else they share by chance. A surname that stands in the given
    name's place is shared as well.
    """
    kin, told = weights.kin, np.full(len(pairs), -np.inf)
    if kin.family:
        told = np.logaddexp(told, np.log(kin.family) + shared_worth(pairs, weights, FAMILY) + home)
    if kin.twins:
        told = np.logaddexp(told, np.log(kin.twins) + shared_worth(pairs, weights, TWINS) + home)
    return told


def shared_worth(pairs: Compared, weights: Weights, shared: Sequence[str]) -> Table:
    """Give what it is worth that kin share these fields; of companies' names only the beginning."""
    told = np.zeros(len(pairs))
    for one in COMPONENTS[pairs.kind]:
        if one.name in shared:
            gained = worth(one, pairs, weights)
            if one.name in pairs.crossed:
                gained = np.logaddexp(
                    gained + np.log1p(-weights.swapped), swapped_surname(pairs, weights)
                )
            begins = np.isin(pairs.levels[one.name], BEGINS) | (one.name != "company")
            told = told + np.where(begins, gained, 0.0)
    return told


def swapped_surname(pairs: Compared, weights: Weights) -> Table:
    """Give what it is worth that one side's surname is the other's given name."""
    either = [
        _crossed_worth(one, pairs, weights)
        for one in COMPONENTS[pairs.kind]
        if one.name in pairs.crossed
    ]
    told: Table = np.logaddexp.reduce(either) + np.log(weights.swapped / len(either))
    return told


def address_worth(pairs: Compared, weights: Weights) -> Table:
    """Give what the fields of an address are worth together."""
    ratio = np.log(weights.same["address"] / weights.strangers["address"])
    gained: Table = ratio[0, address_levels(pairs)]
    # How common a place or street is counts where the postcode has not said it already.
    elsewhere = pairs.levels["postcode"] < SAME_STREET
    for name in ("place", "street"):
        if name in pairs.rarity:
            same = elsewhere & (pairs.levels[name] == SAME_STREET)
            usual = weights.strangers[name][:2, SAME_STREET].min()
            gained = gained + np.where(same, np.log(usual / pairs.rarity[name]), 0.0)
            elsewhere &= pairs.levels[name] < SAME_STREET
    return gained


def address_levels(pairs: Compared) -> NDArray[np.int64]:
    """Give one number to the levels of an address's fields together."""
    code = np.zeros(len(pairs), np.int64)
    for one in address_fields(pairs.kind):
        code = code * len(one.levels) + pairs.levels[one.name]
    return code


def address_fields(kind: str) -> tuple[Component, ...]:
    """Give the components of an address, in the order in which each depends on the last."""
    return tuple(one for name in ADDRESS for one in COMPONENTS[kind] if one.name == name)


def names_worth(pairs: Compared, weights: Weights) -> tuple[Table, Table]:
    """Give what names are worth, in either order, and the probability that they are swapped."""
    if not pairs.crossed:
        return np.zeros(len(pairs)), np.zeros(len(pairs))
    named = [one for one in COMPONENTS[pairs.kind] if one.name in pairs.crossed]
    straight = sum(worth(one, pairs, weights) for one in named) + np.log1p(-weights.swapped)
    ratios = [_crossed_worth(one, pairs, weights) for one in named]
    crossed = np.sum(ratios, axis=0) + np.log(weights.swapped)
    return np.logaddexp(straight, crossed), 1 / (1 + np.exp(straight - crossed))


def _crossed_worth(component: Component, pairs: Compared, weights: Weights) -> Table:
    """Give what a name is worth beside the other name."""
    levels, parents = pairs.crossed[component.name], parents_of(component, pairs)
    gained: Table = weights.ratios(component, crossed=True)[parents, levels]
    rarity = pairs.rarity.get(f"{component.name}>{SWAPPED[component.name]}")
    if rarity is not None:
        top = len(component.levels) - 1
        rarer = np.log(weights.crossed[component.name][0, top] / rarity)
        gained = gained + np.where((levels == top) & (parents == 0), rarer, 0.0)
    return gained


def worth(component: Component, pairs: Compared, weights: Weights) -> Table:
    """Give what a component's level is worth in each pair."""
    levels, parents = pairs.levels[component.name], parents_of(component, pairs)
    gained: Table = weights.ratios(component)[parents, levels]
    if component.name in pairs.rarity:
        # A family shares its name however rare: there only the family's own figure counts.
        top = len(component.levels) - 1
        rarer = np.log(weights.strangers[component.name][0, top] / pairs.rarity[component.name])
        gained = gained + np.where((levels == top) & (parents == 0), rarer, 0.0)
    return gained


def parents_of(component: Component, pairs: Compared) -> Levels:
    """Give the level of the field that a component's odds depend on; 0 if on none."""
    if not component.parent or (component.parent == HOME and "street" not in pairs.levels):
        return np.zeros(len(pairs), np.int8)
    if component.parent == HOME:
        street, house = pairs.levels["street"], pairs.levels["house"]
        home: Levels = ((street == SAME_STREET) & (house == SAME_HOUSE)).astype(np.int8)
        return home
    return pairs.levels[component.parent]


def parent_levels(component: Component, kind: str) -> int:
    """Say how many levels a component's parent has; 1 if it has none."""
    if component.parent == HOME:
        return 2
    return next((len(one.levels) for one in COMPONENTS[kind] if one.name == component.parent), 1)


def normalised(component: Component, counts: Table) -> Table:
    """Make counts of levels into probabilities, each group of levels by itself."""
    shares = counts.copy()
    for _, places in groupby(range(len(component.group)), key=lambda k: component.group[k]):
        group = list(places)
        shares[:, group] = counts[:, group] / counts[:, group].sum(axis=1, keepdims=True)
    return shares
