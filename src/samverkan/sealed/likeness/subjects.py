"""What is compared: a person, a company or a craft, as normalised fields. "" says nothing."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import fields as fields_of
from typing import Self

from samverkan.sealed.likeness import fields
from samverkan.sealed.likeness.normal import NORMAL


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


def kind_of(subject: Subject) -> str:
    """Name the kind of subject, as schemes do."""
    return type(subject).__name__.lower()


def field_names(kind: str) -> tuple[str, ...]:
    """Name the fields of a kind, in their order."""
    return tuple(field.name for field in fields_of(KINDS[kind]))


def _normal(written: dict[str, str]) -> dict[str, str]:
    return {name: NORMAL[name](text) for name, text in written.items()}
