"""In which language a command speaks: as `--lang` says, wherever it stands in the call."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

LANGUAGES = ("en", "sv")
DEFAULT = "sv"


def language_of(words: Sequence[str]) -> str:
    """Find the language before the call is read, so that what is wrong with it is said in it."""
    named = [then for word, then in pairwise(words) if word == "--lang"]
    named += [word.removeprefix("--lang=") for word in words if word.startswith("--lang=")]
    return next((word for word in named if word in LANGUAGES), DEFAULT)


def leading(words: Sequence[str]) -> int:
    """Count the words before the verb that name the language."""
    at = 0
    while words[at : at + 1] and (words[at] == "--lang" or words[at].startswith("--lang=")):
        at += 2 if words[at] == "--lang" else 1
    return min(at, len(words))
