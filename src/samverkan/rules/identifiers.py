"""Reads a number of any kind that a register or an officer may hold, and says which kind it is."""

from __future__ import annotations

from datetime import date

from samverkan.rules import craft_numbers, organisation_numbers, personal_numbers
from samverkan.rules.craft_numbers import HullNumber, Mmsi
from samverkan.rules.organisation_numbers import OrganisationNumber
from samverkan.rules.personal_numbers import PersonalNumber

Identifier = PersonalNumber | OrganisationNumber | HullNumber | Mmsi
"""Each has `normal`, the form that is stored and matched, and `kind`."""


def parse(text: str, *, on: date) -> Identifier:
    """Read a number by its look; what looks like nothing else is read as a personal number.

    Ten digits are an organisation number if what would be the month is 20 or more. Twelve or
    fourteen characters from a letter are a hull number; nine digits from 265 or 266 are an MMSI.
    """
    characters = text.strip().replace("-", "").replace("+", "")
    if organisation_numbers.looks_like_one(characters):
        return organisation_numbers.parse(text)
    if craft_numbers.looks_like_a_hull(characters):
        return craft_numbers.parse_hull(text)
    if len(characters) == 9 and characters.startswith(craft_numbers.SWEDISH_MMSI):
        return craft_numbers.parse_mmsi(text)
    return personal_numbers.parse(text, on=on)
