"""What in a free text points at a person: something like a personal number, or like a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from samverkan.rules.personal_numbers import TEMPORARY_LETTERS

# YYMMDD-NNNN, with or without century and sign; day plus 60 in a samordningsnummer, month 00 or
# day 60 where the birth date is not known; letters in temporary numbers. An organisation number's
# third digit is at least 2, so it is no match.
NUMBER = re.compile(
    r"(?<!\d)(?:18|19|20)?\d\d(?:0\d|1[0-2])(?:[0-2]\d|3[01]|[6-8]\d|9[01])"
    rf"[-+–−\s]?(?:\d{{4}}|[{TEMPORARY_LETTERS}]\d{{3}}|TF\d\d)(?!\d)"  # noqa: RUF001
)
CAPITALISED = re.compile(r"[^\W\d_a-zåäöéü][\w-]*")
SIGNS = '.,;:!?()”"«»'
LONGEST_NAME = 4


def holds_number(text: str) -> bool:
    """Say whether a text holds what looks like a personal or coordination number."""
    return NUMBER.search(text) is not None


def names_in(text: str) -> Iterator[str]:
    """Give what may be a name: two to four words with capitals in a row."""
    for run in _runs(text.split()):
        for start in range(len(run)):
            for end in range(start + 2, min(start + LONGEST_NAME, len(run)) + 1):
                name = " ".join(run[start:end])
                yield name
                if name.endswith("s"):  # a name in the genitive
                    yield name.removesuffix("s")


def _runs(words: Iterable[str]) -> Iterator[list[str]]:
    """Give runs of capitalised words; a sign after a word ends its run."""
    run: list[str] = []
    for word in words:
        bare = word.strip(SIGNS)
        if CAPITALISED.fullmatch(bare):
            run.append(bare)
        if not CAPITALISED.fullmatch(bare) or word.rstrip(SIGNS) != word:
            yield run
            run = []
    yield run
