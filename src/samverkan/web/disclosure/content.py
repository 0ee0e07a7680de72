"""A disclosure and a request as they travel: built from chosen fields, read field by field.

Nothing that was not chosen is in it: not the sender's name for the subject, no empty field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import wraps
from itertools import groupby
from typing import ParamSpec, TypeVar

from samverkan.exchange.reading import Fields
from samverkan.rules.disclosure_ladder import Purpose
from samverkan.rules.refusal import NotAllowed
from samverkan.rules.subjects import SubjectKind
from samverkan.web.disclosure.sources import Candidate, Group
from samverkan.wire.canonical import Json, Malformed

P = ParamSpec("P")
R = TypeVar("R")

MARKS = frozenset({"property", "value", "category", "fact", "grading"})


@dataclass(frozen=True, slots=True)
class Said:
    """One statement as it came: its property, value and the sender's marks."""

    property: str
    value: str
    category: str
    fact: bool
    grading: str


@dataclass(frozen=True, slots=True)
class SubjectSaid:
    """What is said of one person, craft, company or thing."""

    kind: SubjectKind
    statements: tuple[Said, ...]

    def value(self, name: str) -> str:
        """Give the value of a property, empty if it was not given."""
        return next((said.value for said in self.statements if said.property == name), "")


@dataclass(frozen=True, slots=True)
class DisclosedContent:
    """A disclosure as read: subjects, circumstances as (label, value, fact), and reasons."""

    subjects: tuple[SubjectSaid, ...]
    circumstances: tuple[tuple[str, str, bool], ...]
    source: str
    request: str
    cooperation: str
    purpose: Purpose
    need: str


@dataclass(frozen=True, slots=True)
class RequestContent:
    """A request as read."""

    about: SubjectSaid
    what: str
    need: str
    cooperation: str
    ground: str
    purpose: Purpose


def readable(read: Callable[P, R]) -> Callable[P, R]:
    """Turn a fault of form into a refusal, so that the sender is told."""

    @wraps(read)
    def checked(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return read(*args, **kwargs)
        except (Malformed, ValueError) as error:
            raise NotAllowed("disclosure.unreadable", fault=str(error)) from None

    return checked


def subjects_of(chosen: Iterable[Candidate]) -> list[Json]:
    """Give the chosen fields of persons, craft and so on, each with its marks."""
    stated = [each for each in chosen if each.group is not Group.CIRCUMSTANCE]
    return [
        {"kind": str(group), "statements": [_stated(each) for each in members]}
        for group, members in groupby(stated, key=lambda each: each.group)
    ]


def circumstances_of(chosen: Iterable[Candidate]) -> list[Json]:
    """Give the chosen fields of the source record itself."""
    return [
        {"fact": each.fact, "label": each.label, "value": each.value}
        for each in chosen
        if each.group is Group.CIRCUMSTANCE
    ]


@readable
def read_disclosure(content: Mapping[str, Json]) -> DisclosedContent:
    """Read what another instance disclosed; NotAllowed for anything else."""
    names = {
        "subjects",
        "circumstances",
        "source",
        "request",
        "cooperation",
        "purpose",
        "need",
    }
    found = Fields.of("disclosure", content, frozenset(names))
    return DisclosedContent(
        subjects=tuple(map(_subject, found.sequence("subjects"))),
        circumstances=tuple(map(_circumstance, found.sequence("circumstances"))),
        source=found.text("source"),
        request=found.text("request"),
        cooperation=found.text("cooperation"),
        purpose=Purpose(found.text("purpose")),
        need=found.text("need"),
    )


@readable
def read_request(content: Mapping[str, Json]) -> RequestContent:
    """Read what another instance asks for; NotAllowed for anything else."""
    names = frozenset({"about", "what", "need", "cooperation", "ground", "purpose"})
    found = Fields.of("request", content, names)
    return RequestContent(
        about=_subject(found.mapping("about")),
        what=found.text("what"),
        need=found.text("need"),
        cooperation=found.text("cooperation"),
        ground=found.text("ground"),
        purpose=Purpose(found.text("purpose")),
    )


@readable
def read_refusal(body: Mapping[str, Json]) -> Fields:
    """Read a refusal or a second opinion; NotAllowed for anything else."""
    names = frozenset({"record", "grounds", "reasons", "decided_by", "upheld"})
    found = Fields.of("refusal", body, names)
    found.texts("grounds")
    if found.values["upheld"] is not None:
        found.truth("upheld")
    return found


@readable
def read_review(body: Mapping[str, Json]) -> Fields:
    """Read the wish for a second opinion; NotAllowed for anything else."""
    return Fields.of("wish for a second opinion", body, frozenset({"record", "why"}))


def _stated(each: Candidate) -> dict[str, Json]:
    return {
        "category": each.category,
        "fact": each.fact,
        "grading": each.grading,
        "property": each.name,
        "value": each.value,
    }


def _subject(value: Json) -> SubjectSaid:
    found = Fields.of("subject", value, frozenset({"kind", "statements"}))
    said = tuple(map(_said, found.sequence("statements")))
    return SubjectSaid(SubjectKind(found.text("kind")), said)


def _said(value: Json) -> Said:
    found = Fields.of("statement", value, MARKS)
    return Said(
        property=found.text("property"),
        value=found.text("value"),
        category=found.text("category"),
        fact=found.truth("fact"),
        grading=found.text("grading"),
    )


def _circumstance(value: Json) -> tuple[str, str, bool]:
    found = Fields.of("circumstance", value, frozenset({"label", "value", "fact"}))
    return found.text("label"), found.text("value"), found.truth("fact")
