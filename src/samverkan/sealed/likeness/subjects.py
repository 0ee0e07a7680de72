"""What is compared: a person, a company or a craft, as normalised fields. "" says nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import fields as fields_of
from typing import Self

from samverkan.sealed.likeness import fields
from samverkan.sealed.likeness.dates import read_date


@dataclass(frozen=True, slots=True)
class Person:
    """A person. `birth` is YYYYMMDD, with `----` where month and day are not known."""

    given: str = ""
    surname: str = ""
    birth: str = ""
    number: str = ""
    street: str = ""
    house: str = ""
    place: str = ""
    postcode: str = ""
    email: str = ""
    phone: str = ""

    @classmethod
    def of(cls, **written: str) -> Self:
        """Normalise fields as they are written; a birth date not given is read off the number."""
        normal = _normal(written)
        if not normal.get("birth"):
            normal["birth"] = fields.birth_of(normal.get("number", ""))
        return cls(**normal)


@dataclass(frozen=True, slots=True)
class Company:
    """A company: its words without legal form, its number and where it sits."""

    company: str = ""
    number: str = ""
    street: str = ""
    house: str = ""
    place: str = ""
    postcode: str = ""
    email: str = ""
    phone: str = ""

    @classmethod
    def of(cls, **written: str) -> Self:
        """Normalise fields as they are written."""
        return cls(**_normal(written))


@dataclass(frozen=True, slots=True)
class Craft:
    """A craft: hull number, registration, engine number, its own name and its make."""

    hull: str = ""
    registration: str = ""
    engine: str = ""
    craft: str = ""
    make: str = ""

    @classmethod
    def of(cls, **written: str) -> Self:
        """Normalise fields as they are written."""
        return cls(**_normal(written))


Subject = Person | Company | Craft
KINDS: dict[str, type[Subject]] = {"person": Person, "company": Company, "craft": Craft}

_ONCE: dict[str, Callable[[str], str]] = {
    "given": fields.given,
    "surname": fields.surname,
    "birth": read_date,
    "number": fields.number,
    "street": fields.street,
    "house": fields.house,
    "place": fields.place,
    "postcode": fields.postcode,
    "email": fields.email,
    "phone": fields.phone,
    "company": fields.company,
    "hull": fields.hull,
    "registration": fields.number,
    "engine": fields.number,
    "craft": fields.given,
    "make": fields.make,
}


def _settled(normal: Callable[[str], str]) -> Callable[[str], str]:
    """Normalise until nothing changes: what is left of a text may itself say nothing."""

    def settle(text: str) -> str:
        once = normal(text)
        return once if once in {text, ""} else settle(once)

    return settle


NORMAL: Mapping[str, Callable[[str], str]] = {
    name: _settled(normal) for name, normal in _ONCE.items()
}
"""How each field is normalised."""


def kind_of(subject: Subject) -> str:
    """Name the kind of subject, as schemes do."""
    return type(subject).__name__.lower()


def field_names(kind: str) -> tuple[str, ...]:
    """Name the fields of a kind, in their order."""
    return tuple(field.name for field in fields_of(KINDS[kind]))


def _normal(written: dict[str, str]) -> dict[str, str]:
    return {name: NORMAL[name](text) for name, text in written.items()}
