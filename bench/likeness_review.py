"""How often a question by likeness shows a stranger, or misses the one who is listed.

Invented registers, sealed and looked up as in the product. Of each kind one half of the questions
is about somebody listed, as a spoilt copy; the other half about somebody who is not. The rates of
spoiling stand in `sealed/likeness/corruption.py`, set beforehand; real errors may be others.

The policy table (`rules/law/likeness.toml`) carries what this prints. Run it again when the
scheme changes: `python bench/likeness_review.py`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date

import numpy as np
from numpy.random import Generator, default_rng
from numpy.typing import NDArray
from rows import Row, main

from samverkan.registers import likeness_lists as likeness
from samverkan.rules.disclosure_ladder import Purpose
from samverkan.rules.likeness import policy
from samverkan.sealed.likeness.corruption import Spoiler
from samverkan.sealed.likeness.scheme import Scheme

LISTED = {"person": 4_000, "craft": 400}
QUESTIONS = 4_000
LINES = (0.1, 0.5, 0.8, 0.9, 0.95, 0.99)
SEED = 20250712
ON = date(2025, 7, 12)
LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
SYLLABLES = [a + b for a in "bdfghjklmnprst" for b in "aeio"]
MAKES = [
    f"{a}{b} {n}"
    for a in ("Skval", "Kob", "Tof", "Fend")
    for b in ("p", "be")
    for n in range(3, 40, 6)
]
Fields = dict[str, str]
Pack = Mapping[bytes, list[bytes]]


def measure() -> Iterator[Row]:
    """Measure each kind at the line of its policy, and at lines beside it."""
    for kind, listed in LISTED.items():
        line = float(policy(kind, Purpose.PREVENT_CRIME, ON)["least"])
        right, strangers = _asked(kind, listed, default_rng(SEED))
        for least in sorted({*LINES, line}):
            group = f"review: {kind} from {least:.0%}{' (policy)' * (least == line)}"
            wrong, missed = np.mean(strangers >= least), np.mean(right < least)
            yield Row(group, "strangers shown, of 10,000 not listed", float(wrong * 1e4), "")
            yield Row(group, "missed, of 10,000 listed", float(missed * 1e4), "")


def _asked(
    kind: str, listed: int, random: Generator
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give the right row's probability for each listed, and the best row's for each stranger."""
    everybody = [MADE[kind](random) for _ in range(listed + QUESTIONS)]
    register, others = everybody[:listed], everybody[listed:]
    sealed = likeness.sealed_likeness(
        [(kind, row) for row in register], random=random.bytes(32), secret=random.bytes(32)
    )
    scheme = likeness.scheme_of(sealed.schemes, kind)
    if scheme is None:
        raise ValueError(f"no scheme for {kind}")
    pack: dict[bytes, list[bytes]] = defaultdict(list)
    for value, label in sealed.rows:
        pack[value].append(label)
    spoiler = Spoiler(random, others)
    chosen = [register[int(place)] for place in random.integers(listed, size=QUESTIONS)]
    right = [_right(kind, row, spoiler.copy(row), scheme, pack) for row in chosen]
    strange = [max(_judged(kind, row, scheme, pack).values(), default=0.0) for row in others]
    return np.array(right), np.array(strange)


def _right(kind: str, row: Fields, copy: Fields, scheme: Scheme, pack: Pack) -> float:
    """Give the probability that the copy's question gives the row itself."""
    keys = likeness.keys(likeness.subject(kind, row), scheme)
    opened = [{int.from_bytes(label[:4]) for label in pack[key.value]} for key in keys]
    own = set.intersection(*opened) if opened else set()
    found = _judged(kind, copy, scheme, pack)
    return max((found.get(number, 0.0) for number in own), default=0.0)


def _judged(kind: str, row: Fields, scheme: Scheme, pack: Pack) -> dict[int, float]:
    asked = likeness.subject(kind, {name: text for name, text in row.items() if text})
    keys = likeness.keys(asked, scheme)
    opened = [(key.family, label) for key in keys for label in pack.get(key.value, [])]
    return {each.row: each.probability for each in likeness.judged(asked, scheme, opened)}


def _name(random: Generator, parts: int) -> str:
    chosen = (int(len(SYLLABLES) * random.random() ** 2) for _ in range(parts))
    return "".join(SYLLABLES[place] for place in chosen).title()


def _person(random: Generator) -> Fields:
    born = f"{random.integers(1940, 2006)}{random.integers(1, 13):02}{random.integers(1, 29):02}"
    return {"given": _name(random, 2), "surname": _name(random, 3), "birth": born}


def _craft(random: Generator) -> Fields:
    def letter(most: int = len(LETTERS)) -> str:
        return LETTERS[int(random.integers(most))]

    serial, year = random.integers(10_000, 60_000), random.integers(100, 999)
    return {
        "hull": f"SEZ{letter()}{letter()}{serial}{letter(9)}{year}",
        "engine": f"ZZ{letter()}{random.integers(100_000, 999_999)}",
        "make": MAKES[int(random.integers(len(MAKES)))],
        "craft": _name(random, 3) if random.random() < 0.5 else "",
    }


MADE: Mapping[str, Callable[[Generator], Fields]] = {"person": _person, "craft": _craft}

if __name__ == "__main__":
    main(measure, __doc__)
