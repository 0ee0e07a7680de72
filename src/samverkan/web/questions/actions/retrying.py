"""Questions that no holder has answered: asked again by the loop, or given up, never dropped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.refusal import NotAllowed
from samverkan.web.journal import actions as journal
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.questions import queries
from samverkan.web.questions.actions.sending import Prepared, record_asked, send
from samverkan.web.questions.epochs import epoch_of
from samverkan.web.questions.models import Question, QuestionState
from samverkan.web.questions.silence import why_not_wait


def ask_due(*, by: Actor, now: datetime) -> None:
    """Give up what may not wait any more, and ask again what is due. Not in a transaction."""
    questions = _prepare(by=by, now=now)
    if questions:
        send(questions, by=by, now=now)


@in_one_transaction
def _prepare(*, by: Actor, now: datetime) -> list[Prepared]:
    """Judge what waits, and enter what will be asked again before it leaves."""
    rows = []
    for row in queries.unanswered(now=now):
        refusal = why_not_wait(row, now=now)
        if refusal is not None:
            _give_up(row, refusal, by=by, now=now)
        elif row.next_at is not None and row.next_at <= now:
            rows.append(row)
    packs = queries.held(epoch=epoch_of(now)) if rows else {}
    due = [Prepared.again(row, packs[row.holder]) for row in rows]
    _record([each.row for each in due], by=by, now=now)
    return due


def _record(rows: Sequence[Question], *, by: Actor, now: datetime) -> None:
    for card in dict.fromkeys(row.card for row in rows):
        again = [row for row in rows if row.card == card]
        record_asked(card, again, act=Act.QUESTION_ASKED_AGAIN, by=by, now=now)


def _give_up(row: Question, refusal: NotAllowed, *, by: Actor, now: datetime) -> None:
    """Stop waiting, with the rule's reason: the officer may still ask, on new words."""
    Question.objects.filter(pk=row.pk).update(
        state=QuestionState.NO_ANSWER, next_at=None, ended_by=refusal.key
    )
    journal.record(
        Act.QUESTION_GIVEN_UP,
        about=row.card.record,
        by=by,
        at=now,
        case=row.card.check_ref,
        details={"element": row.element, "holder": row.holder, "why": refusal.key},
    )
