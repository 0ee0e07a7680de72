"""Many checks at once: the rest of a day in the operation, and a week of routine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

from samverkan.demo.acts import known
from samverkan.demo.acts.checks import end_check, officer, write_check
from samverkan.demo.acts.player import Player
from samverkan.demo.acts.roles import ROLES
from samverkan.demo.story.check import Check, Question
from samverkan.demo.story.checks import operation_checks, routine_checks, sunday_of
from samverkan.demo.story.steps import Step, StepAct
from samverkan.rules.actor import Actor
from samverkan.rules.questions import SubjectRole
from samverkan.web.inspections import actions as inspections
from samverkan.web.inspections import queries
from samverkan.web.inspections.actions import Why
from samverkan.web.inspections.asking import ASKED_AS
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.questions import actions as questions
from samverkan.web.questions import queries as queries_of_questions
from samverkan.web.questions.actions import Ask, Card

AGREED = "Skälet gäller farkosten och är skrivet; föraren är över 15 år."
CONTACTED = "Den som träffen pekar på är kontaktad."


def play_day(step: Step, by: Actor, now: datetime) -> None:
    """Write the day's other checks, ask their questions together, and approve what ended."""
    today = [
        check for check in operation_checks() if not check.key and check.at.date() == step.at.date()
    ]
    _write(today)
    _ask(today, by=by, now=now)
    _finish(today, by=by, now=now)


def play_routine(step: Step, by: Actor, now: datetime) -> None:
    """Write the week's routine checks. They ask nobody."""
    week = [check for check in routine_checks() if sunday_of(check) == step.at.date()]
    _write(week)
    _finish(week, by=by, now=now)


@in_one_transaction
def _write(checks: Iterable[Check]) -> None:
    """Write many checks at once: the journal is then signed once, and not after each."""
    for check in checks:
        _play(check)


@in_one_transaction
def _finish(checks: Iterable[Check], *, by: Actor, now: datetime) -> None:
    for check in checks:
        if check.questions or check.ask_craft:
            _note_contact(check, now=now)
    for row in queries.unapproved(by):
        inspections.approve(check=row, version=row.version, by=by, now=now)


def _play(check: Check) -> None:
    began, ended = (moment.astimezone(UTC) for moment in (check.at, check.ended_at))
    by = officer(check, on=began)
    write_check(check, by=by, now=began)
    if check.no_question and not check.aboard[0].person:
        inspections.add_note(
            check=known.check(check), text=check.no_question, fact=True, by=by, now=ended
        )
    end_check(check, alongside=False, by=by, now=ended)


def _ask(checks: Sequence[Check], *, by: Actor, now: datetime) -> None:
    """Ask for the crews, each holder once; about a minor the officer asks and another agrees."""
    asks = tuple(ask for check in checks for ask in _asks(check))
    questions.ask_many(asks=asks, holders=None, by=by, now=now)
    for check in checks:
        for question in check.questions:
            if question.approved_by:
                _ask_with_agreement(check, question, by=by, now=now)


def _ask_with_agreement(check: Check, question: Question, *, by: Actor, now: datetime) -> None:
    person = known.person_of(check, ROLES[question.role])
    why, asker = Why(question.reason), officer(check, on=now)
    agreement = inspections.ask_agreement(person=person, why=why, by=asker, now=now)
    inspections.decide_agreement(agreement=agreement, agreed=True, words=AGREED, by=by, now=now)
    inspections.ask_about_person(person=person, why=why, by=asker, now=now)


def _asks(check: Check) -> Iterator[Ask]:
    row = known.check(check)
    for question in check.questions:
        if not question.approved_by:
            person = known.person_of(check, ROLES[question.role])
            card = Card(operation=row.operation, reason=question.reason)
            yield Ask(card, row.record, person.subject, ASKED_AS[ROLES[question.role]])
    if check.ask_craft:
        card = Card(operation=row.operation, reason=check.ask_craft)
        yield Ask(card, row.record, row.craft, SubjectRole.CRAFT)


def _note_contact(check: Check, *, now: datetime) -> None:
    """Note that the desk was contacted, if there was a hit."""
    row = known.check(check)
    if queries_of_questions.hits_of(row.record):
        by = officer(check, on=now)
        inspections.add_note(check=row, text=CONTACTED, fact=True, by=by, now=now)


PLAYERS: Mapping[StepAct, Player] = {
    StepAct.DAY_PLAYED: play_day,
    StepAct.ROUTINE_PLAYED: play_routine,
}
