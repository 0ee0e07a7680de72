"""What the program says in English of damaged data and of machines, in Swedish: `faults.toml`.

Readers of bytes raise one English sentence each, for logs and for the other party. Where a person
meets it, it is said in that person's language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from tomllib import loads

MOST = 2000
"""Characters of a sentence that are looked at; what is longer is no sentence of ours."""


def in_words(text: str, language: str) -> str:
    """Say a fault in `sv`, and what it quotes too; in `en`, or without translation, as it is."""
    if language != "sv" or len(text) > MOST:
        return text
    for pattern, said in _patterns():
        found = pattern.fullmatch(text)
        if found:
            return said.format(*(in_words(part, language) for part in found.groups()))
    return text


@cache
def _patterns() -> Sequence[tuple[re.Pattern[str], str]]:
    """Give a pattern for each English sentence, those with most words of their own first."""
    table = loads(files("samverkan.rules").joinpath("faults.toml").read_text("utf-8"))
    ordered = sorted(table, key=lambda english: -len(english.replace("{}", "")))
    return tuple((_pattern(english), table[english]) for english in ordered)


def _pattern(english: str) -> re.Pattern[str]:
    """Make of "{} is damaged." what fits with and without its full stop."""
    parts = (re.escape(part) for part in english.removesuffix(".").split("{}"))
    return re.compile("(.+?)".join(parts) + r"\.?", re.DOTALL)
