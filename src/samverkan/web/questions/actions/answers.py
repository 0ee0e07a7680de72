"""Opening what holders answered: the proof first, then the look-up in the holder's own pack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.sealed.asking import Question as Blinded
from samverkan.sealed.asking import open_answer
from samverkan.sealed.errors import Misuse, TheirFault
from samverkan.sealed.packs import Pack
from samverkan.web.journal import actions as journal
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.questions.models import HeldPack, PurposeCard, Question, QuestionState
from samverkan.web.questions.request import Request, read_answer
from samverkan.wire.canonical import Json, Malformed


@dataclass(frozen=True, slots=True)
class Sent:
    """A request to one holder, the pack its answer is looked up in, and the questions in it."""

    pack: HeldPack
    request: Request
    questions: tuple[tuple[Question, Blinded], ...]


@dataclass(frozen=True, slots=True)
class _Opened:
    """What came of one question; `unproved`: an answer came, and its proof does not hold."""

    question: Question
    state: QuestionState
    unproved: bool = False


@in_one_transaction
def take(
    sent: Sequence[Sent],
    answers: Sequence[Mapping[str, Json] | None],
    *,
    by: Actor,
    now: datetime,
) -> None:
    """Write down what each holder answered. Whoever did not answer may be asked again."""
    opened = [
        found for each, answer in zip(sent, answers, strict=True) for found in _opened(each, answer)
    ]
    for found in opened:
        Question.objects.filter(pk=found.question.pk, state=QuestionState.ASKED).update(
            state=found.state, answered_at=now
        )
    for card in dict.fromkeys(found.question.card for found in opened):
        _record(card, [found for found in opened if found.question.card == card], by=by, now=now)


def _opened(sent: Sent, answer: Mapping[str, Json] | None) -> list[_Opened]:
    rows = [question for question, _ in sent.questions]
    if answer is None:
        return [_Opened(row, QuestionState.NO_ANSWER) for row in rows]
    try:
        labels = _labels(sent, answer)
    except (Malformed, TheirFault, Misuse):
        # An answer without a proof that holds says nothing, and is entered as such.
        return [_Opened(row, QuestionState.NO_ANSWER, unproved=True) for row in rows]
    return [
        _Opened(row, QuestionState.HIT if found else QuestionState.NO_HIT)
        for row, found in zip(rows, labels, strict=True)
    ]


def _labels(sent: Sent, answer: Mapping[str, Json]) -> list[tuple[bytes, ...]]:
    """Give each question's labels, none without a hit; the key is the one of the pack."""
    outputs = open_answer(
        [blinded for _, blinded in sent.questions],
        read_answer(answer),
        public_key=bytes(sent.pack.public_key),
    )
    pack = Pack.reopen(bytes(sent.pack.pack))  # `keep_pack` has checked all of it
    return [pack.look_up(output) for output in outputs]


def _record(card: PurposeCard, opened: list[_Opened], *, by: Actor, now: datetime) -> None:
    def holders(state: QuestionState) -> list[str]:
        return sorted({found.question.holder for found in opened if found.state is state})

    journal.record(
        Act.ANSWERS_TAKEN,
        about=card.record,
        by=by,
        at=now,
        case=card.check_ref,
        details={
            "hits": holders(QuestionState.HIT),
            "no_answers": holders(QuestionState.NO_ANSWER),
            "no_hits": len(holders(QuestionState.NO_HIT)),
            "unproved": sorted({found.question.holder for found in opened if found.unproved}),
        },
    )
