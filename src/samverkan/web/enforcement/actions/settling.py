"""Letting go of what was set aside: the outcome is noted, another person approves, it is paid."""

from __future__ import annotations

from datetime import datetime

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.distribution_list import StepKind
from samverkan.rules.money import Ore
from samverkan.rules.outcomes import End, Held, Outcome
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import Changed, NotAllowed
from samverkan.rules.set_aside import may_record
from samverkan.rules.settling import Settled, settle
from samverkan.web.enforcement import queries
from samverkan.web.enforcement.actions.entering import enter
from samverkan.web.enforcement.actions.once import once
from samverkan.web.enforcement.actions.paying import Two, pay_step
from samverkan.web.enforcement.models import ClaimRow, Distribution, PaymentSource, Settlement
from samverkan.web.enforcement.steps import from_json, to_json
from samverkan.web.journal.chance import new_uuid
from samverkan.web.journal.instance import here
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.people.queries import local_date, must_be_another
from samverkan.wire.canonical import Json


@in_one_transaction
def note_outcome(
    *, distribution: Distribution, outcome: Outcome, earned: Ore = 0, by: Actor, now: datetime
) -> Settlement:
    """Note how it ended for a claim whose money waits, and work out where the money goes."""
    by.may(Permission.DISTRIBUTE)
    distribution.refresh_from_db()
    if distribution.paid_at is None:
        raise NotAllowed("set_aside.pay_first", section="UB 13:7")
    share = queries.held_share(distribution, outcome.claim)
    waiting = queries.waiting_of(share)
    claim = queries.claim_in(distribution, outcome.claim)
    may_record(outcome, claim, on=distribution.on, today=local_date(now))
    settled = settle(waiting, outcome, earned=earned)
    record = f"{here().participant}/{new_uuid()}"
    execution, details = distribution.sale.execution, _details(record, settled)
    entry = enter(Act.OUTCOME_NOTED, execution, outcome.citation, details, by=by, now=now)
    row = Settlement(
        record=record,
        distribution=distribution,
        held=settled.held,
        earned=settled.earned,
        steps=to_json(settled.steps),
        made_at=now,
        prepared_by=by.reference,
        entry=entry,
        **_facts(outcome),
    )
    once(lambda: row.save(force_insert=True), "En annan utgång väntar redan i samma fördelning.")
    return row


@in_one_transaction
def approve_outcome(*, settlement: Settlement, by: Actor, now: datetime) -> None:
    """Approve the payment of what was set aside; the person who noted the outcome cannot."""
    by.may(Permission.APPROVE_PAYMENT)
    must_be_another(by, settlement.prepared_by)
    rows = Settlement.objects.filter(pk=settlement.pk, approved_at=None, withdrawn_at=None)
    if rows.update(approved_at=now, approved_by=by.reference) != 1:
        raise Changed("Utgången är redan godkänd eller återtagen.")
    details: dict[str, Json] = {"settlement": settlement.record}
    execution = settlement.distribution.sale.execution
    enter(Act.PAYMENT_APPROVED, execution, "UB 13:7-8", details, by=by, now=now)


@in_one_transaction
def take_back_outcome(*, settlement: Settlement, why: str, by: Actor, now: datetime) -> None:
    """Take back an outcome that was noted wrong, before it is paid: the money waits again."""
    by.may(Permission.DISTRIBUTE, Permission.APPROVE_PAYMENT)
    if not why.strip():
        raise NotAllowed("enforcement.empty")
    rows = Settlement.objects.filter(pk=settlement.pk, paid_at=None, withdrawn_at=None)
    if rows.update(withdrawn_at=now, withdrawn_why=why.strip()) != 1:
        raise NotAllowed("set_aside.not_open")
    details: dict[str, Json] = {"settlement": settlement.record, "why": why.strip()}
    execution = settlement.distribution.sale.execution
    enter(Act.OUTCOME_TAKEN_BACK, execution, "UB 13:7", details, by=by, now=now)


@in_one_transaction
def pay_outcome(*, settlement: Settlement, by: Actor, now: datetime) -> None:
    """Pay an approved outcome's steps; what still waits for another claim stays set aside."""
    by.may(Permission.DISTRIBUTE)
    settlement.refresh_from_db()
    if settlement.approved_at is None:
        raise NotAllowed("enforcement.not_approved", section="UF 13:3")
    rows = Settlement.objects.filter(pk=settlement.pk, paid_at=None, withdrawn_at=None)
    if rows.update(paid_at=now) != 1:
        raise NotAllowed("set_aside.not_open")
    execution = settlement.distribution.sale.execution
    two = Two(settlement.prepared_by, settlement.approved_by)
    first = queries.first_number(settlement)
    for number, step in enumerate(from_json(settlement.steps), start=first):
        if step.amount and step.kind is not StepKind.SET_ASIDE:
            pay_step(execution, PaymentSource.SETTLED, number, step, two=two, by=by, now=now)
    _claim_is_now(settlement, now)


def _claim_is_now(settlement: Settlement, now: datetime) -> None:
    """Let the claim itself stand as it turned out. A right to this money alone may be lost."""
    outcome = queries.outcome_of(settlement)
    rows = ClaimRow.objects.filter(reference=settlement.claim)
    match outcome.end:
        case End.NOT_SUED:
            return
        case End.FALLS:
            rows.filter(ended_at=None).update(ended_at=now, ended_why=outcome.ground)
            return
        case End.IN_PART:
            rows.update(capital=outcome.capital, interest=outcome.interest, case_cost=outcome.cost)
        case End.STANDS:
            pass
    rows.update(
        **({"title_final": True} if outcome.held is Held.TITLE else {"standing": "settled"})
    )


def _facts(outcome: Outcome) -> dict[str, object]:
    return {
        "claim": outcome.claim,
        "why_held": outcome.held,
        "end": outcome.end,
        "ground": outcome.ground.strip(),
        "decided_on": outcome.decided_on,
        "final_on": outcome.final_on,
        "served_on": outcome.served_on,
        "capital": outcome.capital,
        "interest": outcome.interest,
        "case_cost": outcome.cost,
    }


def _details(record: str, settled: Settled) -> dict[str, Json]:
    outcome = settled.outcome
    return {
        "claim": outcome.claim,
        "decided_on": outcome.decided_on.isoformat(),
        "earned": settled.earned,
        "end": str(outcome.end),
        "final_on": outcome.final_on.isoformat() if outcome.final_on else None,
        "ground": outcome.ground.strip(),
        "held": settled.held,
        "settlement": record,
        "steps": to_json(settled.steps),
        "why_held": str(outcome.held),
    }
