"""Reads a file of numbers to ask about, one a line, into what is sealed.

A number is known by its look. An engine number and a registration look like nothing, so they are
named: `engine ZZE-000123`, `registration SFC 1234`; in Swedish `motor` and `registrering`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from samverkan.rules import personal_numbers
from samverkan.rules.craft_numbers import HullNumber, Mmsi
from samverkan.rules.identifiers import parse
from samverkan.rules.organisation_numbers import OrganisationNumber
from samverkan.rules.personal_numbers import PersonalNumber
from samverkan.rules.refusal import NotAllowed
from samverkan.rules.subjects import Property, normal
from samverkan.sealed.errors import Misuse
from samverkan.sealed.inputs import Kind, exact_input

_ENGINE = (Property.ENGINE_NUMBER, Kind.ENGINE_NUMBER)
_CRAFT = (Property.REGISTRATION, Kind.REGISTRATION)
_NAMED = {"engine": _ENGINE, "motor": _ENGINE, "registration": _CRAFT, "registrering": _CRAFT}
_PERSONAL = {personal_numbers.Kind.SAMORDNINGSNUMMER: Kind.COORDINATION_NUMBER}
_WORD = re.compile(r"([a-z]+)[ \t:]+(.+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AskedNumber:
    """A line that can be asked about: as written, and what is sealed of it."""

    line: int
    text: str
    sealed_input: bytes


@dataclass(frozen=True, slots=True)
class NotAsked:
    """A line that cannot: why not."""

    line: int
    text: str
    refusal: NotAllowed


def read(text: str, *, on: date) -> Iterator[AskedNumber | NotAsked]:
    """Read each line that is not blank; the first line is 1."""
    for line, words in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        if words.strip():
            yield _read(line, words.strip(), on)


def _read(line: int, text: str, on: date) -> AskedNumber | NotAsked:
    try:
        kind, value = _kind_and_normal(text, on)
        return AskedNumber(line, text, exact_input(kind, value))
    except NotAllowed as refusal:
        return NotAsked(line, text, refusal)
    except Misuse:
        # A temporary or reserve number is one register's own: no other can know it.
        return NotAsked(line, text, NotAllowed("ask.not_sealed", text=text))


def _kind_and_normal(text: str, on: date) -> tuple[Kind, str]:
    found = _WORD.fullmatch(text)
    if found is not None and found[1].lower() in _NAMED:
        name, kind = _NAMED[found[1].lower()]
        return kind, normal(name, found[2], on=on)
    match parse(text, on=on):
        case PersonalNumber() as number:
            return _PERSONAL.get(number.kind, Kind.PERSONAL_NUMBER), number.normal
        case OrganisationNumber() as number:
            return Kind.ORGANISATION_NUMBER, number.normal
        case HullNumber() as number:
            return Kind.HULL_NUMBER, number.normal
        case Mmsi():
            raise NotAllowed("ask.not_sealed", text=text)
