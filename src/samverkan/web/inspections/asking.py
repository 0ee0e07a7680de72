"""Whether a question may be asked about somebody in a check, and what was answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from samverkan.rules import batches, personal_numbers
from samverkan.rules.actor import Actor
from samverkan.rules.disclosure_ladder import Purpose
from samverkan.rules.inspections import AboardRole
from samverkan.rules.questions import Subject, SubjectRole
from samverkan.rules.refusal import NotAllowed
from samverkan.rules.subjects import Property
from samverkan.web.cooperation import queries as cooperation
from samverkan.web.inspections import queries
from samverkan.web.inspections.models import Check, CheckPerson
from samverkan.web.inspections.said import Why
from samverkan.web.people.queries import local_date
from samverkan.web.questions import queries as questions
from samverkan.web.questions.labels import ShownCard, shown
from samverkan.web.questions.operations import facts_of
from samverkan.web.subjects import queries as subjects

ASKED_AS = {
    AboardRole.DRIVER: SubjectRole.DRIVER,
    AboardRole.OWNER_CLAIMED: SubjectRole.OWNER,
    AboardRole.OWNER_EVIDENCED: SubjectRole.OWNER,
    AboardRole.PASSENGER: SubjectRole.PASSENGER,
}
SAID = "-"
"""Stands for words that are not written yet, where it is asked whether words could open it."""

# What a duty officer can agree to: it closes no button.
AGREED_FIRST = frozenset({"questions.minor", "questions.more_passengers"})


def why_not_person(person: CheckPerson, actor: Actor, *, now: datetime) -> NotAllowed | None:
    """Say why no question may be asked about somebody, or None; a duty officer may agree to it."""
    return _why_not(person.check_made, _subject(person, on=local_date(now)), actor, now=now)


def must_agree(person: CheckPerson, why: Why, actor: Actor, *, now: datetime) -> NotAllowed | None:
    """Say why a duty officer must agree before these words are asked; None if nobody must."""
    refusal = why_not_person(person, actor, now=now)
    if refusal is not None or queries.agreement_on(person, why, by=actor.reference) is not None:
        return None
    asked = _subject(person, on=local_date(now))
    return _refusal(person.check_made, asked, actor, now=now)


def why_not_craft(check: Check, actor: Actor, *, now: datetime) -> NotAllowed | None:
    """Say why no question may be asked about the craft, or None."""
    return _why_not(check, Subject(SubjectRole.CRAFT, SAID), actor, now=now)


def refusals(
    check: Check, asked: Sequence[Subject], actor: Actor, *, now: datetime
) -> tuple[NotAllowed | None, ...]:
    """Say of each who would be asked about together why not, or None."""
    on = local_date(now)
    operation = facts_of(check.operation, on=on) if check.operation else None
    if check.operation and operation is None:
        return (NotAllowed("packs.operation_unknown"),) * len(asked)
    return batches.refusals(
        operation.card(check.record, Purpose.PREVENT_CRIME) if operation else None,
        asked,
        asker=actor,
        decisions=operation.decisions if operation else (),
        on=on,
    )


def answers_of(check: Check, actor: Actor) -> tuple[ShownCard, ...]:
    """Give what was asked in a check and whom to contact: a hit says nothing more."""
    cards = questions.questions_of(check.record)
    return tuple(shown(card.visible_to(actor)) for card in cards)


def operation_name(check: Check) -> str:
    """Name the operation that a check belongs to; empty for a routine check."""
    return cooperation.operation(check.operation).name if check.operation else ""


def _why_not(check: Check, subject: Subject, actor: Actor, *, now: datetime) -> NotAllowed | None:
    refusal = _refusal(check, subject, actor, now=now)
    return None if refusal is not None and refusal.key in AGREED_FIRST else refusal


def _refusal(check: Check, subject: Subject, actor: Actor, *, now: datetime) -> NotAllowed | None:
    return refusals(check, (subject,), actor, now=now)[0]


def _subject(person: CheckPerson, *, on: date) -> Subject:
    return subject_of(person, Why(SAID, SAID), on=on)


def subject_of(person: CheckPerson, why: Why, *, agreed: Actor | None = None, on: date) -> Subject:
    """Give somebody in a check as the rule reads it; `agreed` is the duty officer who said yes."""
    said = subjects.values(person.subject, Property.PERSONAL_NUMBER, Property.BIRTH_DATE)
    number, born = said.get(Property.PERSONAL_NUMBER), said.get(Property.BIRTH_DATE)
    return Subject(
        role=ASKED_AS[AboardRole(person.role)],
        reason=why.reason,
        number=personal_numbers.parse(number, on=on) if number else None,
        birth_date=date.fromisoformat(born) if born else None,
        passenger_reason=why.passenger_reason,
        earlier_passengers=questions.earlier_passengers(
            person.check_made.record, besides=person.subject
        ),
        supervisor=agreed,
        second_person=agreed,
    )
