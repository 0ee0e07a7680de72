"""Checks at sea played one by one: opened, asked about, ended, and the receipt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from django.urls import reverse

from samverkan.demo.acts import known, said
from samverkan.demo.acts.pages import open_page
from samverkan.demo.acts.player import Player
from samverkan.demo.acts.roles import ROLES
from samverkan.demo.story.case import ItemDecision, ItemKind
from samverkan.demo.story.cases import case
from samverkan.demo.story.check import Check
from samverkan.demo.story.steps import Step, StepAct
from samverkan.rules.actor import Actor
from samverkan.rules.inspections import Outcome
from samverkan.rules.likeness import Verdict
from samverkan.web.inspections import actions as inspections
from samverkan.web.inspections.actions import Why
from samverkan.web.people.queries import actor_named
from samverkan.web.questions import queries as questions
from samverkan.web.questions.actions import review
from samverkan.web.questions.said import Likeness

TAKEN_OVER_ABOARD = frozenset({1, 5})
"""The cases whose craft stayed when the control ended: an officer of Kronofogden was aboard."""

AT_SIGHT = frozenset({ItemKind.WATCH, ItemKind.JEWELLERY})


def record_check(step: Step, by: Actor, now: datetime) -> None:
    """Open the check as it begins. A phone without network keeps it to itself for now."""
    check = known.single_of(step)
    if not _is_offline(check):
        write_check(check, by=by, now=now)
        _note_what_is_seen(step, by=by, now=now)


def sync_phone(step: Step, by: Actor, now: datetime) -> None:
    """Take in what a phone wrote without network: the check, begun and ended an hour ago."""
    check = known.single_of(step)
    write_check(check, by=by, now=now)
    end_check(check, alongside=False, by=by, now=now)


def ask_questions(step: Step, by: Actor, now: datetime) -> None:
    """Ask about each person and craft that the officer has a written reason for."""
    check = known.single_of(step)
    for question in check.questions:
        inspections.ask_about_person(
            person=known.person_of(check, ROLES[question.role]),
            why=Why(question.reason, question.passenger_reason),
            by=by,
            now=now,
        )
    if check.ask_craft:
        row = known.check(check)
        inspections.ask_about_craft(check=row, why=Why(check.ask_craft), by=by, now=now)


def ask_by_likeness(step: Step, by: Actor, now: datetime) -> None:
    """Ask by likeness about a craft whose number cannot be read to its end."""
    fields = {name: step.detail(name) for name in ("hull", "engine", "make")}
    inspections.ask_like_craft(
        check=known.check(known.single_of(step)),
        why=Why(step.detail("reason")),
        said=Likeness("craft", fields, step.detail("established")),
        by=by,
        now=now,
    )


def review_candidate(step: Step, by: Actor, now: datetime) -> None:
    """Say of the one candidate whether it is the same. ValueError if there is not just one."""
    check = known.check(known.single_of(step)).record
    waiting = [each for card in questions.questions_of(check) for each in card.to_review]
    (candidate,) = waiting
    verdict = Verdict(step.detail("verdict"))
    review(candidate=candidate, verdict=verdict, words=step.words, by=by, now=now)


def note_contact(step: Step, by: Actor, now: datetime) -> None:
    """Note the call that the hit asked for."""
    row = known.check(known.single_of(step))
    inspections.add_note(check=row, text=step.words, fact=True, by=by, now=now)


def end_control(step: Step, by: Actor, now: datetime) -> None:
    """End the control when its own purpose is met; offline, the phone tells it later."""
    check = known.single_of(step)
    if not _is_offline(check):
        end_check(check, alongside=step.case in TAKEN_OVER_ABOARD, by=by, now=now)


def give_receipt(step: Step, by: Actor, now: datetime) -> None:
    """End a routine check that found nothing, and hand over its receipt as a PDF."""
    check = known.single_of(step)
    end_check(check, alongside=False, by=by, now=now)
    row = known.check(check)
    for each in row.persons.all():
        place = [*row.record.split("/"), each.pk, "sv"]
        open_page(reverse("inspections:receipt", args=place), by=by)
        inspections.give_receipt(person=each, by=by, now=now)


def correct_check(step: Step, by: Actor, now: datetime) -> None:
    """Say again who was checked, by the number on the document."""
    check = known.single_of(step)
    for aboard in check.aboard:
        if aboard.person is not None and aboard.number_read_as is not None:
            inspections.correct_person(
                person=known.person_of(check, ROLES[aboard.role]),
                said=said.person(said.as_it_was(aboard)),
                reason=step.words,
                by=by,
                now=now,
            )


def write_check(check: Check, *, by: Actor, now: datetime) -> None:
    """Write a check down: what it rests on, where, which craft, and who is aboard."""
    row = inspections.open_check(
        opening=said.opening(check),
        place=said.place(check),
        craft=said.craft(check.craft),
        by=by,
        now=now,
    )
    for aboard in check.aboard:
        inspections.add_person(check=row, said=said.person(aboard), by=by, now=now)


def end_check(check: Check, *, alongside: bool, by: Actor, now: datetime) -> None:
    """End a check at the time the story gives."""
    inspections.end_control(
        check=known.check(check),
        ended_at=check.ended_at.astimezone(UTC),
        outcome=Outcome(check.outcome),
        alongside=alongside,
        by=by,
        now=now,
    )


def officer(check: Check, *, on: datetime) -> Actor:
    """Give the officer of a check as they act that day."""
    return actor_named(check.officer.partition("/")[2], on=on)


def _is_offline(check: Check) -> bool:
    return check.synced_at > check.ended_at


def _note_what_is_seen(step: Step, *, by: Actor, now: datetime) -> None:
    """Note the valuables that lie in sight or are worn; nothing is searched for."""
    if not step.case:
        return
    row = known.check(known.single_of(step))
    for item in case(step.case).items:
        if item.kind in AT_SIGHT and item.decision is ItemDecision.ATTACHED:
            inspections.add_note(
                check=row, text=f"Synlig: {item.words}.", fact=True, by=by, now=now
            )


PLAYERS: Mapping[StepAct, Player] = {
    StepAct.CHECK_RECORDED: record_check,
    StepAct.PHONE_SYNCED: sync_phone,
    StepAct.QUESTION_ASKED: ask_questions,
    StepAct.LIKENESS_ASKED: ask_by_likeness,
    StepAct.CANDIDATE_REVIEWED: review_candidate,
    StepAct.CONTACT_MADE: note_contact,
    StepAct.CONTROL_ENDED: end_control,
    StepAct.RECEIPT_GIVEN: give_receipt,
    StepAct.CHECK_CORRECTED: correct_check,
}
