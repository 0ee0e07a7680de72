"""Invented companies, and how they come to be written differently: another form, order or address.

A tenth are sisters of another in the register: same first word, same address, another trade and
number. They are what must not be taken for the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from numpy.random import Generator

Row = dict[str, str]
FIELDS = ("company", "number", "street", "house", "postcode", "place")
ERRORS = (0.2, 0.4, 0.3, 0.1)
"""Shares of copies with 0 to 3 errors."""

_TRADES = (
    "bygg", "fastigheter", "transport", "åkeri", "städ", "redovisning", "el", "måleri", "bil",
    "restaurang", "skog", "plåt", "marin", "konsult", "handel", "invest", "rör", "mark", "data",
    "frisör", "livs", "import", "teknik", "service", "maskin", "logistik", "bemanning", "varv",
)  # fmt: skip
_SHORT = {
    "fastigheter": "fast", "transport": "transp", "redovisning": "redov", "restaurang": "rest",
    "konsult": "kons", "service": "serv", "maskin": "mask", "bemanning": "bem", "teknik": "tekn",
}  # fmt: skip
_FORMS = ("AB", "Aktiebolag", "HB", "Handelsbolag", "KB", "")
_STARTS = ("lind", "berg", "nord", "sjö", "gran", "häll", "ost", "väst", "sten", "alm", "björk")
_MIDDLES = ("", "a", "e", "inge", "er", "ar", "na", "la", "va", "ro", "ki", "tu", "mo", "sa")
_ENDS = ("ström", "gren", "vik", "dal", "by", "fors", "mark", "holm", "lund", "ö", "näs", "torp")
_STREETS = ("gatan", "vägen", "gränd", "allén", "stigen", "torget")
_BESIDE = dict(pairwise("qwertyuiopasdfghjklzxcvbnm"))


class Firms:
    """Draws companies and spoils copies of them, all from one seed."""

    def __init__(self, random: Generator) -> None:
        self.random = random
        self.sisters: dict[tuple[str, str], set[str]] = {}
        self.places = [self._word().title() for _ in range(300)]

    def draw(self, count: int) -> list[Row]:
        """Draw companies; a tenth are sisters of one before."""
        rows: list[Row] = []
        for _ in range(count):
            if rows and self.random.random() < 0.1:
                rows.append(self._sister(rows[int(self.random.integers(len(rows)))]))
            else:
                rows.append({"company": self._name(), "number": self._number(), **self._address()})
        return rows

    def asked(self, row: Row) -> Row:
        """Write a company as an officer does: half of them without the number."""
        copy = {**row, "company": self._formed(self._bare(row["company"]))}
        if self.random.random() < 0.5:
            copy["number"] = ""
        for _ in range(int(self.random.choice(len(ERRORS), p=ERRORS))):
            self._spoil(copy)
        return copy

    def _spoil(self, row: Row) -> None:
        chance = self.random.random()
        words = self._bare(row["company"]).split(" ")
        if chance < 0.25:
            row.update(self._address())
        elif chance < 0.35:
            row[FIELDS[int(self.random.integers(2, 6))]] = ""
        elif chance < 0.45 and row["number"]:
            row["number"] = self._typed(row["number"])
        elif chance < 0.6:
            row["company"] = " ".join(_SHORT.get(word, word) for word in words)
        elif chance < 0.7:
            row["company"] = " ".join([*words[1:], words[0]])
        elif chance < 0.8 and len(words) > 2:
            words.pop(int(self.random.integers(1, len(words))))
            row["company"] = " ".join(words)
        else:
            place = int(self.random.integers(len(words)))
            words[place] = self._typed(words[place])
            row["company"] = self._formed(" ".join(words))

    def _name(self) -> str:
        first = self._word()
        second = f" {self._word()}" if self.random.random() < 0.2 else ""
        trade = f" {self._one(_TRADES)}"
        third = f" i {self._one(self.places)}" if self.random.random() < 0.15 else ""
        return self._formed(f"{first}{second}{trade}{third}")

    def _sister(self, row: Row) -> Row:
        first, *rest = self._bare(row["company"]).split(" ")
        taken = self.sisters.setdefault((first, row["street"]), set(rest))
        others = [trade for trade in _TRADES if trade not in taken]
        taken.add(trade := self._one(others or _TRADES))
        name = self._formed(f"{first} {trade}")
        return {**row, "company": name, "number": self._number()}

    def _address(self) -> Row:
        place = int(300 * self.random.random() ** 2)
        return {
            "street": f"{self._word()}{self._one(_STREETS)}",
            "house": str(self.random.integers(1, 120)),
            "postcode": f"{10_000 + 271 * place + int(self.random.integers(20))}",
            "place": self.places[place],
        }

    def _number(self) -> str:
        return f"55{self.random.integers(6000, 9999)}{self.random.integers(10_000):04}"

    def _word(self) -> str:
        # Some words are as common as surnames are: the first of each list.
        lists = (_STARTS, _MIDDLES, _ENDS)
        return "".join(some[int(len(some) * self.random.random() ** 2)] for some in lists)

    def _formed(self, name: str) -> str:
        form = self._one(_FORMS)
        return f"{form} {name}" if self.random.random() < 0.2 else f"{name} {form}".strip()

    def _bare(self, name: str) -> str:
        return " ".join(word for word in name.split(" ") if word not in _FORMS)

    def _typed(self, text: str) -> str:
        place = int(self.random.integers(len(text)))
        beside = _BESIDE.get(text[place], str(self.random.integers(10)))
        options = (
            text[:place] + text[place + 1 :],
            text[:place] + beside + text[place + 1 :],
            text[:place] + text[place + 1 : place + 2] + text[place] + text[place + 2 :],
        )
        return options[int(self.random.integers(3))]

    def _one(self, some: Sequence[str]) -> str:
        return some[int(self.random.integers(len(some)))]
