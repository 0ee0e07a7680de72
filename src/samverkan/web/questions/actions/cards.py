"""The purpose card: the rule is asked and the reason written before any number is blinded."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from samverkan.rules import personal_numbers
from samverkan.rules.actor import Actor
from samverkan.rules.questions import Subject, SubjectRole, may_ask
from samverkan.rules.refusal import NotAllowed
from samverkan.rules.subjects import Property, SubjectKind
from samverkan.web.journal.chance import new_uuid
from samverkan.web.journal.instance import here
from samverkan.web.people.queries import local_date
from samverkan.web.questions import queries
from samverkan.web.questions.models import PurposeCard
from samverkan.web.questions.operations import OperationFacts, facts_of
from samverkan.web.questions.said import numbers_of
from samverkan.web.subjects import queries as subjects

if TYPE_CHECKING:
    from samverkan.web.questions.actions.asking import Card


def write_card(
    *, words: Card, check: str, subject: str, role: SubjectRole, by: Actor, now: datetime
) -> PurposeCard:
    """Write the card of a question that may be asked; the same words again are the same card."""
    on = local_date(now)
    operation = operation_of(words.operation, on)
    may_ask(
        operation.card(check, words.purpose) if operation else None,
        subject_of(words, check, subject, role, on=on),
        asker=by,
        decisions=operation.decisions if operation else (),
        on=on,
    )
    if not numbers_of(subject, now=now):
        raise NotAllowed("packs.nothing_to_ask")
    return written(words, check, subject, role, by=by, now=now)


def written(
    words: Card,
    check: str,
    subject: str,
    role: SubjectRole,
    *,
    kind: str = "",
    by: Actor,
    now: datetime,
) -> PurposeCard:
    """Write a card that the rule allows; `kind` is that of a question by likeness."""
    card, _ = PurposeCard.objects.get_or_create(
        operation=words.operation,
        check_ref=check,
        subject=subject,
        role=role,
        likeness=kind,
        reason=words.reason.strip(),
        officer=by.reference,
        purpose=words.purpose,
        defaults={
            "record": f"{here().participant}/{new_uuid()}",
            "passenger_reason": words.passenger_reason.strip(),
            "supervisor": words.supervisor.reference if words.supervisor else "",
            "second_person": words.second_person.reference if words.second_person else "",
            "made_at": now,
        },
    )
    return card


def operation_of(ref: str, on: date) -> OperationFacts | None:
    """Give the operation that a card names; None in a routine check. NotAllowed if unknown."""
    if not ref:
        return None
    operation = facts_of(ref, on=on)
    if operation is None:
        raise NotAllowed("packs.operation_unknown")
    return operation


def subject_of(words: Card, check: str, subject: str, role: SubjectRole, *, on: date) -> Subject:
    """Give the subject as the rule reads it. What is no person has neither age nor passenger."""
    if subjects.kind_of(subject) is not SubjectKind.PERSON:
        return Subject(SubjectRole.CRAFT, words.reason)
    said = subjects.values(subject, Property.PERSONAL_NUMBER, Property.BIRTH_DATE)
    number, born = said.get(Property.PERSONAL_NUMBER), said.get(Property.BIRTH_DATE)
    return Subject(
        role=role,
        reason=words.reason,
        number=personal_numbers.parse(number, on=on) if number else None,
        birth_date=date.fromisoformat(born) if born else None,
        passenger_reason=words.passenger_reason,
        earlier_passengers=queries.earlier_passengers(check, besides=subject),
        supervisor=words.supervisor,
        second_person=words.second_person,
    )
