"""The asker's side: state why, journal, ask all holders at once, and open what they answer.

`_prepare` is a transaction, and so is taking the answers; the network lies between them. So a
question is in the journal, with number and blind under the case key, before anything is sent. A
question that a holder did not answer is sent again as it was, so that no budget counts it twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from samverkan.rules.actor import Actor
from samverkan.rules.disclosure_ladder import Purpose
from samverkan.rules.questions import SubjectRole
from samverkan.rules.refusal import NotAllowed
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.people.queries import actor_named
from samverkan.web.questions import queries
from samverkan.web.questions.actions.answers import look_up_again
from samverkan.web.questions.actions.blinding import (
    Wanted,
    asked_before,
    put_down,
    still_wanted,
)
from samverkan.web.questions.actions.cards import write_card
from samverkan.web.questions.actions.sending import (
    Prepared,
    record_asked,
    record_together,
    send,
)
from samverkan.web.questions.epochs import epoch_of
from samverkan.web.questions.kept import Item
from samverkan.web.questions.models import HeldPack, PurposeCard, Question
from samverkan.web.questions.queries import AskedCard
from samverkan.web.questions.said import numbers_of


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
    check and epoch is looked up again in the holder's newest pack, and the holder is not asked.
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
    """Ask about many subjects, with one request and proof for each holder.

    One refusal stops them all, and so does a batch that a holder's budget has no room for.
    """
    cards, questions = _prepare(asks, holders, by=by, now=now)
    send(questions, by=by, now=now)
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
) -> tuple[list[PurposeCard], list[Prepared]]:
    packs = queries.held(epoch=epoch_of(now))
    wanted = [pack for code, pack in packs.items() if holders is None or code in holders]
    if not wanted:
        raise NotAllowed("packs.nobody_to_ask")
    cards = [_card(each, by=by, now=now) for each in asks]
    questions = put_down(_wanted(cards, wanted, by=by, now=now), by=by, now=now)
    record_together(cards, [each.row for each in questions], by=by, now=now)
    for card in cards:
        rows = [each.row for each in questions if each.row.card == card]
        record_asked(card, rows, by=by, now=now)
    return cards, questions


def _wanted(
    cards: list[PurposeCard], packs: list[HeldPack], *, by: Actor, now: datetime
) -> list[Wanted]:
    """Give what no holder has answered yet; what is answered is looked up in the newest pack."""
    found = []
    for card in cards:
        numbers = numbers_of(card.subject, now=now)
        asked = asked_before(card.check_ref, card.subject, epoch_of(now))
        for pack in packs:
            before = asked.get(pack.holder, {})
            _look_up_again(before, pack, by=by, now=now)
            found += still_wanted(card, pack, numbers, before)
    return found


def _card(each: Ask, *, by: Actor, now: datetime) -> PurposeCard:
    return write_card(
        words=each.card,
        check=each.about,
        subject=each.subject,
        role=each.role,
        by=by,
        now=now,
    )


def _look_up_again(
    asked: Mapping[Item, Question], pack: HeldPack, *, by: Actor, now: datetime
) -> None:
    answered = [each for each in asked.values() if each.output]
    if answered:
        look_up_again(answered, pack, by=by, now=now)
