"""What each holder answered in a check, subject by subject, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from samverkan.web.partners.queries import name_of
from samverkan.web.questions import queries
from samverkan.web.questions.labels import ROLES, ShownSilence, shown_silence

if TYPE_CHECKING:
    from samverkan.web.questions.queries import AskedCard, Outcome


class Answer(StrEnum):
    """What a holder's answer comes to, the strongest first."""

    HIT = "hit"
    REVIEW = "review"
    WAITS = "waits"
    SILENT = "silent"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """One holder's answer about one subject: the desk to contact, what to review, or why none."""

    holder: str
    answer: Answer
    at: datetime
    contact: str = ""
    candidate: int = 0
    silence: ShownSilence | None = None


@dataclass(frozen=True, slots=True)
class ShownSubject:
    """One who has been asked about, on one or more cards: the newest card, and every answer."""

    subject: str
    heading: str
    role: str
    card_pk: int
    likeness: bool
    answers: tuple[ShownAnswer, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many have been asked about, and how many answers came to what."""

    subjects: int
    hits: int
    to_review: int
    nobody: int
    waits: int
    silent: int


def answers_by_subject(cards: Iterable[AskedCard]) -> tuple[ShownSubject, ...]:
    """Give the answers of some cards, already as an actor may see them, subject by subject."""
    found: dict[str, ShownSubject] = {}
    for asked in cards:
        one = _shown(asked)
        before = found.get(one.subject)
        found[one.subject] = _together(before, one) if before else one
    return tuple(found.values())


def counts_of(subjects: Iterable[ShownSubject]) -> Counts:
    """Count the answers of some subjects."""
    known = tuple(subjects)
    said = [each.answer for subject in known for each in subject.answers]
    return Counts(
        len(known),
        said.count(Answer.HIT),
        said.count(Answer.REVIEW),
        said.count(Answer.NOBODY),
        said.count(Answer.WAITS),
        said.count(Answer.SILENT),
    )


def _shown(asked: AskedCard) -> ShownSubject:
    answers = [_answer(asked, each) for each in queries.outcomes(asked.card)]
    return ShownSubject(
        subject=asked.card.subject,
        heading=asked.heading,
        role=str(ROLES[asked.card.role]),
        card_pk=asked.card.pk,
        likeness=bool(asked.card.likeness),
        answers=_ordered(answers),
    )


def _together(before: ShownSubject, newer: ShownSubject) -> ShownSubject:
    """Put a subject's cards together: of what one holder answered to both the strongest counts."""
    strongest = {
        each.holder: each for each in reversed(_ordered([*before.answers, *newer.answers]))
    }
    likeness = before.likeness or newer.likeness
    return replace(newer, answers=_ordered(strongest.values()), likeness=likeness)


def _ordered(answers: Iterable[ShownAnswer]) -> tuple[ShownAnswer, ...]:
    order = list(Answer)
    return tuple(sorted(answers, key=lambda each: (order.index(each.answer), each.holder)))


def _answer(asked: AskedCard, outcome: Outcome) -> ShownAnswer:
    holder, at = name_of(outcome.holder), outcome.at
    for contact in _contacts(asked, outcome.holder):
        return ShownAnswer(holder, Answer.HIT, at, contact=contact)
    for candidate in asked.candidates:
        if candidate.holder == outcome.holder and not candidate.verdict:
            return ShownAnswer(holder, Answer.REVIEW, at, candidate=candidate.pk)
    for silent in asked.waits:
        if silent.holder == outcome.holder and outcome.state in queries.SILENT:
            said = Answer.WAITS if silent.next_at else Answer.SILENT
            return ShownAnswer(holder, said, at, silence=shown_silence(silent))
    return ShownAnswer(holder, Answer.NOBODY, at)


def _contacts(asked: AskedCard, holder: str) -> Iterator[str]:
    """Give the desk to contact. A hit that is not for this person's eyes reads as nobody there."""
    for hit in (*asked.hits, *asked.found):
        if hit.holder == holder:
            yield hit.contact
