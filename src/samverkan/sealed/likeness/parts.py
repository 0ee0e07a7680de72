"""The parts of a field that keys and tags are made of: a name's first four letters, a birth year.

A part's name is the field's letter and what is taken: `sE` the surname, `s4` its first four
letters. A part that is "" is missing, and no key or tag is made of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from samverkan.sealed.likeness.dates import UNSAID
from samverkan.sealed.likeness.spelling import sound

Take = Callable[[str], str]


def _first(normal: str) -> str:
    return normal.partition(" ")[0]


def _second(normal: str) -> str:
    return normal.partition(" ")[2].partition(" ")[0]


def _together(normal: str) -> str:
    return "".join(sorted(normal.split(" ")))


def _month_day(normal: str) -> str:
    return "" if UNSAID in normal else normal[4:]


def _unordered(normal: str) -> str:
    return "" if UNSAID in normal else normal[:4] + "".join(sorted((normal[4:6], normal[6:])))


def _name(letter: str) -> dict[str, Take]:
    return {
        f"{letter}E": _first,
        f"{letter}1": lambda normal: normal[:1],
        f"{letter}3": lambda normal: _first(normal)[:3],
        f"{letter}4": lambda normal: _first(normal)[:4],
        f"{letter}L": lambda normal: _first(normal)[-4:],
        f"{letter}P": lambda normal: sound(_first(normal)),
        f"{letter}2": _second,
        f"{letter}A": _together,
    }


def _halves(letter: str) -> dict[str, Take]:
    return {
        f"{letter}E": lambda normal: normal,
        f"{letter}1": lambda normal: normal[: len(normal) // 2],
        f"{letter}2": lambda normal: normal[len(normal) // 2 :],
    }


PARTS: Mapping[str, Mapping[str, Take]] = {
    "given": _name("g"),
    "surname": _name("s"),
    "birth": {
        "bE": lambda normal: "" if UNSAID in normal else normal,
        "bY": lambda normal: normal[:4],
        "bM": _month_day,
        "bW": _unordered,
        "bH": lambda normal: "" if UNSAID in normal else normal[:6],
        "bJ": lambda normal: "" if UNSAID in normal else normal[:4] + normal[6:],
        "bm": lambda normal: _month_day(normal)[:2],
        "bd": lambda normal: _month_day(normal)[2:],
    },
    "number": _halves("i"),
    "street": {
        "aE": _together,
        "a4": lambda normal: _first(normal)[:4],
        "aL": lambda normal: normal[-4:],
    },
    "house": {"hE": lambda normal: normal},
    "place": {
        "uE": lambda normal: normal,
        "u4": lambda normal: normal[:4],
        "uL": lambda normal: normal[-4:],
    },
    "postcode": {
        "pE": lambda normal: normal,
        "p3": lambda normal: normal[:3],
    },
    "email": {
        "eE": lambda normal: normal,
        "e1": lambda normal: normal.partition("@")[0],
    },
    "phone": {"tE": lambda normal: normal},
    "company": {
        "cE": _together,
        "c1": _first,
        "c4": lambda normal: _first(normal)[:4],
        "cL": lambda normal: normal[-4:],
        "cP": lambda normal: sound("".join(normal.split(" "))),
        "c2": _second,
    },
    "hull": {
        "kE": lambda normal: normal,
        "kS": lambda normal: normal[2:10],
        "kL": lambda normal: normal[5:],
    },
    "registration": _halves("r"),
    "engine": _halves("m"),
    "craft": {f"x{name[1:]}": take for name, take in _name("x").items()},
    "make": {
        "zE": lambda normal: normal,
        "z4": lambda normal: normal[:4],
    },
}

FIELD_OF: Mapping[str, str] = {part: field for field, takes in PARTS.items() for part in takes}

# Two parts in either order: given name and surname change places, in forms and across customs.
UNORDERED: Mapping[str, tuple[str, str]] = {
    "n1": ("g1", "s1"),
    "n3": ("g3", "s3"),
    "n4": ("g4", "s4"),
    "nL": ("gL", "sL"),
    "nP": ("gP", "sP"),
    "nE": ("gE", "sE"),
    "nA": ("gA", "sA"),
}


def part(name: str, normal: str) -> str:
    """Take a part of a normalised field; "" if the field or the part is missing."""
    return PARTS[FIELD_OF[name]][name](normal) if normal else ""
