"""Spoils records as clerks, forms and lives do, so that a register can train on itself.

A holder has no labelled pairs. It takes rows of its own register, spoils a copy of each, and
learns from row and copy which keys survive and what agreement is worth. The rates below were set
beforehand, by hand, to be heavy and even; no labelled set was used to choose them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

Row = dict[str, str]
ERRORS = (0.15, 0.3, 0.27, 0.18, 0.1)
"""Shares of copies with 0 to 4 errors."""

LETTERS = "aeionrstldkmgvbfhupjy"
DIGITS = "0123456789"
_SOUNDS_LIKE = (
    ("k", "c"), ("f", "v"), ("s", "c"), ("i", "y"), ("e", "a"), ("o", "u"), ("j", "g"), ("d", "t"),
)  # fmt: skip
_ADDRESS = ("street", "house", "place", "postcode")
# How often an error falls on a field, beside the others that the register has.
SHARES = {
    "given": 4, "surname": 4, "birth": 3, "number": 2, "street": 2, "house": 1, "place": 2,
    "postcode": 2, "email": 2, "phone": 2, "company": 6, "hull": 4, "registration": 3,
    "engine": 3, "craft": 3, "make": 2,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spoiler:
    """Spoils rows. `pool` are other rows, from which changed names and addresses are taken."""

    random: Generator
    pool: list[Row]

    def copy(self, row: Row) -> Row:
        """Give a spoilt copy of a row."""
        spoilt = dict(row)
        for _ in range(int(self.random.choice(len(ERRORS), p=ERRORS))):
            names = [name for name, text in spoilt.items() if text]
            if names:
                self._spoil(spoilt, self._one(names))
        return spoilt

    def _one(self, names: list[str]) -> str:
        shares = np.array([SHARES[name] for name in names], float)
        return names[int(self.random.choice(len(names), p=shares / shares.sum()))]

    def _spoil(self, row: Row, name: str) -> None:
        both = "surname" in row and row.get("given")
        if name in {"given", "surname"} and both and self._chance(0.06):
            row["given"], row["surname"] = row["surname"], row["given"]
        elif name in _ADDRESS and self._chance(0.15):
            other = self._other()
            row.update({field: other[field] for field in _ADDRESS if field in row})
        else:
            row[name] = self._acts(name)(row[name])

    def _acts(self, name: str) -> Callable[[str], str]:
        acts: list[tuple[float, Callable[[str], str]]] = [
            (0.15, lambda _: ""),
            (0.1, lambda _: self._other()[name]),
        ]
        if name == "birth":
            acts += [(0.15, self._swap_day), (0.25, self._redrawn), (0.35, self._digits)]
        elif name in {"given", "surname", "company", "craft"}:
            acts += [(0.05, self._shortened), (0.05, self._half), (0.15, self._heard)]
            acts += [(0.5, self._typed)]
        else:
            acts += [(0.65, self._typed)]
        shares = np.array([share for share, _ in acts])
        return acts[int(self.random.choice(len(acts), p=shares / shares.sum()))][1]

    def _typed(self, text: str) -> str:
        """Insert, drop, change or transpose a sign."""
        signs = DIGITS if text.isdigit() else LETTERS
        place, sign = int(self.random.integers(len(text))), self._sign(signs)
        options = (
            text[:place] + sign + text[place:],
            text[:place] + text[place + 1 :],
            text[:place] + sign + text[place + 1 :],
            text[:place] + text[place + 1 : place + 2] + text[place] + text[place + 2 :],
        )
        return options[int(self.random.integers(4))].strip()

    def _heard(self, text: str) -> str:
        written, heard = _SOUNDS_LIKE[int(self.random.integers(len(_SOUNDS_LIKE)))]
        if written not in text:
            written, heard = heard, written
        return text.replace(written, heard, 1) if written in text else self._typed(text)

    def _shortened(self, text: str) -> str:
        return text[: max(1, int(self.random.integers(1, 5)))].strip()

    def _half(self, text: str) -> str:
        words = text.split(" ")
        return words[int(self.random.integers(len(words)))] if len(words) > 1 else self._typed(text)

    def _swap_day(self, text: str) -> str:
        return text[:4] + text[6:] + text[4:6]

    def _redrawn(self, text: str) -> str:
        """Draw the day, the month or the year again."""
        day, month = f"{self.random.integers(1, 29):02}", f"{self.random.integers(1, 13):02}"
        year = f"{int(text[:4]) + int(self.random.integers(-12, 13))}"
        options = (text[:6] + day, text[:4] + month + text[6:], year + text[4:])
        return options[int(self.random.integers(3))] if text[4:].isdigit() else year + text[4:]

    def _digits(self, text: str) -> str:
        """Change one digit, or transpose two neighbours."""
        said = len(text.rstrip("-"))
        place = int(self.random.integers(2, said - 1))
        if self._chance(0.4):
            return text[:place] + text[place + 1] + text[place] + text[place + 2 :]
        return text[:place] + self._sign(DIGITS) + text[place + 1 :]

    def _other(self) -> Mapping[str, str]:
        return self.pool[int(self.random.integers(len(self.pool)))]

    def _sign(self, signs: str) -> str:
        return signs[int(self.random.integers(len(signs)))]

    def _chance(self, share: float) -> bool:
        return bool(self.random.random() < share)
