"""How far two records agree, field by field, read from their tags: one small level per field.

Level 0 is missing: on either side nothing is said, and nothing follows. Tags are blurred, so an
agreement may be chance; what a level is worth says `evidence`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samverkan.sealed.likeness.slots import Slot
from samverkan.sealed.likeness.tags import Tags

Levels = NDArray[np.int8]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Side:
    """Tags of one side of n pairs: (n, slots), and the place of each part's."""

    tags: Tags
    slots: Mapping[str, int]

    @classmethod
    def of(cls, tags: Tags, slots: Sequence[Slot]) -> Side:
        """Take tags, one column a slot."""
        return cls(tags, {one.name: place for place, one in enumerate(slots)})

    def tag(self, name: str) -> Tags:
        """Give the tags of a part, all 0 if the scheme has no slot for it."""
        if name not in self.slots:
            return np.zeros(len(self.tags), np.uint8)
        return self.tags[:, self.slots[name]]


@dataclass(frozen=True, slots=True)
class Component:
    """A field that is judged: its levels by name, and the field on which its odds depend.

    `groups` says which levels stand beside each other: those of one group are weighed together
    (a date said whole, a date of which only the year is said). `hit` is the family that proves it.
    """

    name: str
    letter: str
    levels: tuple[str, ...]
    parent: str = ""
    groups: tuple[int, ...] = ()
    hit: str = ""

    @property
    def group(self) -> NDArray[np.int8]:
        """Give each level's group; 0 is the missing one's."""
        return np.array(self.groups or (0, *(1 for _ in self.levels[1:])), np.int8)


NAME = ("missing", "differs", "ends", "sound", "first4", "near", "other_name", "same")
DATE = (
    "missing",
    "differs",
    "month_or_day",
    "year",
    "month_and_day",
    "year_and_day",
    "year_and_month",
    "swapped",
    "same",
    "only_year_same",
    "only_year_differs",
)
NUMBER = ("missing", "differs", "half", "both_halves", "same")
WORD = ("missing", "differs", "starts", "near", "same")
PLAIN = ("missing", "differs", "same")

HOME = "home"
"""A parent that is no field: 1 where street and house are the same, as in a family; else 0."""

ADDRESS = ("postcode", "place", "street", "house")
"""Fields that are weighed together: who shares a street and a house shares the rest as well."""

PERSON = (
    Component("given", "g", NAME),
    Component("surname", "s", NAME, parent=HOME),
    Component("birth", "b", DATE, groups=(0, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2)),
    Component("number", "i", NUMBER, hit="iE"),
    Component("postcode", "p", WORD),
    Component("place", "u", WORD, parent="postcode"),
    Component("street", "a", WORD, parent="place"),
    Component("house", "h", PLAIN, parent="street"),
    Component("email", "e", WORD, hit="eE"),
    Component("phone", "t", PLAIN, hit="tE"),
)
COMPANY = (Component("company", "c", NAME), *PERSON[3:])
CRAFT = (
    Component("hull", "k", WORD, hit="kE"),
    Component("registration", "r", NUMBER, hit="rE"),
    Component("engine", "m", NUMBER, hit="mE"),
    Component("craft", "x", NAME),
    Component("make", "z", WORD),
)
COMPONENTS: Mapping[str, tuple[Component, ...]] = {
    "person": PERSON,
    "company": COMPANY,
    "craft": CRAFT,
}


def compare(
    component: Component, asked: Side, found: Side, hits: Mapping[str, Flags], *, other: str = ""
) -> Levels:
    """Give each pair's level of a component. `hits` tells which pairs share a family's key.

    `other` is the letter on the found side: the surname's, when names are read as swapped.
    """
    sides = _Sides(asked, found, component.letter, other or component.letter)
    levels = _READERS[component.levels](sides)
    if component.hit in hits:
        levels = np.where(hits[component.hit], np.int8(len(component.levels) - 1), levels)
    return levels.astype(np.int8)


@dataclass(frozen=True, slots=True)
class _Sides:
    """Both sides of the pairs, and the letters of the fields that are compared."""

    asked: Side
    found: Side
    letter: str
    other: str

    def both(self, take: str) -> Flags:
        """Say where both sides have the part."""
        return (self.asked.tag(self.letter + take) > 0) & (self.found.tag(self.other + take) > 0)

    def whole(self, *parts: str) -> Flags:
        """Say where the whole agrees: its few bits may by chance, so no part may gainsay it."""
        agree = self.same("E")
        for take in parts:
            agree &= ~self.both(take) | self.same(take)
        return agree

    def same(self, take: str, found: str = "") -> Flags:
        """Say where both sides have the part, and its tags agree."""
        left = self.asked.tag(self.letter + take)
        agree: Flags = (left > 0) & (left == self.found.tag(self.other + (found or take)))
        return agree


def _name(sides: _Sides) -> Levels:
    first, last, sound = sides.same("4"), sides.same("L"), sides.same("P")
    same = sides.whole("4", "L")
    other = sides.same("E", "2") | sides.same("2", "E")
    if sides.letter == "c":
        other = sides.same("1")
    choices = [
        (~sides.both("E"), 0),
        (same, 7),
        (other, 6),
        ((first & last) | (first & sound) | (last & sound), 5),
        (first, 4),
        (sound, 3),
        (last, 2),
    ]
    return _pick(choices)


def _date(sides: _Sides) -> Levels:
    year, month, day = sides.same("Y"), sides.same("m"), sides.same("d")
    swapped = sides.same("m", "d") & sides.same("d", "m")
    whole, years = sides.both("m") & sides.both("d"), sides.both("Y")
    choices = [
        (~years, 0),
        (~whole & year, 9),
        (~whole, 10),
        (year & month & day, 8),
        (year & swapped, 7),
        (year & month, 6),
        (year & day, 5),
        (month & day, 4),
        (year, 3),
        (month | day, 2),
    ]
    return _pick(choices)


def _number(sides: _Sides) -> Levels:
    one, two = sides.same("1"), sides.same("2")
    said = sides.both("1") | sides.both("2")
    return _pick([(~said, 0), (one & two, 3), (one | two, 2)])


def _word(sides: _Sides) -> Levels:
    first, last = sides.same("4"), sides.same("L")
    starts = first | last | sides.same("3") | sides.same("1") | sides.same("S")
    return _pick(
        [(~sides.both("E"), 0), (sides.whole("4", "L", "3"), 4), (first & last, 3), (starts, 2)]
    )


def _plain(sides: _Sides) -> Levels:
    return _pick([(~sides.both("E"), 0), (sides.same("E"), 2)])


def _pick(choices: list[tuple[Flags, int]]) -> Levels:
    """Take each pair's first level that holds; 1, differs, if none does."""
    held = [flags for flags, _ in choices]
    return np.select(held, [np.int8(level) for _, level in choices], np.int8(1))


_READERS: Mapping[tuple[str, ...], Callable[[_Sides], Levels]] = {
    NAME: _name,
    DATE: _date,
    NUMBER: _number,
    WORD: _word,
    PLAIN: _plain,
}
