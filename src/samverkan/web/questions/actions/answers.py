"""Opening what holders answered: the proof first, then the look-up in the holder's own pack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from samverkan.exchange.outbox import next_attempt
from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.sealed.asking import Question as Blinded
from samverkan.sealed.asking import open_answer
from samverkan.sealed.errors import Misuse, TheirFault
from samverkan.sealed.packs import Pack
from samverkan.web.journal import actions as journal
from samverkan.web.journal.chance import draw
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.partners.actions import Silence
from samverkan.web.questions.actions.candidates import find_candidates
from samverkan.web.questions.kept import open_output, seal_output
from samverkan.web.questions.models import HeldPack, PurposeCard, Question, QuestionState
from samverkan.web.questions.request import Request, read_answer
from samverkan.web.questions.silence import why_not_wait
from samverkan.wire.canonical import Json, Malformed

UNPROVED = "unproved"
"""An answer came, and its proof does not hold: it says nothing."""
SILENT = (QuestionState.ASKED, QuestionState.NO_ANSWER)


@dataclass(frozen=True, slots=True)
class Sent:
    """A request to one holder, the pack its answer is looked up in, and the questions in it."""

    pack: HeldPack
    request: Request
    questions: tuple[tuple[Question, Blinded], ...]


@dataclass(frozen=True, slots=True)
class _Opened:
    """What came of one question: its output, by which key, and state, or why there is none."""

    question: Question
    state: QuestionState
    output: bytes = b""
    key: bytes = b""
    silence: str = ""


@in_one_transaction
def take(
    sent: Sequence[Sent],
    answers: Sequence[Mapping[str, Json] | Silence],
    *,
    by: Actor,
    now: datetime,
) -> None:
    """Write down what each holder answered. A question without an answer waits, if it may."""
    opened = [
        found for each, answer in zip(sent, answers, strict=True) for found in _opened(each, answer)
    ]
    chance = draw(1)[0] / 256  # one for all: what waits for a holder is asked again in one request
    for found in opened:
        _write(found, chance, now=now)
    for card in dict.fromkeys(found.question.card for found in opened):
        _record(card, [found for found in opened if found.question.card == card], by=by, now=now)
    for card, pack in dict.fromkeys(
        (row.card, each.pack) for each in sent for row, _ in each.questions if row.family
    ):
        find_candidates(card, pack, by=by, now=now)


def look_up_again(
    answered: Sequence[Question], pack: HeldPack, *, by: Actor, now: datetime
) -> None:
    """Look kept answers up in a holder's newest pack of the same epoch: nothing leaves for it.

    What was answered by another key than the pack's stays as it is: see `still_wanted`.
    """
    held = _reopened(pack)
    changed = []
    for row in answered:
        if not row.output or row.family:
            continue
        output = open_output(row, key=bytes(pack.public_key))
        if output and (state := _state(held, row, output)) != row.state:
            row.state = state
            changed.append(_Opened(row, state))
            Question.objects.filter(pk=row.pk).update(state=state, answered_at=now)
    for card in dict.fromkeys(found.question.card for found in changed):
        _record(card, [found for found in changed if found.question.card == card], by=by, now=now)


def _opened(sent: Sent, answer: Mapping[str, Json] | Silence) -> list[_Opened]:
    rows = [question for question, _ in sent.questions]
    if isinstance(answer, Silence):
        return [_Opened(row, QuestionState.NO_ANSWER, silence=answer) for row in rows]
    key = bytes(sent.pack.public_key)
    try:
        outputs = open_answer(
            [blinded for _, blinded in sent.questions], read_answer(answer), public_key=key
        )
    except (Malformed, TheirFault, Misuse):
        # An answer without a proof that holds says nothing, and is entered as such.
        return [_Opened(row, QuestionState.NO_ANSWER, silence=UNPROVED) for row in rows]
    pack = _reopened(sent.pack)
    return [
        _Opened(row, _state(pack, row, output), output, key)
        for row, output in zip(rows, outputs, strict=True)
    ]


def _reopened(pack: HeldPack) -> Pack:
    return Pack.reopen(bytes(pack.pack))  # `keep_pack` has checked all of it


def _state(pack: Pack, row: Question, output: bytes) -> QuestionState:
    if row.family:
        return QuestionState.LOOKED_UP
    return QuestionState.HIT if pack.look_up(output) else QuestionState.NO_HIT


def _write(found: _Opened, chance: float, *, now: datetime) -> None:
    """Write one outcome down, unless the question has been answered meanwhile."""
    row = Question.objects.filter(pk=found.question.pk, state__in=SILENT)
    if found.state is not QuestionState.NO_ANSWER:
        output = seal_output(found.question, found.output, key=found.key, now=now)
        row.update(
            state=found.state, output=output, answered_at=now, next_at=None, silence="", ended_by=""
        )
        return
    tries = found.question.tries + 1
    refusal = why_not_wait(found.question, now=now)
    row.update(
        state=found.state,
        answered_at=now,
        tries=tries,
        next_at=None if refusal else next_attempt(tries, now, chance),
        silence=found.silence,
        ended_by=refusal.key if refusal else "",
    )


def _record(card: PurposeCard, opened: list[_Opened], *, by: Actor, now: datetime) -> None:
    def holders(state: QuestionState) -> list[str]:
        return sorted({found.question.holder for found in opened if found.state is state})

    unproved = {found.question.holder for found in opened if found.silence == UNPROVED}
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
            "unproved": sorted(unproved),
        },
    )
