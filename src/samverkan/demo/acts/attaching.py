"""Kronofogden attaches: by the three lawful ways, each thing decided, protocol and ban."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from samverkan.demo.acts import known, matters
from samverkan.demo.acts.findings import estimate, proposal
from samverkan.demo.acts.player import Player
from samverkan.demo.story.cases import case
from samverkan.demo.story.claims_file import csv_of_claims
from samverkan.demo.story.steps import Step, StepAct
from samverkan.rules.actor import Actor
from samverkan.rules.phone_decisions import DecisionKind
from samverkan.web.disclosure import actions as disclosure
from samverkan.web.disclosure import queries as disclosures
from samverkan.web.enforcement import actions as enforcement
from samverkan.web.enforcement import queries
from samverkan.web.enforcement.actions import Fault
from samverkan.web.enforcement.papers.attachment import attachment_protocol
from samverkan.web.enforcement.papers.protocols import Notes
from samverkan.web.enforcement.queries import DocumentKind, Journey, Way
from samverkan.web.people.queries import display_name
from samverkan.web.property import actions as property_actions
from samverkan.web.property import queries as property_queries
from samverkan.web.property.actions import Call, HandOver

CLAIMS_FILE = "fordringar-2025.csv"
POLICE_OFFICER = "Malin Vågbrytare, Polisen"
POLICE_STORE = "Polisens godsmagasin"
AT_DISTANCE, BY_PHONE = frozenset({3}), frozenset({2})
PARTIES = "Gäldenären var närvarande. Sökandena var inte närvarande."
ABSENT = "Varken gäldenären eller sökandena var närvarande; beslutet delges efteråt."
STATEMENTS = {
    4: "En bror till gäldenären ringde och sade att RIB-båten är hans.",
    7: "Mannen sade att han inte har några skulder. Invändningen är antecknad.",
}
NOTHING_SAID = "Inga invändningar gjordes."


def import_claims(step: Step, by: Actor, now: datetime) -> None:
    """Read the file of claims; what is broken is put aside with its line and reason."""
    del step
    data = csv_of_claims(with_broken=True).encode()
    enforcement.import_claims(data=data, name=CLAIMS_FILE, by=by, now=now)


def decide_by_phone(step: Step, by: Actor, now: datetime) -> None:
    """Decide by phone that what the Police found is held provisionally, and read out the code."""
    debtor = matters.debtor(step)
    _take_up_notice(step, by=by, now=now)
    enforcement.confirm_pending(case=debtor, by=by, now=now)
    claims = queries.pending_claims(debtor)
    call = Call(
        kind=DecisionKind.PROVISIONAL_CUSTODY,
        told=POLICE_OFFICER,
        who=debtor.debtor_name,
        items=tuple(item.words for item in matters.items(step)),
        claim=", ".join(claim.title for claim in claims),
    )
    for receiver in step.to:
        property_actions.decide_by_phone(
            call=call, to=receiver, about=debtor.record, case=debtor.record, by=by, now=now
        )


def notify_debtor(step: Step, by: Actor, now: datetime) -> None:
    """Write down what the Police hold for us, and issue the notice to the debtor (UF 6:12)."""
    told, debtor = case(step.case), matters.debtor(step)
    (decision,) = property_queries.decisions_about(debtor.record)
    enforcement.take_provisionally(
        case=debtor,
        found=tuple(matters.found(item) for item in told.items),
        holder=decision.partner,
        place=POLICE_STORE,
        phone_decision=decision.record,
        by=by,
        now=now,
    )
    enforcement.issue_provisional_notice(case=debtor, by=by, now=now)


def begin(step: Step, by: Actor, now: datetime) -> None:
    """Begin the execution; another authority's control has ended, as an event of its own."""
    enforcement.begin(case=matters.debtor(step), journey=_journey(step), by=by, now=now)


def attach(step: Step, by: Actor, now: datetime) -> None:
    """Attach each thing for every applicant at the same time."""
    _decide(step, enforcement.attach, by=by, now=now)


def leave(step: Step, by: Actor, now: datetime) -> None:
    """Leave each thing that the law keeps from attachment, with section and reason."""
    _decide(step, enforcement.leave, by=by, now=now)


def sign_protocol(step: Step, by: Actor, now: datetime) -> None:
    """Issue the protocol of the attachment."""
    execution = matters.execution(step)
    absent = step.case in AT_DISTANCE | BY_PHONE
    notes = Notes(
        parties=ABSENT if absent else PARTIES, statements=STATEMENTS.get(step.case, NOTHING_SAID)
    )
    enforcement.issue_protocol(
        kind=DocumentKind.ATTACHMENT_PROTOCOL,
        execution=execution,
        draft=attachment_protocol(execution, notes),
        by=by,
        now=now,
    )


