"""Tells whether a text that a person reads has words of the other language in it."""

from __future__ import annotations

import re

ENGLISH = """
the is not of and or must required show this with from which that are usage options expected
choose whose write default invalid choice one it by what cannot be read written signed was has does
exist there should holds
"""
SWEDISH = """
och är inte ett som till av för på den det med eller måste visa filen välj saknas användning flaggor
säger förval från vad finns kan ska går
"""
STOPS = {"sv": frozenset(ENGLISH.split()), "en": frozenset(SWEDISH.split())}
"""Words that stand in nearly every sentence of the other language, and in none of this one."""
QUOTED = re.compile(
    r"[0-9a-f]{16,}|"
    r"`[^`]*`|\"[^\"]*\"|“[^”]*”|”[^”]*”|--?[a-z][a-z-]*|[^ ]*[./|{}_][^ ]*|[A-Z]{2,}[^ ]*"
)
"""Names: of options, files and commands, and what is quoted."""


def foreign(text: str, language: str) -> set[str]:
    """Give the words of a text that are not of its language."""
    return set(re.findall(r"[^\W\d_]+", QUOTED.sub(" ", text).lower())) & STOPS[language]
