"""Everybody aboard and the craft, for one act that asks: who may be asked about, and why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from samverkan.rules.actor import Actor
from samverkan.rules.inspections import AboardRole
from samverkan.rules.questions import Subject, SubjectRole
from samverkan.rules.refusal import NotAllowed
from samverkan.web.inspections import asking, queries
from samverkan.web.inspections.asking import AGREED_FIRST, ASKED_AS, SAID
from samverkan.web.inspections.models import Agreement, Check, CheckPerson
from samverkan.web.inspections.said import Why
from samverkan.web.people.queries import actor_named, local_date
from samverkan.web.questions import actions as asked
from samverkan.web.questions import queries as questions
from samverkan.web.questions.numbers import Number
from samverkan.web.questions.said import numbers_of
from samverkan.web.subjects.queries import heading_of

CRAFT = "craft"


@dataclass(frozen=True, slots=True)
class Aboard:
    """Somebody in a check, or its craft (`person` is None).

    `refusal` is why it cannot be chosen, None if it can. `agreement` is a duty officer's yes to
    this officer's words, which are then the words of the question. `costs` are the elements that
    asking now would cost each holder, by code.
    """

    key: str
    person: CheckPerson | None
    subject: str
    heading: str
    role: SubjectRole
    numbers: tuple[Number, ...]
    costs: Mapping[str, int]
    refusal: NotAllowed | None = None
    agreement: Agreement | None = None

    @property
    def waits_for_agreement(self) -> bool:
        """Say whether a duty officer can open it."""
        return self.refusal is not None and self.refusal.key in AGREED_FIRST

    @property
    def cost(self) -> int:
        """Give the most elements that it costs at any one holder."""
        return max(self.costs.values(), default=0)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Somebody whom the officer would ask about, and the officer's words about just that one."""

    aboard: Aboard
    why: Why


def is_offered(check: Check) -> bool:
    """Say whether the act is shown: in an operation, where there is more than one to ask about."""
    return bool(check.operation) and check.persons.count() + bool(check.craft) > 1


def why_not(check: Check, actor: Actor, *, now: datetime) -> NotAllowed | None:
    """Say why nobody may be asked about here, or None."""
    closed = asking.why_not_craft(check, actor, now=now)
    if closed is None and not questions.holders(now=now):
        return NotAllowed("packs.nobody_to_ask")
    return closed


def everybody(check: Check, actor: Actor, *, now: datetime) -> tuple[Aboard, ...]:
    """Give everybody in a check in the order they were named, and last its craft."""
    persons = tuple(_person(row, actor, now=now) for row in check.persons.order_by("pk"))
    return (*persons, _craft(check, actor, now=now)) if check.craft else persons


def refusals(
    check: Check, chosen: Sequence[Chosen], actor: Actor, *, now: datetime
) -> dict[str, NotAllowed]:
    """Say of those who are chosen why they may not be asked about together, by key."""
    judged = [_judged(each, actor, now=now) for each in chosen]
    found = asking.refusals(check, judged, actor, now=now)
    return {
        each.aboard.key: refusal
        for each, refusal in zip(chosen, found, strict=True)
        if refusal is not None
    }


def _person(row: CheckPerson, actor: Actor, *, now: datetime) -> Aboard:
    last = queries.last_agreement(row, by=actor.reference)
    agreement = last if last and last.agreed else None
    words = Why(agreement.reason, agreement.passenger_reason) if agreement else Why(SAID, SAID)
    role = ASKED_AS[AboardRole(row.role)]
    bare = _bare(row.check_made, str(row.pk), row, row.subject, role, now=now)
    return _opened_or_closed(bare, words, agreement, row.check_made, actor, now=now)


def _craft(check: Check, actor: Actor, *, now: datetime) -> Aboard:
    bare = _bare(check, CRAFT, None, check.craft, SubjectRole.CRAFT, now=now)
    return _opened_or_closed(bare, Why(SAID), None, check, actor, now=now)


def _bare(
    check: Check,
    key: str,
    person: CheckPerson | None,
    subject: str,
    role: SubjectRole,
    *,
    now: datetime,
) -> Aboard:
    return Aboard(
        key=key,
        person=person,
        subject=subject,
        heading=heading_of(subject),
        role=role,
        numbers=numbers_of(subject, now=now),
        costs=asked.cost_of_asking(check.record, subject, now=now),
    )


def _opened_or_closed(
    bare: Aboard,
    words: Why,
    agreement: Agreement | None,
    check: Check,
    actor: Actor,
    *,
    now: datetime,
) -> Aboard:
    refusal = refusals(check, [Chosen(bare, words)], actor, now=now).get(bare.key)
    if refusal is None and not bare.numbers:
        refusal = NotAllowed("packs.nothing_to_ask")
    return replace(bare, refusal=refusal, agreement=agreement)


def _judged(chosen: Chosen, actor: Actor, *, now: datetime) -> Subject:
    person, why = chosen.aboard.person, chosen.why
    if person is None:
        return Subject(SubjectRole.CRAFT, why.reason)
    agreed = queries.agreement_on(person, why, by=actor.reference)
    officer = actor_named(agreed.decided_by.partition("/")[2], on=now) if agreed else None
    return asking.subject_of(person, why, agreed=officer, on=local_date(now))
