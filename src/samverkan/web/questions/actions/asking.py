"""The asker's side: state why, journal, ask all holders at once, and open what they answer.

Three steps: `_prepare` and `_take` are transactions, and the network lies between them. So a
question is in the journal, with number and blind under the case key, before anything is sent.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.disclosure_ladder import Purpose
from samverkan.rules.questions import SubjectRole
from samverkan.rules.refusal import NotAllowed
from samverkan.sealed.asking import Question as Blinded
from samverkan.web.journal import actions as journal
from samverkan.web.journal.chance import draw
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.partners import actions as partners
from samverkan.web.people.queries import actor_named
from samverkan.web.questions import queries
from samverkan.web.questions.actions.answers import Sent, take
from samverkan.web.questions.actions.cards import numbers_of, write_card
from samverkan.web.questions.epochs import epoch_of
from samverkan.web.questions.kept import open_kept, seal_kept
from samverkan.web.questions.models import HeldPack, PurposeCard, Question, QuestionState
from samverkan.web.questions.numbers import Number
from samverkan.web.questions.pseudonyms import pseudonym
from samverkan.web.questions.queries import AskedCard
from samverkan.web.questions.request import MOST_ELEMENTS, SCHEMA, CardBody, Request


@dataclass(frozen=True, slots=True)
class Card:
    """Why an officer asks: the operation's reference (empty in a routine check) and the reason.

    `supervisor` approves a question about a minor; `second_person` one about a second passenger.
    """

    operation: str
    reason: str
    purpose: Purpose = Purpose.PREVENT_CRIME
    passenger_reason: str = ""
    supervisor: Actor | None = None
    second_person: Actor | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """One subject of one check (`about`: its case key covers the question), and its role there."""

    card: Card
    about: str
    subject: str
    role: SubjectRole


def ask(
    *,
    card: Card,
    about: str,
    subject: str,
    role: SubjectRole | str,
    holders: tuple[str, ...] | None = None,
    by: Actor,
    now: datetime,
) -> AskedCard:
    """Ask about one subject of a check, of all holders whose pack we have, or of some of them.

    Call it outside any transaction: it waits for the network. What was answered before in this
    check and epoch is not asked again.
    """
    one = Ask(card, about, subject, SubjectRole(role))
    return ask_many(asks=(one,), holders=holders, by=by, now=now)[0]


def ask_many(
    *,
    asks: tuple[Ask, ...],
    holders: tuple[str, ...] | None = None,
    by: Actor,
    now: datetime,
) -> tuple[AskedCard, ...]:
    """Ask about many subjects, at most 25 numbers in a request. One refusal stops them all."""
    cards, sent = _prepare(asks, holders, by=by, now=now)
    answers = partners.ask_all(
        requests=[(each.pack.holder, each.request.to_body()) for each in sent],
        schema=SCHEMA,
        now=now,
    )
    take(sent, answers, by=by, now=now)
    return tuple(queries.card(card.pk) for card in cards)


def ask_again(*, card: int, by: Actor, now: datetime) -> AskedCard:
    """Ask those holders again who did not answer, on the same words."""
    row = queries.card(card).card
    words = Card(
        operation=row.operation,
        reason=row.reason,
        purpose=Purpose(row.purpose),
        passenger_reason=row.passenger_reason,
        supervisor=_approver(row.supervisor, now=now),
        second_person=_approver(row.second_person, now=now),
    )
    return ask(card=words, about=row.check_ref, subject=row.subject, role=row.role, by=by, now=now)


def _approver(reference: str, *, now: datetime) -> Actor | None:
    return actor_named(reference.rpartition("/")[2], on=now) if reference else None


@in_one_transaction
def _prepare(
    asks: tuple[Ask, ...], holders: tuple[str, ...] | None, *, by: Actor, now: datetime
) -> tuple[list[PurposeCard], list[Sent]]:
    packs = queries.held(epoch=epoch_of(now))
    wanted = [pack for code, pack in packs.items() if holders is None or code in holders]
    if not wanted:
        raise NotAllowed("packs.nobody_to_ask")
    cards = [_card(each, by=by, now=now) for each in asks]
    questions = [
        _question(card, pack, number, now=now)
        for pack in wanted
        for card in cards
        for number in _not_answered(card, pack, now=now)
    ]
    for card in cards:
        _record(card, [each for each, _ in questions if each.card == card], by=by, now=now)
    return cards, _requests(questions, packs)


def _card(each: Ask, *, by: Actor, now: datetime) -> PurposeCard:
    return write_card(
        words=each.card,
        check=each.about,
        subject=each.subject,
        role=each.role,
        by=by,
        now=now,
    )


def _not_answered(card: PurposeCard, pack: HeldPack, *, now: datetime) -> list[Number]:
    """Give the numbers that this holder has not answered; silent questions give way to new ones."""
    asked = Question.objects.filter(
        card__check_ref=card.check_ref,
        card__subject=card.subject,
        holder=pack.holder,
        epoch=pack.epoch,
    ).select_related("card")
    answered = {
        open_kept(question).number
        for question in asked.filter(state__in=(QuestionState.HIT, QuestionState.NO_HIT))
    }
    silent = (QuestionState.ASKED, QuestionState.NO_ANSWER)
    asked.filter(state__in=silent).update(state=QuestionState.ASKED_AGAIN)
    return [number for number in numbers_of(card.subject, now=now) if number not in answered]


def _question(
    card: PurposeCard, pack: HeldPack, number: Number, *, now: datetime
) -> tuple[Question, Blinded]:
    """Write one question down. Each holder gets a blind of its own, so that none can compare."""
    blinded = Blinded.about(number.sealed_input, random=draw(64))
    row = Question.objects.create(
        card=card,
        holder=pack.holder,
        epoch=pack.epoch,
        element=blinded.element.hex(),
        sealed=seal_kept(number, blinded, case=card.check_ref, now=now),
        asked_at=now,
    )
    return row, blinded


def _record(card: PurposeCard, asked: list[Question], *, by: Actor, now: datetime) -> None:
    if not asked:
        return
    journal.record(
        Act.ASKED,
        about=card.record,
        by=by,
        at=now,
        case=card.check_ref,
        ground="lag 2016:774 1 §",
        details={
            "agreed": sorted({card.supervisor, card.second_person} - {""}),
            "check": card.check_ref,
            "elements": [[each.holder, each.element] for each in asked],
            "operation": card.operation,
            "reason": card.reason,
            "role": card.role,
            "subject": card.subject,
        },
    )


def _requests(questions: list[tuple[Question, Blinded]], packs: dict[str, HeldPack]) -> list[Sent]:
    """Put the questions into requests: one holder, one operation, at most 25 elements each."""
    found = []
    for (holder, operation), group in groupby(
        questions, key=lambda each: (each[0].holder, each[0].card.operation)
    ):
        rows = list(group)
        for start in range(0, len(rows), MOST_ELEMENTS):
            part = rows[start : start + MOST_ELEMENTS]
            request = Request(operation, packs[holder].epoch, _bodies(part))
            found.append(Sent(packs[holder], request, tuple(part)))
    return found


def _bodies(rows: list[tuple[Question, Blinded]]) -> tuple[CardBody, ...]:
    cards = groupby(rows, key=lambda each: each[0].card)
    return tuple(
        CardBody(
            card=pseudonym("card", card.record),
            purpose=Purpose(card.purpose),
            user=pseudonym("user", card.officer),
            case=pseudonym("case", card.check_ref),
            elements=tuple(blinded.element for _, blinded in group),
        )
        for card, group in cards
    )
