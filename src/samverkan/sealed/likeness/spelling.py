"""One spelling for names that are written in many ways: case, diacritics, scripts, romanisations.

Å may be written aa or a, ö as oe, o or ø; ph is f, ck is k, w is v, z is s, doubles are single.
Folding loses a little: Nilsson and Nilson become one name, and are judged as one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from tomllib import loads
from unicodedata import combining, normalize

_JOINING = re.compile("['.`\u2019\u00b4]")
_WORD = re.compile(r"[a-z0-9]+")
_DOUBLE = re.compile(r"([a-z])\1+")
# Sounds that romanisations write differently, in the order in which they are replaced.
_SAME = (
    ("tsch", "c"),
    ("sch", "s"),
    ("ph", "f"),
    ("th", "t"),
    ("ck", "k"),
    ("dt", "t"),
    ("aa", "a"),
    ("ae", "a"),
    ("oe", "o"),
    ("ue", "u"),
    ("w", "v"),
    ("z", "s"),
    ("x", "ks"),
    ("q", "k"),
)
_SOUNDS = (
    ("tch", "k"),
    ("dsh", "j"),
    ("dj", "j"),
    ("ch", "k"),
    ("kh", "k"),
    ("gh", "g"),
    ("sh", "s"),
    ("tj", "k"),
    ("ts", "s"),
    ("c", "k"),
)
_WEAK = re.compile(r"[aeiouyjh]")


@cache
def words_of(name: str) -> frozenset[str]:
    """Give a list of words from `spelling.toml`: particles, titles, blanks, legal forms."""
    return frozenset(_tables()[name]["words"])


@cache
def folded_of(name: str) -> frozenset[str]:
    """Give a list of words from `spelling.toml`, folded as the words beside them are."""
    return frozenset(map(fold, words_of(name)))


@cache
def _tables() -> Mapping[str, Mapping[str, list[str]]]:
    return loads(files(__package__).joinpath("spelling.toml").read_text("utf-8"))


@cache
def _letters() -> Mapping[int, str]:
    pairs = loads(files(__package__).joinpath("spelling.toml").read_text("utf-8"))["letters"]
    return str.maketrans(pairs)


def latin(text: str) -> str:
    """Write in small letters without diacritics; Cyrillic, Greek and Arabic in Latin letters."""
    small = text.casefold().translate(_letters())
    if small.isascii():
        return small
    bare = "".join(sign for sign in normalize("NFKD", small) if not combining(sign))
    return bare.translate(_letters())


def words(text: str) -> tuple[str, ...]:
    """Split into words of Latin letters and digits; an apostrophe joins, all else parts."""
    return tuple(_WORD.findall(_JOINING.sub("", latin(text))))


def fold(word: str) -> str:
    """Give the one spelling of a word: romanisations alike, doubled letters single. Idempotent."""
    folded = word
    for written, kept in _SAME:
        folded = folded.replace(written, kept)
    once = _DOUBLE.sub(r"\1", folded)
    return once if once == word else fold(once)


def sound(word: str) -> str:
    """Give the consonants that a folded word is heard by, its first letter kept if it is one."""
    heard = word
    for written, kept in _SOUNDS:
        heard = heard.replace(written, kept)
    first = "a" if _WEAK.match(heard) and heard[0] != "h" else heard[:1]
    rest = _WEAK.sub("", heard[1:])
    return _DOUBLE.sub(r"\1", first + rest)


def blank(text: str) -> bool:
    """Say whether a cell says nothing: empty, "unknown", "n/a", a dash, only one repeated sign."""
    said = text.strip().casefold()
    return (
        not said or said in words_of("blanks") or (len(said) > 2 and not _WORD.search(latin(said)))
    )
