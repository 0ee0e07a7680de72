"""Invented Swedish persons by the hundred thousand, and how they come to be written differently.

Names are drawn as often as Statistics Sweden counts them, with every transliteration in use; the
lists are read from `../shared/data` and are not ours to copy. The errors here are another set than
those on which a scheme trains itself (`likeness/corruption.py`): spellings of the same sound that
are in use, letters written for others, changed surnames, moves, and what a form leaves out.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
from numpy.random import Generator

from samverkan.sealed.likeness.spelling import fold, sound, words

Row = dict[str, str]
FIELDS = ("given", "surname", "birth", "place", "number")
ERRORS = (0.2, 0.35, 0.3, 0.15)
"""Shares of copies with 0 to 3 errors."""

_LETTERS = {"å": "aa", "ä": "ae", "ö": "oe", "é": "e", "ü": "u", "ck": "k", "th": "t", "ph": "f"}
_BESIDE = dict(zip("qwertyuiopasdfghjklzxcvbnm", "wertyuioopsdfghjkllxcvbnmm", strict=True))


class People:
    """Draws persons and spoils copies of them, all from one seed."""

    def __init__(self, shared: Path, random: Generator) -> None:
        self.random = random
        names = shared / "names"
        self.given = _weighted(names / "scb/clean_female.csv", names / "scb/clean_male.csv")
        self.surnames = _weighted(names / "swedish/faker_last_names.csv")
        self.places = _places(shared / "places/postal_to_municipality.csv")
        self.alike = _alike(self.given[0])

    def draw(self, count: int) -> list[Row]:
        """Draw persons: one or two given names, a surname or two, a birth date, place, number."""
        given, surnames = self._names(self.given, 2 * count), self._names(self.surnames, 2 * count)
        places = self._names(self.places, count)
        years = self.random.integers(1936, 2008, count)
        months = self.random.integers(1, 13, count)
        days = self.random.integers(1, 29, count)
        numbers = self.random.integers(10**9, 10**10, count)
        chance = self.random.random((count, 3))
        return [
            {
                "given": given[n] + (f" {given[count + n]}" if chance[n, 0] < 0.3 else ""),
                "surname": surnames[n] + (f" {surnames[count + n]}" if chance[n, 1] < 0.05 else ""),
                "birth": f"{years[n]}-{months[n]:02}-{days[n]:02}",
                "place": places[n],
                "number": f"P{numbers[n]}" if chance[n, 2] < 0.9 else "",
            }
            for n in range(count)
        ]

    def asked(self, row: Row) -> Row:
        """Write a person as an officer does: seven times of ten without the number."""
        copy = dict(row)
        if self.random.random() < 0.7:
            copy["number"] = ""
        for _ in range(int(self.random.choice(len(ERRORS), p=ERRORS))):
            name = FIELDS[int(self.random.choice(5, p=(0.32, 0.3, 0.18, 0.15, 0.05)))]
            self._spoil(copy, name)
        return copy

    def _spoil(self, row: Row, name: str) -> None:
        chance = self.random.random()
        if not row[name]:
            return
        if name == "birth":
            row["birth"] = self._date(row["birth"])
        elif name in {"place", "number"}:
            moved = self._names(self.places, 1)[0] if name == "place" and chance < 0.6 else ""
            row[name] = moved or (self._typed(row[name]) if chance > 0.8 else "")
        elif chance < 0.08:
            row["given"], row["surname"] = row["surname"], row["given"]
        elif chance < 0.2 and name == "surname":
            row["surname"] = self._names(self.surnames, 1)[0]
        elif chance < 0.35 and " " in row[name]:
            row[name] = row[name].split(" ")[int(self.random.integers(2))]
        else:
            row[name] = self._other_spelling(row[name])

    def _other_spelling(self, text: str) -> str:
        first, gap, rest = text.partition(" ")
        others = self.alike.get(_key(first), ())
        if len(others) > 1 and self.random.random() < 0.5:
            return others[int(self.random.integers(len(others)))] + gap + rest
        written = [sign for sign in _LETTERS if sign in text.casefold()]
        if written and self.random.random() < 0.5:
            sign = written[int(self.random.integers(len(written)))]
            return text.casefold().replace(sign, _LETTERS[sign], 1)
        return self._typed(text)

    def _typed(self, text: str) -> str:
        place = int(self.random.integers(len(text)))
        beside = _BESIDE.get(text[place].casefold(), text[place])
        options = (
            text[:place] + text[place + 1 :],
            text[:place] + beside + text[place + 1 :],
            text[:place] + text[place] + text[place:],
            text[:place] + text[place + 1 : place + 2] + text[place] + text[place + 2 :],
            text[: max(3, len(text) // 2)],
        )
        return options[int(self.random.integers(len(options)))].strip()

    def _date(self, date: str) -> str:
        year, month, day = date.split("-")
        options = (
            f"{year}-{int(day) % 12 + 1:02}-{int(month):02}",
            f"{year}-{month}-{int(self.random.integers(1, 29)):02}",
            f"{int(year) + int(self.random.choice((-10, -1, 1, 10)))}-{month}-{day}",
            f"{year[:2]}{year[3]}{year[2]}-{month}-{day}",
            "",
        )
        return options[int(self.random.integers(len(options)))]

    def _names(self, listed: tuple[list[str], np.ndarray], count: int) -> list[str]:
        names, shares = listed
        return [names[place] for place in self.random.choice(len(names), size=count, p=shares)]


def _weighted(*files: Path) -> tuple[list[str], np.ndarray]:
    rows = [row for file in files for row in csv.reader(file.open(encoding="utf-8"))]
    pairs = [(name, float(share)) for name, share in rows if name != "name"]
    shares = np.array([share for _, share in pairs])
    return [name for name, _ in pairs], shares / shares.sum()


def _places(file: Path) -> tuple[list[str], np.ndarray]:
    with file.open(encoding="utf-8", newline="") as lines:
        names = [row["locality"] for row in csv.DictReader(lines)]
    places, counts = np.unique(names, return_counts=True)
    return [str(place) for place in places], counts / counts.sum()


def _alike(names: list[str]) -> dict[str, tuple[str, ...]]:
    """Group given names in use that sound alike and begin alike: Mohammed, Muhamad, Mohamed."""
    groups = defaultdict(list)
    for name in names:
        groups[_key(name)].append(name)
    return {key: tuple(group[:8]) for key, group in groups.items()}


def _key(name: str) -> str:
    folded = [fold(word) for word in words(name)]
    return f"{folded[0][:1]}{sound(folded[0])}" if folded else ""
