"""Distributing the proceeds, and paying: one prepares, another approves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.claims import Standing
from samverkan.rules.deadlines import deadline
from samverkan.rules.distribution import distribute as divide
from samverkan.rules.distribution_list import Step, StepKind
from samverkan.rules.money import Ore
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import Changed, NotAllowed
from samverkan.rules.sales import may_pay_out
from samverkan.web.enforcement import queries
from samverkan.web.enforcement.actions.entering import enter
from samverkan.web.enforcement.actions.once import once
from samverkan.web.enforcement.models import Distribution, Execution, Payment, PaymentSource, Sale
from samverkan.web.enforcement.steps import to_json
from samverkan.web.journal.chance import new_uuid
from samverkan.web.journal.instance import here
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.people.queries import local_date, must_be_another
from samverkan.wire.canonical import Json


@dataclass(frozen=True, slots=True)
class Two:
    """Who prepared a payment and who approved it: two persons."""

    prepared_by: str
    approved_by: str


@in_one_transaction
def distribute(*, sale: Sale, by: Actor, now: datetime) -> Distribution:
    """Make the distribution list as of today and keep every step of it (UB 13:6)."""
    by.may(Permission.DISTRIBUTE)
    sale.refresh_from_db()
    if sale.sold_at is None:
        raise NotAllowed("enforcement.nothing_sold", section="UB 13:2")
    on = local_date(now)
    made = divide(queries.proceeds_of(sale), on=on)
    record = f"{here().participant}/{new_uuid()}"
    steps = to_json(made.steps)
    details: dict[str, Json] = {"distribution": record, "pot": made.sale.pot, "steps": steps}
    entry = enter(Act.DISTRIBUTED, sale.execution, "UB 13:6", details, by=by, now=now)
    row = Distribution(
        record=record,
        sale=sale,
        on=on,
        pot=made.sale.pot,
        steps=steps,
        made_at=now,
        prepared_by=by.reference,
        entry=entry,
    )
    once(lambda: row.save(force_insert=True), "Köpeskillingen är redan fördelad.")
    return row


@in_one_transaction
def approve(*, distribution: Distribution, by: Actor, now: datetime) -> None:
    """Approve the payment of a distribution that another person has prepared."""
    by.may(Permission.APPROVE_PAYMENT)
    must_be_another(by, distribution.prepared_by)
    moved = Distribution.objects.filter(pk=distribution.pk, approved_at=None).update(
        approved_at=now, approved_by=by.reference
    )
    if moved != 1:
        raise Changed("Utbetalningen är redan godkänd.")
    execution = distribution.sale.execution
    details = {"distribution": distribution.record}
    enter(Act.PAYMENT_APPROVED, execution, "UF 13:3", details, by=by, now=now)


@in_one_transaction
def pay(*, distribution: Distribution, by: Actor, now: datetime) -> None:
    """Pay every step of an approved distribution; what is set aside waits (UB 13:7, 13:14)."""
    by.may(Permission.DISTRIBUTE)
    distribution.refresh_from_db()
    if distribution.approved_at is None:
        raise NotAllowed("enforcement.not_approved", section="UF 13:3")
    moved = Distribution.objects.filter(pk=distribution.pk, paid_at=None).update(paid_at=now)
    if moved != 1:
        raise Changed("Pengarna är redan utbetalda.")
    execution = distribution.sale.execution
    two = Two(distribution.prepared_by, distribution.approved_by)
    for number, step in enumerate(queries.steps_of(distribution), start=1):
        if step.amount and _may_be_paid(step, distribution, now=now):
            source = PaymentSource.DISTRIBUTION
            pay_step(execution, source, number, step, two=two, by=by, now=now)


def _may_be_paid(step: Step, distribution: Distribution, *, now: datetime) -> bool:
    """Say whether a step is paid or waits, for its claim or title; NotAllowed if none may be paid.

    A share in dispute is set aside (UB 13:7). One whose own title is not final is kept back, since
    nobody here takes security (UB 13:14 p. 1). Neither keeps the others from their money (13:16).
    """
    may_pay_out(
        standing=Standing.SETTLED,
        title_final=True,
        distribution_final=_final(distribution, now=now),
        security=False,
        prepared_by=distribution.prepared_by,
        approved_by=distribution.approved_by,
    )
    if step.kind is StepKind.SET_ASIDE or queries.standing_of(step.claim) is not Standing.SETTLED:
        return False
    return step.kind is not StepKind.PAID or queries.title_is_final(step.claim)


def _final(distribution: Distribution, *, now: datetime) -> bool:
    """Say whether no appeal is open of what was decided at a meeting (UB 13:4, 13:14 p. 4, 18:7).

    What was distributed without a meeting does not wait for the time to appeal.
    """
    if not queries.unsettled(distribution.sale.execution):
        return True
    return deadline("appeal-distribution", distribution.on).days_left(local_date(now)) < 0


def pay_step(
    execution: Execution,
    source: PaymentSource,
    number: int,
    step: Step,
    *,
    two: Two,
    by: Actor,
    now: datetime,
) -> None:
    """Pay one step of a list or an outcome: entered in the journal, and kept with both persons."""
    entry = enter_payment(execution, step.citation, step.name, step.amount, by=by, now=now)
    Payment.objects.create(
        execution=execution,
        source=source,
        step=number,
        step_kind=step.kind,
        payee=step.payee,
        name=step.name or str(dict(step.inputs).get("what", "")),
        claim=step.claim,
        claim_kind=queries.kind_of_claim(step.claim),
        amount=step.amount,
        prepared_by=two.prepared_by,
        approved_by=two.approved_by,
        paid_at=now,
        entry=entry,
    )


def enter_payment(
    execution: Execution, ground: str, name: str, amount: Ore, *, by: Actor, now: datetime
) -> int:
    """Enter one payment in the journal and give the entry's number."""
    details: dict[str, Json] = {"amount": amount, "to": name}
    return enter(Act.PAID_OUT, execution, ground, details, by=by, now=now)
