"""Asking a sealed question about somebody in a check or its craft; who must agree first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.batches import must_name_somebody
from samverkan.rules.inspections import AboardRole
from samverkan.rules.questions import SubjectRole, may_agree
from samverkan.rules.refusal import Changed, NotAllowed
from samverkan.web.inspections import aboard, asking, likeness, queries
from samverkan.web.inspections.aboard import Chosen
from samverkan.web.inspections.models import Agreement, Check, CheckPerson
from samverkan.web.inspections.said import Why
from samverkan.web.journal import actions as journal
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.people.queries import actor_named
from samverkan.web.questions import actions as questions
from samverkan.web.questions.queries import AskedCard
from samverkan.web.questions.said import Likeness
from samverkan.wire.canonical import Json


def ask_about_person(*, person: CheckPerson, why: Why, by: Actor, now: datetime) -> AskedCard:
    """Ask all holders about somebody. Not in a transaction: it waits for the network."""
    refusal = asking.why_not_person(person, by, now=now)
    if refusal is not None:
        raise refusal
    agreed = queries.agreement_on(person, why, by=by.reference)
    return questions.ask(
        card=_card(person.check_made, why, agreed, now=now),
        about=person.check_made.record,
        subject=person.subject,
        role=asking.ASKED_AS[AboardRole(person.role)],
        by=by,
        now=now,
    )


def ask_about_craft(*, check: Check, why: Why, by: Actor, now: datetime) -> AskedCard:
    """Ask all holders about the craft."""
    refusal = asking.why_not_craft(check, by, now=now)
    if refusal is not None:
        raise refusal
    return questions.ask(
        card=_card(check, why, None, now=now),
        about=check.record,
        subject=check.craft,
        role=SubjectRole.CRAFT,
        by=by,
        now=now,
    )


def ask_about_aboard(
    *, check: Check, chosen: Sequence[Chosen], by: Actor, now: datetime
) -> tuple[AskedCard, ...]:
    """Ask all holders about several in a check, each holder once. Not in a transaction.

    Each has the officer's own words; what is refused about one stops the whole, and so does a
    holder's budget that has no room for it.
    """
    must_name_somebody(len(chosen))
    closed = aboard.why_not(check, by, now=now)
    if closed is not None:
        raise closed
    refused = aboard.refusals(check, chosen, by, now=now)
    for each in chosen:
        if each.aboard.key in refused:
            why = refused[each.aboard.key]
            raise NotAllowed("questions.batch_about", who=each.aboard.heading, why=why)
    asks = tuple(_ask_of(check, each, by=by, now=now) for each in chosen)
    return questions.ask_many(asks=asks, by=by, now=now)


def ask_like_person(
    *, person: CheckPerson, why: Why, said: Likeness, by: Actor, now: datetime
) -> AskedCard:
    """Ask by likeness about somebody without a number. Not in a transaction."""
    if person.unknown:
        raise NotAllowed("likeness.not_stated", section="BDL 2:7, 2:8")
    ask = likeness.ask_of_person(person, why)
    return questions.ask_by_likeness(ask=ask, said=said, by=by, now=now)


def ask_like_craft(
    *, check: Check, why: Why, said: Likeness, by: Actor, now: datetime
) -> AskedCard:
    """Ask by likeness about a craft whose number is damaged. Not in a transaction."""
    ask = likeness.ask_of_craft(check, why)
    return questions.ask_by_likeness(ask=ask, said=said, by=by, now=now)


@in_one_transaction
def ask_agreement(*, person: CheckPerson, why: Why, by: Actor, now: datetime) -> Agreement:
    """Ask the duty officer to agree to a question: it waits on their desk, on these words."""
    refusal = asking.why_not_person(person, by, now=now)
    if refusal is not None:
        raise refusal
    if not why.reason.strip():
        raise NotAllowed("questions.no_reason")
    if person.role == AboardRole.PASSENGER and not why.passenger_reason.strip():
        raise NotAllowed("questions.passenger")
    if Agreement.objects.filter(person=person, asked_by=by.reference, decided_at=None).exists():
        raise NotAllowed("questions.agreement_waits")
    row = Agreement.objects.create(
        person=person,
        reason=why.reason.strip(),
        passenger_reason=why.passenger_reason.strip(),
        asked_by=by.reference,
        asked_at=now,
    )
    _enter(Act.AGREEMENT_ASKED, row, {"reason": row.reason}, by=by, now=now)
    return row


@in_one_transaction
def decide_agreement(
    *, agreement: Agreement, agreed: bool, words: str, by: Actor, now: datetime
) -> None:
    """Agree to another's question, or refuse it, with words."""
    decided = agreement.decided_at is not None
    may_agree(asked_by=agreement.asked_by, decided=decided, words=words, by=by)
    moved = Agreement.objects.filter(pk=agreement.pk, decided_at=None).update(
        agreed=agreed, words=words.strip()[:400], decided_by=by.reference, decided_at=now
    )
    if moved != 1:
        raise Changed("Någon annan hann svara före.")
    details: dict[str, Json] = {"agreed": agreed, "agreement": agreement.pk, "words": words.strip()}
    _enter(Act.AGREEMENT_DECIDED, agreement, details, by=by, now=now)


def _enter(act: Act, row: Agreement, details: dict[str, Json], *, by: Actor, now: datetime) -> None:
    check = row.person.check_made
    subject = {"subject": row.person.subject}
    journal.record(
        act, about=check.record, by=by, at=now, case=check.case, details={**details, **subject}
    )


def _ask_of(check: Check, chosen: Chosen, *, by: Actor, now: datetime) -> questions.Ask:
    person, why = chosen.aboard.person, chosen.why
    agreed = queries.agreement_on(person, why, by=by.reference) if person else None
    card = _card(check, why, agreed, now=now)
    return questions.Ask(card, check.record, chosen.aboard.subject, chosen.aboard.role)


def _card(check: Check, why: Why, agreed: Agreement | None, *, now: datetime) -> questions.Card:
    officer = actor_named(agreed.decided_by.partition("/")[2], on=now) if agreed else None
    return questions.Card(
        operation=check.operation,
        reason=why.reason,
        passenger_reason=why.passenger_reason,
        supervisor=officer,
        second_person=officer,
    )
