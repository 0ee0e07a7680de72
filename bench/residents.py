"""Invented persons of the development sets: at home somewhere, in families, some of them twins.

Names are English-like ones made of syllables, or Swedish ones; none stands in a published set, and
the Swedish of the test (`swedish.py`) have other seeds, no families, no street, other errors.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.random import Generator
from swedish import People

Row = dict[str, str]
Names = tuple[list[str], np.ndarray]
FIELDS = ("given", "surname", "street", "house", "place", "postcode", "birth", "number")
HOME = ("surname", "street", "house", "place", "postcode")
KIN, TWINS = 0.4, 0.03
"""Shares of persons who live with the one before them, and of those the twins."""

_STARTS = (
    "b", "c", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "br",
    "ch", "cl", "dr", "fl", "gr", "sh", "st", "th", "tr",
)  # fmt: skip
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ee", "ea", "oo", "ie")
_ENDS = ("n", "r", "s", "t", "l", "m", "ck", "ng", "nd", "rd", "ll", "ss", "y", "e")
_WAYS = ("street", "place", "road", "court")


class Residents:
    """Draws persons, all from one seed."""

    def __init__(self, random: Generator, shared: Path | None = None) -> None:
        """Take Swedish names from the folder of shared data, or make English-like ones."""
        self.random = random
        self.given, self.surnames = self._made(1500, 0.9), self._made(6000, 0.75)
        self.places, self.streets = self._made(1200, 0.7), self._made(4000, 0.6)
        if shared:
            people = People(shared, random)
            self.given, self.surnames, self.places = people.given, people.surnames, people.places
            streets = shared / "names/swedish/mimesis_sv_street_city.json"
            self.streets = _evenly(json.loads(streets.read_text("utf-8"))["street"]["name"])
        self.ways = ("",) if shared else _WAYS

    def draw(self, count: int) -> list[Row]:
        """Draw persons, each by themselves or living with the one before."""
        rows: list[Row] = []
        chance = self.random.random((count, 2))
        for given, surname, place, street, (kin, twin) in zip(
            *(self._some(names, count) for names in self._lists()), chance, strict=True
        ):
            row = self._person(given, surname, place, street)
            if rows and kin < KIN:
                row |= {
                    name: rows[-1][name] for name in (*HOME, "birth")[: 6 if twin < TWINS else 5]
                }
            rows.append(row)
        order = self.random.permutation(count)
        return [rows[place] for place in order]

    def _lists(self) -> tuple[Names, ...]:
        return self.given, self.surnames, self.places, self.streets

    def _person(self, given: str, surname: str, place: str, street: str) -> Row:
        day = self.random.integers((1930, 1, 1), (2005, 13, 29))
        way = self.ways[int(self.random.integers(len(self.ways)))]
        return {
            "given": given,
            "surname": surname,
            "street": f"{street} {way}".strip(),
            "house": str(int(1 + self.random.exponential(40))),
            "place": place,
            "postcode": f"{1000 + hash_of(place) % 8000 + int(self.random.integers(4))}",
            "birth": f"{day[0]}-{day[1]:02}-{day[2]:02}",
            "number": f"{self.random.integers(10**6, 10**7)}",
        }

    def _some(self, names: Names, count: int) -> list[str]:
        listed, shares = names
        return [listed[place] for place in self.random.choice(len(listed), count, p=shares)]

    def _made(self, count: int, falling: float) -> Names:
        """Make names; how common they are falls with their rank."""
        names = list(dict.fromkeys(self._word() for _ in range(count)))
        shares = 1 / np.arange(1, len(names) + 1) ** falling
        return names, shares / shares.sum()

    def _word(self) -> str:
        syllables = (
            self._one(_STARTS) + self._one(_VOWELS) for _ in range(self.random.integers(1, 4))
        )
        return "".join(syllables) + self._one(_ENDS)

    def _one(self, some: Sequence[str]) -> str:
        return some[int(self.random.integers(len(some)))]


def hash_of(text: str) -> int:
    """Give a number that is the same in every run."""
    return int.from_bytes(text.encode()) % 999_983


def _evenly(names: list[str]) -> Names:
    return names, np.full(len(names), 1 / len(names))
