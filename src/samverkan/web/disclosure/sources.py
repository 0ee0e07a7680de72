"""What a disclosure starts from, and the fields an officer may choose among."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from samverkan.rules.disclosure import ChosenField, FieldClass
from samverkan.rules.gradings import Regime
from samverkan.rules.refusal import NotAllowed


class Group(StrEnum):
    """What a field is about: it stands before the field's name in its key, `person.name`."""

    PERSON = "person"
    CRAFT = "craft"
    COMPANY = "company"
    THING = "thing"
    CIRCUMSTANCE = "circumstance"


@dataclass(frozen=True, slots=True)
class Circumstance:
    """A field of the source record itself, such as its place; `label` in Swedish, for it travels.

    `name` is what the secrecy table calls it: `place`, `assessment`, `obligation` …
    """

    key: str
    name: str
    label: str
    value: str
    regime: Regime
    fact: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A record that a disclosure may start from: whom it names, its craft, what else it holds.

    `alongside` says whether the craft is still there; None where that means nothing.
    """

    ref: str
    case: str
    title: str
    url: str
    persons: tuple[str, ...] = ()
    craft: str = ""
    operation: str = ""
    circumstances: tuple[Circumstance, ...] = ()
    alongside: bool | None = None
    control_ended_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A field that may be chosen, with its marks; `refusal` says why it never can be."""

    key: str
    group: Group
    name: str
    label: str
    value: str
    field: ChosenField
    regime: Regime
    category: str
    fact: bool
    grading: str
    refusal: NotAllowed | None

    @property
    def is_public(self) -> bool:
        """Say whether anyone may have it."""
        return self.field.kind is FieldClass.PUBLIC
