"""The money: the distribution list, a second person's approval, payment and letters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from samverkan.demo.acts import matters
from samverkan.demo.acts.player import Player
from samverkan.demo.story.cases import case
from samverkan.demo.story.steps import Step, StepAct
from samverkan.rules.actor import Actor
from samverkan.rules.claims import ClaimKind
from samverkan.web.enforcement import actions as enforcement
from samverkan.web.enforcement import queries
from samverkan.web.enforcement.papers.distribution import distribution_list
from samverkan.web.enforcement.papers.protocols import Notes
from samverkan.web.enforcement.queries import DocumentKind

PARTIES = "Ingen sammankomst hölls; sökandena och gäldenären är underrättade."
STATEMENTS = "Ingen har invänt mot fördelningen."


def distribute(step: Step, by: Actor, now: datetime) -> None:
    """Make the distribution list and issue its protocol."""
    made = enforcement.distribute(sale=matters.sale(step), by=by, now=now)
    enforcement.issue_protocol(
        kind=DocumentKind.DISTRIBUTION_LIST,
        execution=matters.execution(step),
        draft=distribution_list(made, Notes(PARTIES, STATEMENTS)),
        by=by,
        now=now,
    )


def approve(step: Step, by: Actor, now: datetime) -> None:
    """Approve as another person than who prepared."""
    enforcement.approve(distribution=matters.distribution(step), by=by, now=now)


def pay(step: Step, by: Actor, now: datetime) -> None:
    """Pay, and write to each injured party."""
    enforcement.pay(distribution=matters.distribution(step), by=by, now=now)
    _write_to_victims(step, by=by, now=now)


def sell_for_state(step: Step, by: Actor, now: datetime) -> None:
    """Write down what the State got for what was forfeited."""
    enforcement.state_sold(
        forfeiture=matters.forfeiture(step),
        received=case(step.case).state_price or 0,
        by=by,
        now=now,
    )


def pay_from_state(step: Step, by: Actor, now: datetime) -> None:
    """Approve what another prepared, pay the injured party from the State, and write to them."""
    enforcement.approve_state(forfeiture=matters.forfeiture(step), by=by, now=now)
    enforcement.state_pays(forfeiture=matters.forfeiture(step), by=by, now=now)
    _write_to_victims(step, by=by, now=now)


def _write_to_victims(step: Step, *, by: Actor, now: datetime) -> None:
    execution = matters.execution(step)
    for claim in queries.applicants(execution):
        if claim.kind == ClaimKind.VICTIM_DAMAGES:
            enforcement.issue_victim_letter(claim=claim, execution=execution, by=by, now=now)


PLAYERS: Mapping[StepAct, Player] = {
    StepAct.DISTRIBUTED: distribute,
    StepAct.PAYMENT_APPROVED: approve,
    StepAct.PAID: pay,
    StepAct.STATE_SOLD: sell_for_state,
    StepAct.STATE_PAID: pay_from_state,
}
