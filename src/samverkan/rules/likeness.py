"""When a sealed question may be asked by likeness, and who may say that a candidate is the same.

No question is asked about an unknown identity, and likeness is no way round that: a person must
have said name and whole birth date, and be identified by something else than a number. A craft has
no identity to protect, but its owner has: a damaged number must be legible in part.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from samverkan.rules.actor import Actor
from samverkan.rules.cooperation import CooperationDecision
from samverkan.rules.disclosure_ladder import Purpose
from samverkan.rules.permissions import Permission
from samverkan.rules.questions import (
    ALONE_FROM,
    PurposeCard,
    Subject,
    SubjectRole,
    least_age,
    may_ask,
)
from samverkan.rules.refusal import NotAllowed
from samverkan.rules.tables import load_on

CITATION = "BDL 2:7, 2:8"
NO_LIST = {
    "person": "likeness.no_scheme_person",
    "company": "likeness.no_scheme_company",
    "craft": "likeness.no_scheme_craft",
}
"""What is said where no list can be asked about a kind."""
PERSON_FIELDS = frozenset({"given", "surname", "birth"})
"""What a person must have said."""

CRAFT_NUMBERS = frozenset({"hull", "engine", "registration"})
"""Of a craft one of these must be legible in part, and something else be known."""


class Verdict(StrEnum):
    """What a reviewer says of a candidate. Only the first opens the desk to contact."""

    SAME = "same"
    NOT_SAME = "not-same"
    CANNOT_SAY = "cannot-say"


@dataclass(frozen=True, slots=True)
class Said:
    """What is known of the subject: the fields that say something, and the officer's words.

    `established` is how a person's identity is established without a number, or what can be seen
    of a craft's damaged one.
    """

    fields: frozenset[str]
    established: str
    number_known: bool = False


def may_ask_by_likeness(
    card: PurposeCard | None,
    subject: Subject,
    said: Said,
    *,
    asker: Actor,
    decisions: Iterable[CooperationDecision],
    on: date,
) -> None:
    """Refuse a question by likeness that a question by number would be, and more."""
    may_ask(card, subject, asker=asker, decisions=decisions, on=on)
    if subject.role is SubjectRole.CRAFT:
        _must_be_legible(said)
    else:
        _must_be_identified(subject, said, on)


def _must_be_legible(said: Said) -> None:
    if not said.fields & CRAFT_NUMBERS or len(said.fields) < 2:
        raise NotAllowed("likeness.craft_too_little", section=CITATION)
    if not said.established.strip():
        raise NotAllowed("likeness.what_is_seen", section=CITATION)


def _must_be_identified(subject: Subject, said: Said, on: date) -> None:
    if subject.role is SubjectRole.PASSENGER:
        raise NotAllowed("likeness.passenger", section=CITATION)
    if said.number_known:
        raise NotAllowed("likeness.number_known", section=CITATION)
    if not said.fields >= PERSON_FIELDS:
        raise NotAllowed("likeness.not_stated", section=CITATION)
    born = subject.latest_birth_date
    if born is None or least_age(born, on) < ALONE_FROM:
        raise NotAllowed("likeness.minor", age=ALONE_FROM)
    if not said.established.strip():
        raise NotAllowed("likeness.not_established", section=CITATION)


def policy(kind: str, purpose: Purpose, on: date) -> Mapping[str, Any]:
    """Give the row that says which candidates are reviewed. NotAllowed if the purpose has none."""
    for row in load_on("likeness", on):
        if row["id"] == kind and row["purpose"] == purpose:
            return row
    raise NotAllowed("likeness.no_policy", section=CITATION)


def is_reviewed(probability: float, kind: str, purpose: Purpose, on: date) -> bool:
    """Say whether a candidate reaches a person's review."""
    return bool(probability >= policy(kind, purpose, on)["least"])


def may_review(*, officer: str, decided: bool, words: str, by: Actor) -> None:
    """Refuse a verdict without words, a second one, or one by somebody whose question it is not.

    The officer who asked has the subject in sight; a duty officer may take it over.
    """
    by.may(Permission.ASK)
    if by.reference != officer and Permission.APPROVE_MINOR not in by.permissions:
        raise NotAllowed("likeness.not_yours")
    if decided:
        raise NotAllowed("likeness.decided")
    if not words.strip():
        raise NotAllowed("likeness.no_words", section=CITATION)


def may_list_likeness(kind: str, fields: frozenset[str]) -> None:
    """Refuse to let an entry be found by likeness of which too little is said."""
    if kind == "craft":
        if not fields & CRAFT_NUMBERS or len(fields) < 2:
            raise NotAllowed("likeness.list_craft", section=CITATION)
    elif not fields >= PERSON_FIELDS:
        raise NotAllowed("likeness.list_person", section=CITATION)
