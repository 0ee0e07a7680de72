"""What may be said about a person, a company, a craft or a thing, and in which form it is kept.

Holder and asker must write an identifier alike, or a hit is missed in silence: hence one normal
form for each, made by the parsers. The address of a person with protected identity is not shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum

from samverkan.rules import craft_numbers, organisation_numbers, personal_numbers
from samverkan.rules.refusal import NotAllowed

YES = "yes"
NO = "no"

_NAME = re.compile(r"[a-z]+(_[a-z]+)*")
_MARKS = re.compile(r"[\s\-./]")
_ENGINE = re.compile(r"[0-9A-Z]{3,25}")
_REGISTRATION = re.compile(r"[0-9A-ZÅÄÖ]{2,12}")


class SubjectKind(StrEnum):
    """What statements are about."""

    PERSON = "person"
    COMPANY = "company"
    CRAFT = "craft"
    THING = "thing"


class Property(StrEnum):
    """Properties that the software itself reads; others are kept as they are said."""

    PERSONAL_NUMBER = "personal_number"
    ORGANISATION_NUMBER = "organisation_number"
    NAME = "name"
    BIRTH_DATE = "birth_date"
    PROTECTED_IDENTITY = "protected_identity"
    ADDRESS = "address"
    POSITION = "position"
    PHONE = "phone"
    EMAIL = "email"
    PHOTO = "photo"
    WORKPLACE = "workplace"
    HIN = "hin"
    REGISTRATION = "registration"
    ENGINE_NUMBER = "engine_number"
    MMSI = "mmsi"
    SIGNAL = "signal"
    CRAFT_NAME = "craft_name"
    CRAFT_KIND = "craft_kind"
    MAKE = "make"
    MODEL = "model"
    COLOUR = "colour"
    OWNER_CLAIMED = "owner_claimed"


WHERE_SOMEBODY_IS = frozenset(
    {
        Property.ADDRESS,
        Property.POSITION,
        Property.PHONE,
        Property.EMAIL,
        Property.PHOTO,
        Property.WORKPLACE,
    }
)
"""What would show where a person with protected identity can be found."""


def normal(name: str, text: str, *, on: date) -> str:
    """Give a value in the form that is stored and matched; refuse a bad identifier by its parser.

    A property is lower-case words with `_`. Other values lose only the space around them.
    """
    if not _NAME.fullmatch(name):
        raise NotAllowed("subjects.property", name=name)
    value = text.strip()
    if not value:
        raise NotAllowed("subjects.empty", name=name)
    read = _READERS.get(name)
    return read(value, on) if read else value


def is_hidden(name: str, *, protected: bool) -> bool:
    """Say whether a property is kept off every page because the person's identity is protected."""
    return protected and name in WHERE_SOMEBODY_IS


def _person(text: str, on: date) -> str:
    return personal_numbers.parse(text, on=on).normal


def _organisation(text: str, on: date) -> str:
    del on
    return organisation_numbers.parse(text).normal


def _hull(text: str, on: date) -> str:
    del on
    return craft_numbers.parse_hull(text).normal


def _mmsi(text: str, on: date) -> str:
    del on
    return craft_numbers.parse_mmsi(text).normal


def _signal(text: str, on: date) -> str:
    del on
    return craft_numbers.parse_signal(text).normal


def _engine(text: str, on: date) -> str:
    del on
    characters = _MARKS.sub("", text.upper())
    if not _ENGINE.fullmatch(characters):
        raise NotAllowed("subjects.engine_number", text=text)
    return characters


def _registration(text: str, on: date) -> str:
    del on
    characters = _MARKS.sub("", text.upper())
    if not _REGISTRATION.fullmatch(characters):
        raise NotAllowed("subjects.registration", text=text)
    return characters


def _birth_date(text: str, on: date) -> str:
    try:
        told = date.fromisoformat(text)
    except ValueError:
        raise NotAllowed("subjects.birth_date", text=text) from None
    if told > on:
        raise NotAllowed("identifiers.not_born", date=told, on=on)
    return told.isoformat()


def _yes_or_no(text: str, on: date) -> str:
    del on
    if text not in {YES, NO}:
        raise NotAllowed("subjects.yes_or_no", text=text)
    return text


_READERS: Mapping[str, Callable[[str, date], str]] = {
    Property.PERSONAL_NUMBER: _person,
    Property.ORGANISATION_NUMBER: _organisation,
    Property.HIN: _hull,
    Property.MMSI: _mmsi,
    Property.SIGNAL: _signal,
    Property.ENGINE_NUMBER: _engine,
    Property.REGISTRATION: _registration,
    Property.BIRTH_DATE: _birth_date,
    Property.PROTECTED_IDENTITY: _yes_or_no,
}
