"""What each holder answered to a card: a hit, nothing, or silence and when it is asked again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language

from samverkan.rules.lists import desk_text, is_afloat
from samverkan.rules.questions import SubjectRole
from samverkan.web.people.queries import local_date
from samverkan.web.questions.models import PurposeCard, Question, QuestionState

# Of a subject's several numbers the strongest answer counts.
STRENGTH = (
    QuestionState.HIT,
    QuestionState.NO_ANSWER,
    QuestionState.ASKED,
    QuestionState.LOOKED_UP,
    QuestionState.NO_HIT,
)
SILENT = (QuestionState.NO_ANSWER, QuestionState.ASKED)


@dataclass(frozen=True, slots=True)
class Hit:
    """A hit: at which holder, about whom, and all that it says. `afloat`: for the patrol at sea."""

    holder: str
    contact: str
    afloat: bool
    card: str
    card_pk: int
    check: str
    subject: str
    role: SubjectRole
    at: datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one holder answered about one subject."""

    holder: str
    state: QuestionState
    at: datetime


@dataclass(frozen=True, slots=True)
class Silent:
    """A holder that has not answered: why, and when it is asked again, or the rule that ended it.

    `silence` is a key of `labels.SILENCES`; `ended_by` the key of a refusal's sentence.
    """

    holder: str
    silence: str
    next_at: datetime | None
    ended_by: str


def outcomes(row: PurposeCard) -> tuple[Outcome, ...]:
    """Give what each holder answered to a card, by holder."""
    found: dict[str, list[Question]] = {}
    for question in sorted(row.questions.all(), key=lambda each: (each.holder, each.pk)):
        if question.state == QuestionState.ASKED_AGAIN:
            continue
        found.setdefault(question.holder, []).append(question)
    return tuple(_outcome(holder, questions) for holder, questions in found.items())


def _outcome(holder: str, questions: list[Question]) -> Outcome:
    strongest = min(questions, key=lambda each: STRENGTH.index(QuestionState(each.state)))
    return Outcome(
        holder, QuestionState(strongest.state), strongest.answered_at or strongest.asked_at
    )


def silences(row: PurposeCard) -> tuple[Silent, ...]:
    """Give the holders that have not answered, by code, each with its next try."""
    rows = [each for each in row.questions.all() if each.state in SILENT]
    rows.sort(key=lambda each: (each.holder, each.next_at is None, each.next_at))
    first = {each.holder: each for each in reversed(rows)}
    return tuple(
        Silent(each.holder, each.silence, each.next_at, each.ended_by)
        for each in sorted(first.values(), key=lambda each: each.holder)
    )


def hit_at(row: PurposeCard, holder: str, at: datetime) -> Hit:
    """Say whom to contact at a holder about a card's subject."""
    on = local_date(at)
    language = "en" if (get_language() or "sv").startswith("en") else "sv"
    return Hit(
        holder=holder,
        contact=desk_text(holder, language, on=on),
        afloat=is_afloat(holder, on=on),
        card=row.record,
        card_pk=row.pk,
        check=row.check_ref,
        subject=row.subject,
        role=SubjectRole(row.role),
        at=at,
    )
