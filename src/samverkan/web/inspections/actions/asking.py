"""Asking a sealed question about somebody in a check, or about its craft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from samverkan.rules.actor import Actor
from samverkan.rules.inspections import AboardRole
from samverkan.rules.questions import SubjectRole
from samverkan.web.inspections import asking
from samverkan.web.inspections.models import Check, CheckPerson
from samverkan.web.people.queries import actor_named
from samverkan.web.questions import actions as questions
from samverkan.web.questions.queries import AskedCard


@dataclass(frozen=True, slots=True)
class Why:
    """Why this one: the officer's reason, one for a passenger, and who has agreed (a staff id)."""

    reason: str
    passenger_reason: str = ""
    approver: str = ""


def ask_about_person(*, person: CheckPerson, why: Why, by: Actor, now: datetime) -> AskedCard:
    """Ask all holders about somebody. Not in a transaction: it waits for the network."""
    refusal = asking.why_not_person(person, by, now=now)
    if refusal is not None:
        raise refusal
    return questions.ask(
        card=_card(person.check_made, why, now=now),
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
        card=_card(check, why, now=now),
        about=check.record,
        subject=check.craft,
        role=SubjectRole.CRAFT,
        by=by,
        now=now,
    )


def _card(check: Check, why: Why, *, now: datetime) -> questions.Card:
    agreed = actor_named(why.approver, on=now) if why.approver else None
    return questions.Card(
        operation=check.operation,
        reason=why.reason,
        passenger_reason=why.passenger_reason,
        supervisor=agreed,
        second_person=agreed,
    )