def serve_ban(step: Step, by: Actor, now: datetime) -> None:
    """Serve the decision with the ban on disposal."""
    execution = matters.execution(step)
    enforcement.issue_notice(execution=execution, by=by, now=now)
    enforcement.serve_ban(execution=execution, how=step.words, by=by, now=now)


def secure(step: Step, by: Actor, now: datetime) -> None:
    """Write down where each thing lies from now on, and in whose hands."""
    to = HandOver(place=_place_in(step.words), holder=by.participant, reason=step.words)
    for item in matters.items(step):
        property_actions.move(thing=matters.thing_of(item), to=to, by=by, now=now)


def value(step: Step, by: Actor, now: datetime) -> None:
    """Write down what an expert says each thing is worth."""
    for item in matters.items(step):
        expert = estimate(item, valued_by="Sakkunnig", basis=step.words)
        property_actions.value(thing=matters.thing_of(item), estimate=expert, by=by, now=now)


def correct(step: Step, by: Actor, now: datetime) -> None:
    """Lift the attachment: the thing is another person's."""
    for item in matters.items(step):
        enforcement.correct(
            item=matters.listed(step, item),
            fault=Fault.THIRD_PARTYS,
            why=step.words,
            by=by,
            now=now,
        )


def give_back(step: Step, by: Actor, now: datetime) -> None:
    """Hand the things back to whom they belong."""
    told = case(step.case)
    for item in matters.items(step):
        enforcement.give_back(
            item=matters.listed(step, item),
            to=told.wronged.name if told.wronged else told.debtor.name,
            words=step.words,
            by=by,
            now=now,
        )


def _take_up_notice(step: Step, *, by: Actor, now: datetime) -> None:
    """Confirm the Police's notice and take it up in the debtor's case."""
    notice = known.received_about(case(step.case).debtor.number)
    disclosure.confirm(received=notice, pending=True, note=step.words, by=by, now=now)
    release = disclosures.release_of(notice).pk
    enforcement.take_up(release=release, case=matters.debtor(step), by=by, now=now)


def _decide(step: Step, decide: Callable[..., object], *, by: Actor, now: datetime) -> None:
    told, execution = case(step.case), matters.execution(step)
    held = {
        view.description: view.record for view in property_queries.views_for(execution.case.record)
    }
    for item in matters.items(step):
        found = proposal(
            told, item, valued_by=display_name(by.reference), thing=held.get(item.words, "")
        )
        decide(execution=execution, proposal=found, by=by, now=now)


def _journey(step: Step) -> Journey:
    told, debtor = case(step.case), matters.debtor(step)
    if step.case in BY_PHONE:
        (decision,) = property_queries.decisions_about(debtor.record)
        return Journey(
            way=Way.BY_PHONE,
            place=POLICE_STORE,
            found_by=decision.partner,
            check_by=decision.partner,
            phone_decision=decision.record,
        )
    received = known.received(step)
    control_ended_at = told.at(StepAct.CONTROL_ENDED).astimezone(UTC)
    if step.case in AT_DISTANCE:
        return Journey(
            way=Way.AT_DISTANCE,
            place=step.words,
            check_ref=received.source,
            control_ended_at=control_ended_at,
            identified_by=tuple(told.items[0].marks.values()),
        )
    return Journey(
        way=Way.OFFICER_PRESENT,
        place=step.words,
        check_ref=received.source,
        control_ended_at=control_ended_at,
        found_by=received.sender,
    )


def _place_in(words: str) -> str:
    return words.removesuffix(".")


PLAYERS: Mapping[StepAct, Player] = {
    StepAct.CLAIMS_IMPORTED: import_claims,
    StepAct.DECISION_BY_PHONE: decide_by_phone,
    StepAct.DEBTOR_NOTIFIED: notify_debtor,
    StepAct.EXECUTION_BEGAN: begin,
    StepAct.ITEM_ATTACHED: attach,
    StepAct.ITEM_EXEMPTED: leave,
    StepAct.ITEM_LEFT: leave,
    StepAct.PROTOCOL_SIGNED: sign_protocol,
    StepAct.BAN_SERVED: serve_ban,
    StepAct.SECURED: secure,
    StepAct.VALUED: value,
    StepAct.CORRECTED: correct,
    StepAct.RETURNED: give_back,
}
