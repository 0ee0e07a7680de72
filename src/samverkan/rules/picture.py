"""The situation picture (lägesbild): graded paragraphs about phenomena and networks, no persons.

Individuals stay in the intelligence case. What looks like a personal number, or is the name of
somebody known here, is refused before it is written down.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from enum import StrEnum

from samverkan.rules.actor import Actor
from samverkan.rules.gradings import Assertion, Grading, Handling
from samverkan.rules.permissions import Permission
from samverkan.rules.personal_data import holds_number, names_in
from samverkan.rules.refusal import NotAllowed

REMIT = "intelligence-centre"


class AboutKind(StrEnum):
    """What a paragraph is about. There is no kind for a person."""

    PHENOMENON = "phenomenon"
    NETWORK = "network"


class Confidence(StrEnum):
    """How sure the analysts are of their assessment."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class ChangeKind(StrEnum):
    """What became of a paragraph since the version before."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph. `key` is what it is known by, such as F-2; `gap` is what is not known.

    `dissent` is what an analyst who sees it otherwise wants said.
    """

    key: str
    kind: AboutKind
    title: str
    text: str
    grading: Grading
    assertion: Assertion
    handling: Handling
    confidence: Confidence
    gap: str
    dissent: str


@dataclass(frozen=True, slots=True)
class Change:
    """A paragraph that differs from the version before, and the names of its fields that do."""

    key: str
    title: str
    kind: ChangeKind
    fields: tuple[str, ...] = ()


def no_personal_data(texts: Iterable[str], *, is_person: Callable[[str], bool]) -> None:
    """Refuse texts that hold a personal number, or a name that `is_person` knows."""
    for text in texts:
        if holds_number(text):
            raise NotAllowed("picture.personal_number")
        for name in names_in(text):
            if is_person(name):
                raise NotAllowed("picture.name", name=name)


def check_paragraph(paragraph: Paragraph, *, others: Iterable[str]) -> None:
    """Refuse a paragraph without words, or known by the key of another."""
    if not (paragraph.key.strip() and paragraph.title.strip() and paragraph.text.strip()):
        raise NotAllowed("picture.no_text")
    if paragraph.key in frozenset(others):
        raise NotAllowed("picture.key_taken", reference=paragraph.key)


def must_be_centre(remits: Iterable[str]) -> None:
    """Refuse a participant that is no intelligence centre."""
    if REMIT not in frozenset(remits):
        raise NotAllowed("picture.no_centre")


def may_write(*, adopted: bool, by: Actor) -> None:
    """Refuse to change what has been adopted: that takes a new version."""
    by.may(Permission.WRITE_PICTURE)
    if adopted:
        raise NotAllowed("picture.adopted")


def may_adopt(*, adopted: bool, paragraphs: int, by: Actor) -> None:
    """Refuse to adopt twice, or nothing. That it takes another person, `people` checks."""
    may_write(adopted=adopted, by=by)
    if not paragraphs:
        raise NotAllowed("picture.empty")


def may_release(*, adopted: bool, released: bool, by: Actor) -> None:
    """Refuse to release a draft, or the same version again."""
    by.may(Permission.RELEASE)
    if not adopted:
        raise NotAllowed("picture.draft")
    if released:
        raise NotAllowed("picture.released")


def may_continue(*, released: bool, by: Actor) -> None:
    """Refuse a new version before this one has reached the council."""
    by.may(Permission.WRITE_PICTURE)
    if not released:
        raise NotAllowed("picture.not_released")


def changes(before: Iterable[Paragraph], after: Iterable[Paragraph]) -> tuple[Change, ...]:
    """Say what differs between two versions: in the order of the new one, then what is gone."""
    old = {paragraph.key: paragraph for paragraph in before}
    new = {paragraph.key: paragraph for paragraph in after}
    found = (_change(old.get(key), paragraph) for key, paragraph in new.items())
    gone = (
        Change(key, each.title, ChangeKind.REMOVED) for key, each in old.items() if key not in new
    )
    return (*(change for change in found if change), *gone)


def _change(old: Paragraph | None, new: Paragraph) -> Change | None:
    if old is None:
        return Change(new.key, new.title, ChangeKind.ADDED)
    differing = tuple(
        field.name
        for field in fields(Paragraph)
        if getattr(old, field.name) != getattr(new, field.name)
    )
    return Change(new.key, new.title, ChangeKind.CHANGED, differing) if differing else None
