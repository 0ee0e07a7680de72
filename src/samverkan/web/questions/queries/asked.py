"""What we have asked: purpose cards with their answers. A hit says whom to contact."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import QuerySet

from samverkan.rules.actor import Actor
from samverkan.rules.likeness import Verdict
from samverkan.rules.lists import is_afloat
from samverkan.rules.permissions import Permission
from samverkan.rules.questions import SubjectRole
from samverkan.web.people.queries import local_date
from samverkan.web.questions.models import Candidate, PurposeCard, Question, QuestionState
from samverkan.web.questions.queries.answers import (
    SILENT,
    Hit,
    Outcome,
    Silent,
    hit_at,
    outcomes,
    silences,
)
from samverkan.web.subjects import queries as subjects

OPEN = ("", str(Verdict.SAME))
"""Verdicts, or none yet, of candidates that concern somebody at the holder."""


@dataclass(frozen=True, slots=True)
class AskedCard:
    """A purpose card with its answers: hits, holders with nothing to contact, and silent ones."""

    card: PurposeCard
    heading: str
    hits: tuple[Hit, ...]
    nobody_to_contact: int
    silent: tuple[str, ...]
    asked: int
    waits: tuple[Silent, ...] = ()
    candidates: tuple[Candidate, ...] = ()

    @property
    def found(self) -> tuple[Hit, ...]:
        """Give the desks that a reviewer's verdict opened: they are never counted as hits."""
        same = (each for each in self.candidates if each.verdict == Verdict.SAME)
        return tuple(hit_at(self.card, each.holder, each.found_at) for each in same)

    @property
    def to_review(self) -> tuple[Candidate, ...]:
        """Give the candidates that no person has reviewed."""
        return tuple(each for each in self.candidates if not each.verdict)

    def visible_to(self, actor: Actor) -> AskedCard:
        """Give the card as an actor may see it: what is not for the patrol reads as nobody."""
        if Permission.APPROVE_MINOR in actor.permissions:
            return self
        hits = tuple(hit for hit in self.hits if hit.afloat)
        candidates = tuple(each for each in self.candidates if _is_for_patrol(each))
        hidden = {each.holder for each in self.candidates if each.verdict in OPEN}
        hidden -= {each.holder for each in candidates}
        left_out = len(self.hits) - len(hits) + len(hidden)
        return replace(
            self,
            hits=hits,
            candidates=candidates,
            nobody_to_contact=self.nobody_to_contact + left_out,
        )


@dataclass(frozen=True, slots=True)
class Counts:
    """How many subjects were asked about, how many answers hit, did not, or never came."""

    subjects: int
    hits: int
    no_hits: int
    no_answers: int


def card(pk: int) -> AskedCard:
    """Give one purpose card with its answers. PurposeCard.DoesNotExist if there is none."""
    return cards_of([_cards().get(pk=pk)])[0]


def cards_by(actor: Actor) -> QuerySet[PurposeCard]:
    """Give the actor's own cards, newest first; a duty officer sees all of the authority's."""
    rows = _cards().order_by("-made_at", "-pk")
    everyone = Permission.APPROVE_MINOR in actor.permissions
    return rows if everyone else rows.filter(officer=actor.reference)


def cards_of(rows: Iterable[PurposeCard]) -> tuple[AskedCard, ...]:
    """Give some cards with their answers."""
    found = list(rows)
    headings = subjects.headings(row.subject for row in found)
    return tuple(_asked(row, headings.get(row.subject, row.subject)) for row in found)


def questions_of(check: str) -> tuple[AskedCard, ...]:
    """Give what was asked in a check, oldest first."""
    return cards_of(_cards().filter(check_ref=check).order_by("pk"))


def hits_of(check: str) -> tuple[Hit, ...]:
    """Give the hits of a check, oldest first."""
    return tuple(hit for asked in questions_of(check) for hit in asked.hits)


def unanswered(*, now: datetime) -> QuerySet[Question]:
    """Give the questions without an answer that wait to be asked again, oldest first.

    One that is on its way counts when its sending must have been cut off.
    """
    rows = Question.objects.exclude(next_at=None).filter(state__in=SILENT)
    rows = rows.exclude(state=QuestionState.ASKED, next_at__gt=now)
    return rows.select_related("card").order_by("pk")


def earlier_passengers(check: str, *, besides: str) -> int:
    """Count the passengers of a check who have been asked about, besides one."""
    rows = PurposeCard.objects.filter(check_ref=check, role=SubjectRole.PASSENGER)
    return rows.exclude(subject=besides).values("subject").distinct().count()


def counts(rows: QuerySet[PurposeCard]) -> Counts:
    """Count the outcomes of some cards: one for each holder and subject."""
    found = [outcome for asked in rows if not asked.likeness for outcome in outcomes(asked)]
    states = [outcome.state for outcome in found]
    return Counts(
        subjects=len({(asked.check_ref, asked.subject) for asked in rows}),
        hits=states.count(QuestionState.HIT),
        no_hits=states.count(QuestionState.NO_HIT),
        no_answers=len(states)
        - states.count(QuestionState.HIT)
        - states.count(QuestionState.NO_HIT),
    )


def _cards() -> QuerySet[PurposeCard]:
    return PurposeCard.objects.prefetch_related("questions", "candidates")


def _asked(row: PurposeCard, heading: str) -> AskedCard:
    found = outcomes(row)
    return AskedCard(
        card=row,
        heading=heading,
        hits=tuple(
            hit_at(row, each.holder, each.at) for each in found if each.state is QuestionState.HIT
        ),
        nobody_to_contact=sum(_is_nobody(row, each) for each in found),
        silent=tuple(each.holder for each in found if each.state in SILENT),
        asked=len(found),
        waits=silences(row),
        candidates=tuple(sorted(row.candidates.all(), key=lambda each: each.pk)),
    )


def _is_for_patrol(candidate: Candidate) -> bool:
    return is_afloat(candidate.holder, on=local_date(candidate.found_at))


def _is_nobody(row: PurposeCard, outcome: Outcome) -> bool:
    """Say whether a holder has answered, and there is nobody there to contact or to review."""
    if outcome.state is QuestionState.LOOKED_UP:
        left = {each.holder for each in row.candidates.all() if each.verdict in OPEN}
        return outcome.holder not in left
    return outcome.state is QuestionState.NO_HIT
