"""Asking by likeness from a check: why it is closed, what it starts from, and what it costs."""

from __future__ import annotations

from datetime import datetime

from samverkan.rules.actor import Actor
from samverkan.rules.inspections import AboardRole, Mode
from samverkan.rules.questions import SubjectRole
from samverkan.rules.refusal import NotAllowed, reason
from samverkan.rules.subjects import Property
from samverkan.web.inspections.asking import ASKED_AS, SAID, why_not_craft
from samverkan.web.inspections.models import Check, CheckPerson
from samverkan.web.inspections.said import Why
from samverkan.web.questions import actions as questions
from samverkan.web.questions.queries import no_list
from samverkan.web.questions.said import Likeness, numbers_of
from samverkan.web.subjects import queries as subjects

_CRAFT = {
    "hull": Property.HIN,
    "engine": Property.ENGINE_NUMBER,
    "registration": Property.REGISTRATION,
    "make": Property.MAKE,
    "craft_name": Property.CRAFT_NAME,
}


def is_offered(person: CheckPerson, *, now: datetime) -> bool:
    """Say whether the act is shown: in an operation, for somebody who has no number here."""
    in_operation = person.check_made.mode == Mode.OPERATION
    return in_operation and not numbers_of(person.subject, now=now)


def why_not_person(person: CheckPerson, actor: Actor, *, now: datetime) -> NotAllowed | None:
    """Say why no question by likeness may be asked about somebody, or None."""
    if person.unknown:
        return NotAllowed("likeness.not_stated", section="BDL 2:7, 2:8")
    start = start_of_person(person)
    fields = {"given": SAID, "surname": SAID, "birth": start["birth_date"] or "1900-01-01"}
    said = Likeness("person", fields, SAID)
    closed = reason(questions.why_not, ask_of_person(person, Why(SAID)), said, by=actor, now=now)
    return closed or no_list("person", now=now)


def ask_of_person(person: CheckPerson, why: Why) -> questions.Ask:
    """Give the question as the questions app takes it."""
    check = person.check_made
    card = questions.Card(check.operation, why.reason, passenger_reason=SAID)
    return questions.Ask(card, check.record, person.subject, ASKED_AS[AboardRole(person.role)])


def ask_of_craft(check: Check, why: Why) -> questions.Ask:
    """Give the question about a check's craft."""
    card = questions.Card(check.operation, why.reason)
    return questions.Ask(card, check.record, check.craft, SubjectRole.CRAFT)


def why_not(check: Check, actor: Actor, *, now: datetime) -> NotAllowed | None:
    """Say why no question by likeness may be asked about the craft, or None."""
    return why_not_craft(check, actor, now=now) or no_list("craft", now=now)


def start_of_person(person: CheckPerson) -> dict[str, str]:
    """Give what is said of a person already, as the form begins."""
    said = subjects.values(person.subject, Property.NAME, Property.BIRTH_DATE)
    given, _, surname = said.get(Property.NAME, "").strip().rpartition(" ")
    born = said.get(Property.BIRTH_DATE, "")
    return {"given_name": given, "surname": surname, "birth_date": born}


def start_of_craft(check: Check) -> dict[str, str]:
    """Give what is said of a craft already, as the form begins."""
    said = subjects.values(check.craft, *_CRAFT.values())
    return {field: said.get(name, "") for field, name in _CRAFT.items()}
