"""Three models of how records are spoilt, for the development sets: clerks, hearing, life.

None is the model that a scheme trains itself on (`likeness/corruption.py`), nor that of the test.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

Row = dict[str, str]
MODELS: Mapping[str, tuple[float, tuple[int, ...]]] = {
    "clerks": (2.2, (3, 3, 2, 1, 2, 2, 2, 2)),
    "hearing": (2.0, (4, 4, 2, 1, 2, 2, 2, 1)),
    "life": (1.6, (2, 2, 2, 1, 2, 2, 2, 1)),
}
"""By model, the errors a record has on average, and their shares of residents' fields."""

MOST = 8
ADDRESS = ("street", "house", "place", "postcode")
NAMES = ("given", "surname")
_HEARD = (
    ("ph", "f"), ("f", "ph"), ("c", "k"), ("k", "c"), ("ee", "ea"), ("ie", "i"), ("y", "i"),
    ("i", "y"), ("sh", "ch"), ("ai", "ei"), ("ll", "l"), ("n", "nn"), ("oo", "u"), ("w", "v"),
    ("t", "th"), ("s", "z"), ("å", "aa"), ("ä", "ae"), ("ö", "oe"), ("o", "u"), ("a", "e"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Errors:
    """Spoils rows by a model; `pool` are other rows, from which changed values come."""

    model: str
    random: Generator
    pool: Sequence[Row]

    def copy(self, row: Row) -> Row:
        """Give a spoilt copy."""
        spoilt, (errors, shares) = dict(row), MODELS[self.model]
        each = np.array(shares) / sum(shares)
        for _ in range(min(MOST, int(self.random.poisson(errors)))):
            name = list(row)[int(self.random.choice(len(row), p=each))]
            if self.model == "life" and self.random.random() < 0.35:
                self._lived(spoilt)
            else:
                self._spoil(spoilt, name)
        return spoilt

    def _lived(self, row: Row) -> None:
        """Marry, move, be written the other way round, or have no number."""
        chance, other = self.random.random(), self._other()
        if chance < 0.35:
            row["surname"] = other["surname"]
        elif chance < 0.7:
            row.update({name: other[name] for name in ADDRESS})
        elif chance < 0.85:
            row["given"], row["surname"] = row["surname"], row["given"]
        else:
            row["number"] = ""

    def _spoil(self, row: Row, name: str) -> None:
        chance = self.random.random()
        if chance < 0.5:
            row[name] = self._slip(row[name], name)
        elif chance < 0.62:
            row[name] = ""
        elif chance < 0.7 and name in NAMES:
            row["given"], row["surname"] = row["surname"], row["given"]
        elif chance < 0.78:
            row[name] = self._other()[name]
        elif name == "birth" and row[name].count("-") == 2:
            row[name] = self._date(*row[name].split("-"))
        elif name in (*NAMES, "street", "place") and chance < 0.85:
            row[name] = row[name][: int(self.random.integers(1, max(2, len(row[name]))))]
        else:
            row[name] = self._typed(self._typed(row[name]))

    def _slip(self, text: str, name: str) -> str:
        found = [pair for pair in _HEARD if pair[0] in text.lower()]
        if self.model == "hearing" and found and name in (*NAMES, "street", "place"):
            said, heard = found[int(self.random.integers(len(found)))]
            return text.lower().replace(said, heard, 1)
        return self._typed(text)

    def _typed(self, text: str) -> str:
        if not text:
            return text
        place = int(self.random.integers(len(text)))
        signs = "0123456789" if text.replace("-", "").isdigit() else "abcdefghijklmnopqrstuvwxyz"
        sign = signs[int(self.random.integers(len(signs)))]
        options = (
            text[:place] + sign + text[place:],
            text[:place] + text[place + 1 :],
            text[:place] + sign + text[place + 1 :],
            text[:place] + text[place + 1 : place + 2] + text[place] + text[place + 2 :],
        )
        return options[int(self.random.integers(4))]

    def _date(self, year: str, month: str, day: str) -> str:
        options = (
            f"{year}-{day}-{month}",
            f"{year}-{month}-{self.random.integers(1, 29):02}",
            f"{year}-{self.random.integers(1, 13):02}-{day}",
            f"{year[:2]}{self.random.integers(30, 99)}-{month}-{day}",
        )
        return options[int(self.random.integers(4))]

    def _other(self) -> Row:
        return self.pool[int(self.random.integers(len(self.pool)))]
