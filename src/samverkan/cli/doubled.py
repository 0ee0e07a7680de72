"""Rows that say again what an earlier row of a register said, in words and for JSON."""

from __future__ import annotations

from collections.abc import Iterator

from samverkan.registers.doubles import Doubled, Doubles

WORDS = {
    "sv": {
        "ids": "{count} rader har samma id som en tidigare rad ({first}).",
        "persons": "{count} rader gäller någon som en tidigare rad redan gäller: samma nummer "
        "eller, utan nummer, samma namn och födelsedatum ({first}).",
        "pair": "rad {later} som rad {earlier}",
    },
    "en": {
        "ids": "{count} rows have the id of an earlier row ({first}).",
        "persons": "{count} rows are about somebody whom an earlier row is about: the same number "
        "or, without a number, the same name and birth date ({first}).",
        "pair": "line {later} as line {earlier}",
    },
}


def lines(doubles: Doubles, language: str) -> Iterator[str]:
    """Give a line for ids and one for persons, where there are doubles, with the first of them."""
    words = WORDS[language]
    for what, found in _both(doubles).items():
        pairs = (words["pair"].format(later=one, earlier=other) for one, other in found.first)
        if found.count:
            yield words[what].format(count=found.count, first=", ".join(pairs))


def fields(doubles: Doubles) -> dict[str, object]:
    """Give the same for JSON; a pair is a row's line and the line that it repeats."""
    return {
        what: {"count": found.count, "first_lines": found.first}
        for what, found in _both(doubles).items()
    }


def _both(doubles: Doubles) -> dict[str, Doubled]:
    return {"ids": doubles.ids(), "persons": doubles.persons()}
