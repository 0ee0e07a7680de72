"""Invented craft, and how their numbers are read wrongly: 0 for O, 8 for B, a worn end.

Builders make series: craft of one make share builder's code, year and model, and their serials
follow each other. They are what must not be taken for the same.
"""

from __future__ import annotations

from numpy.random import Generator

Row = dict[str, str]
FIELDS = ("hull", "registration", "engine", "craft", "make")
ERRORS = (0.2, 0.4, 0.3, 0.1)
"""Shares of copies with 0 to 3 errors."""

BUILDERS = 40
_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
_MISREAD = dict(zip("0O1I8B5S6G2Z7TVUMN", "O0I1B8S5G6Z2T7UVNM", strict=True))
_NAMES = (
    "Havsörnen", "Sjöbris", "Linnea", "Albatross", "Vågen", "Saltskum", "Måsen", "Frida", "Nordan",
    "Stella", "Maja", "Tärnan", "Svanen", "Delfin", "Aurora", "Freja", "Ellen", "Vindil", "Ebba",
)  # fmt: skip


class Boats:
    """Draws craft and spoils copies of them, all from one seed."""

    def __init__(self, random: Generator) -> None:
        self.random = random
        self.builders = [
            (self._code(3), f"{self._code(1)}{self._code(4).lower()}") for _ in range(BUILDERS)
        ]

    def draw(self, count: int) -> list[Row]:
        """Draw craft: hull number, registration, engine, sometimes a name; make and model."""
        return [self._craft() for _ in range(count)]

    def asked(self, row: Row) -> Row:
        """Write a craft as it is read at a quay: three of ten numbers are not to be seen."""
        copy = {**row}
        for name in FIELDS[:4]:
            if self.random.random() < 0.3:
                copy[name] = ""
        for _ in range(int(self.random.choice(len(ERRORS), p=ERRORS))):
            self._spoil(copy)
        return copy

    def _craft(self) -> Row:
        code, make = self.builders[int(BUILDERS * self.random.random() ** 2)]
        year, serial = int(self.random.integers(0, 25)), int(self.random.integers(1, 2000))
        model = f"{make} {int(self.random.integers(18, 40))}"
        name = _NAMES[int(self.random.integers(len(_NAMES)))]
        return {
            "hull": f"SE{code}{serial:05}{self._code(1)}{year % 10}{year:02}",
            "registration": f"S{self._code(2)}{self.random.integers(1000, 9999)}"
            if self.random.random() < 0.6
            else "",
            "engine": f"{self._code(2)}{self.random.integers(100_000, 999_999)}",
            "craft": name if self.random.random() < 0.5 else "",
            "make": model,
        }

    def _spoil(self, row: Row) -> None:
        name = FIELDS[int(self.random.choice(5, p=(0.4, 0.2, 0.2, 0.1, 0.1)))]
        text, chance = row[name], self.random.random()
        if not text:
            return
        if name == "make":
            row[name] = text.split(" ")[0] if chance < 0.7 else text[1:]
        elif name == "craft" and chance < 0.5:
            row[name] = _NAMES[int(self.random.integers(len(_NAMES)))]
        elif chance < 0.25:
            row[name] = text[: -int(self.random.integers(1, 5))]
        else:
            place = int(self.random.integers(len(text)))
            read = _MISREAD.get(text[place].upper(), "3")
            row[name] = text[:place] + read + text[place + 1 :]

    def _code(self, length: int) -> str:
        return "".join(_LETTERS[int(self.random.integers(len(_LETTERS)))] for _ in range(length))
