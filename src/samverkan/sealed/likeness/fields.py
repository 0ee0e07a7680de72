"""Brings each field of a person, company or craft to one form. "" is a field that says nothing.

Every function is idempotent: a form that is already normal stays as it is.
"""

from __future__ import annotations

import re

from samverkan.sealed.likeness.dates import read_date
from samverkan.sealed.likeness.spelling import blank, fold, folded_of, latin, words, words_of

_NUMBER = re.compile(r"[0-9]+")
_POINTS = re.compile(r"\b[a-z]\.(?:\s?[a-z]\.)+")
_CENTURY = re.compile(r"(1[89]|20)[0-9]{2}[01][0-9]{7}|16[0-9]{2}[2-9][0-9]{7}")
_SIGNS = re.compile(r"[^0-9A-Z]")


def given(text: str) -> str:
    """Give given names, folded and in order. Initials go if a whole name is there."""
    return _names(text, dropped=folded_of("titles"))


def surname(text: str) -> str:
    """Give surnames, folded and in order, without particles (von, al, de) unless alone."""
    return _names(text, dropped=folded_of("titles") | folded_of("particles"))


def _names(text: str, *, dropped: frozenset[str]) -> str:
    if blank(text):
        return ""
    folded = [fold(word) for word in words(text) if not word.isdigit()]
    kept = [word for word in folded if word not in dropped] or folded
    whole = [word for word in kept if len(word) > 1] or kept
    return " ".join(whole)


def place(text: str) -> str:
    """Give a place, folded, its words joined."""
    return "" if blank(text) else "".join(fold(word) for word in words(text) if not word.isdigit())


def street(text: str) -> str:
    """Give the words of a street without kinds (street, road, lgh) and numbers, unless alone."""
    if blank(text):
        return ""
    folded = [fold(word) for word in words(text) if not any(sign.isdigit() for sign in word)]
    kept = [word for word in folded if word not in folded_of("streets")] or folded
    return " ".join(kept)


def house(text: str) -> str:
    """Give the first number in an address, without zeros before it."""
    found = None if blank(text) else _NUMBER.search(text)
    return found.group().lstrip("0") if found else ""


def postcode(text: str) -> str:
    """Give a postcode's letters and digits; a decimal left by a spreadsheet goes."""
    return "" if blank(text) else _SIGNS.sub("", re.sub(r"\.0$", "", text.strip()).upper())


def number(text: str) -> str:
    """Give an identity number's letters and digits, without the century (16 for organisations)."""
    if blank(text):
        return ""
    kept = _SIGNS.sub("", re.sub(r"\.0$", "", text.strip()).upper())
    if len(kept) == 12 and _CENTURY.match(kept):
        kept = kept[2:]
    return kept if kept.strip("0") else ""


def birth_of(number: str) -> str:
    """Read the birth date in a Swedish number of ten digits; "" if there is none.

    A coordination number's day is 60 too high. The century is the one that makes nobody unborn
    or above a hundred: a year of 30 or less is in this century.
    """
    if not re.fullmatch(r"[0-9]{10}", number):
        return ""
    month, day = int(number[2:4]), int(number[4:6]) % 60
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return ""
    return read_date(f"{number[:4]}{day:02}")


def email(text: str) -> str:
    """Give an address of e-mail in small letters."""
    return "" if blank(text) else re.sub(r"\s", "", text.casefold())


def phone(text: str) -> str:
    """Give the last eight digits of a telephone number, which country codes do not change."""
    digits = "" if blank(text) else re.sub(r"[^0-9]", "", text)
    return digits[-8:] if len(digits) >= 5 else ""


def company(text: str) -> str:
    """Give a company's words, folded, without legal forms (AB, GmbH, Oy) unless alone."""
    if blank(text):
        return ""
    # An abbreviation with points, as S.A. or Sp. z o.o., is one word.
    spoken = _POINTS.sub(lambda found: re.sub(r"[.\s]", "", found[0]), latin(text))
    said = words(spoken)
    kept = [word for word in said if word not in words_of("legal_forms")] or list(said)
    return " ".join(fold(word) for word in kept)


def hull(text: str) -> str:
    """Give a hull number (HIN) in capitals and digits; in its serial I, O and Q are 1, 0 and 0."""
    said = number(text)
    return said[:5] + said[5:].translate(str.maketrans("IOQ", "100"))


def make(text: str) -> str:
    """Give the make of a craft or engine, folded, its words joined."""
    return place(text)
