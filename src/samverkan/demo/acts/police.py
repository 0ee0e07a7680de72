"""The Police: a check of their own, the notice, the decision heard by phone, and the custody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from samverkan.demo.acts import known, matters, said
from samverkan.demo.acts.player import Player
from samverkan.demo.story.case import ItemKind
from samverkan.demo.story.cases import case
from samverkan.demo.story.check import Aboard
from samverkan.demo.story.check import Check as StoryCheck
from samverkan.demo.story.hits import hits
from samverkan.demo.story.steps import Step, StepAct
from samverkan.rules.actor import Actor
from samverkan.rules.control_grounds import Power
from samverkan.rules.disclosure_ladder import Fact, Purpose
from samverkan.rules.inspections import AboardRole, Mode, Opening, Outcome
from samverkan.rules.instruments import Instrument, Measure
from samverkan.rules.phone_decisions import read_back_code
from samverkan.web.disclosure import actions as disclosure
from samverkan.web.disclosure import queries as disclosures
from samverkan.web.disclosure.drafts import Draft
from samverkan.web.inspections import actions as inspections
from samverkan.web.inspections.said import CraftSaid, PersonSaid, Place
from samverkan.web.property import actions as property_actions
from samverkan.web.property import queries as property_queries
from samverkan.web.property.actions import Found, HandOver

if TYPE_CHECKING:
    from samverkan.web.inspections.models import Check

GROUNDS = ("pl-22",)
QUAY = Place(59.2903, 18.7046, "Stavsnäs")
KEPT_UNTIL = date(2026, 6, 30)
NEED = "Egendomen kan antas bli utmätt; Kronofogden avgör."
AGAINST = "Inga särskilda skäl talar emot: ingen förundersökning störs."
CHOSEN = frozenset({"name", "personal_number", "make", "hin", "engine_number", "place", "note"})
ENGINE = "Utombordsmotor med ändrat nummer"


def record_own_check(step: Step, by: Actor, now: datetime) -> None:
    """Open a check on the Police's own power: of case 2, or of whom the Coast Guard told about."""
    if step.case:
        _check_of_case(step, by=by, now=now)
    else:
        _check_after_hit(step, by=by, now=now)


def notify(step: Step, by: Actor, now: datetime) -> None:
    """Notify Kronofogden of property found in the Police's own check (UF 6:25)."""
    row = known.police_check(step)
    about = row.persons.get(role=AboardRole.DRIVER).subject
    for receiver in step.to:
        disclosure.disclose(draft=notice(row.record, about, receiver), by=by, now=now)


def notice(record: str, about: str, receiver: str) -> Draft:
    """Give the notice of a find in an own check: who, where, which craft, and what was seen."""
    source = disclosures.source_of(record)
    if source is None:
        raise LookupError(f"{record} offers nothing to disclose")
    offered = disclosures.candidates(source, about)
    return Draft(
        source=record,
        about=about,
        receiver=receiver,
        purpose=Purpose.ENFORCE_DEBT,
        ground="uf-6-25",
        facts=frozenset({Fact.PROPERTY_FOUND}),
        chosen=tuple(each.key for each in offered if each.name in CHOSEN),
        need=NEED,
        speaks_against=AGAINST,
        expires_on=KEPT_UNTIL,
    )


def confirm_decision(step: Step, by: Actor, now: datetime) -> None:
    """Confirm exactly the version whose code was read out."""
    del step
    heard = property_queries.heard_decisions()[0]
    property_actions.confirm(heard=heard, code=read_back_code(heard.digest), by=by, now=now)


def take_charge(step: Step, by: Actor, now: datetime) -> None:
    """End the control, and take the things in charge for Kronofogden, on its decision."""
    decision = property_queries.heard_decisions()[0].record
    check = known.police_check(step)
    _end(check, by=by, now=now)
    for item in matters.items(step):
        thing = property_actions.take_in(
            found=matters.found(item),
            instrument=Instrument.PROVISIONAL_MEASURE,
            decided_by="KFM",
            ground=step.section,
            taken_for=decision,
            case=check.case,
            by=by,
            now=now,
        )
        to = HandOver(place=QUAY.words, holder=by.participant, reason=step.words)
        property_actions.move(thing=thing, to=to, by=by, now=now)


