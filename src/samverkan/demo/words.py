"""Words in both languages of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


class Said(Protocol):
    """Something that can be said in `sv` and in `en`, such as a step of the story."""

    def said(self, language: str) -> str:
        """Give the words in a language."""
        ...


@dataclass(frozen=True, slots=True)
class Words:
    """The same said in Swedish and in English."""

    sv: str
    en: str

    def said(self, language: str) -> str:
        """Give the words in `sv` or `en`."""
        return self.en if language == "en" else self.sv


def words_of(row: Mapping[str, str]) -> Words:
    """Read `{ sv = "…", en = "…" }`. KeyError if a language is missing."""
    return Words(row["sv"], row["en"])