def hand_over(step: Step, by: Actor, now: datetime) -> None:
    """Hand the things over to Kronofogden: the Police's charge of them ends."""
    decision = property_queries.heard_decisions()[0].record
    for view in property_queries.views_for(decision):
        thing = property_queries.thing(view.record)
        to = HandOver(
            place="Överlämnat",
            holder=step.to[0],
            reason=step.words,
            handed_from=by.participant,
            handed_to=step.to[0],
        )
        property_actions.move(thing=thing, to=to, by=by, now=now)
        property_actions.change_ground(
            thing=thing,
            measure=Measure.LIFT,
            ground="UB 6:12 a",
            reason=step.words,
            decided_by="KFM",
            by=by,
            now=now,
        )


def _check_of_case(step: Step, *, by: Actor, now: datetime) -> None:
    """Check the debtor of the case, note what is in sight, and end when its purpose is met."""
    told = case(step.case)
    craft = next(item for item in told.items if item.kind is ItemKind.JET_SKI)
    seen = CraftSaid(
        kind=craft.kind,
        make=craft.words,
        hin=craft.marks["hull"],
        engine_number=craft.marks["engine"],
    )
    check = inspections.open_check(
        opening=own_check(step.at.astimezone(UTC)), place=QUAY, craft=seen, by=by, now=now
    )
    person = PersonSaid(
        role=AboardRole.DRIVER,
        evidence="förarbevis",
        documented=True,
        name=told.debtor.name,
        personal_number=told.debtor.number,
    )
    inspections.add_person(check=check, said=person, by=by, now=now)
    for item in told.items:
        if item is not craft:
            text = f"Överlämnat för granskning: {item.words}."
            inspections.add_note(check=check, text=text, fact=True, by=by, now=now)


def _check_after_hit(step: Step, *, by: Actor, now: datetime) -> None:
    """Check whom the Coast Guard told of, on own power; a stolen engine is seized."""
    told = known.single_of(step)
    check = inspections.open_check(
        opening=own_check(step.at.astimezone(UTC)),
        place=said.place(told),
        craft=said.craft(told.craft),
        by=by,
        now=now,
    )
    for aboard in _met(told):
        inspections.add_person(check=check, said=said.person(aboard), by=by, now=now)
    inspections.add_note(check=check, text=step.words, fact=True, by=by, now=now)
    if told.ask_craft:
        property_actions.take_in(
            found=Found("other", ENGINE, {"engine": told.craft.engine}),
            instrument=Instrument.SEIZURE,
            decided_by=by.participant,
            ground=step.section,
            taken_for=check.record,
            case=check.case,
            by=by,
            now=now,
        )
    _end(check, by=by, now=now)


def _met(told: StoryCheck) -> Sequence[Aboard]:
    """Give whom the Police look for, else the driver: they note nobody else aboard."""
    sought = {hit.about for hit in hits()}
    return [each for each in told.aboard if each.person in sought] or told.aboard[:1]


def _end(check: Check, *, by: Actor, now: datetime) -> None:
    inspections.end_control(
        check=check,
        ended_at=now,
        outcome=Outcome.NOTHING_FOUND,
        alongside=False,
        by=by,
        now=now,
    )


def own_check(began: datetime) -> Opening:
    """Say what a check of the Police's own rests on; `began` in UTC."""
    return Opening(Mode.ROUTINE, GROUNDS, (Power.STOP,), began)


PLAYERS: Mapping[StepAct, Player] = {
    StepAct.POLICE_CHECK_RECORDED: record_own_check,
    StepAct.POLICE_NOTIFIED: notify,
    StepAct.DECISION_CONFIRMED: confirm_decision,
    StepAct.POLICE_TOOK_CHARGE: take_charge,
    StepAct.HANDED_OVER: hand_over,
}
