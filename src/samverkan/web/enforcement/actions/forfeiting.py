"""Forfeiture of what was attached: the attachment ends, the State sells, the victims are paid."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.claims import ClaimKind
from samverkan.rules.forfeiture import compensate
from samverkan.rules.instruments import Measure
from samverkan.rules.money import Ore
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import Changed, NotAllowed
from samverkan.web.enforcement import queries
from samverkan.web.enforcement.actions.entering import enter
from samverkan.web.enforcement.actions.once import once
from samverkan.web.enforcement.actions.paying import enter_payment
from samverkan.web.enforcement.models import (
    Execution,
    Forfeiture,
    ListedItem,
    Payment,
    PaymentSource,
)
from samverkan.web.journal.chance import new_uuid
from samverkan.web.journal.instance import here
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.people.queries import local_date, must_be_another
from samverkan.web.property import actions as property_actions
from samverkan.web.property import queries as property_queries
from samverkan.wire.canonical import Json


@in_one_transaction
def note_forfeiture_opened(
    *, execution: Execution, opened_by: str, sale_waits: str, by: Actor, now: datetime
) -> Forfeiture:
    """Write down that a prosecutor tries forfeiture; `sale_waits` says why the sale does."""
    by.may(Permission.SELL)
    entry = enter(
        Act.FORFEITURE_OPENED,
        execution,
        "BrB 36:5; 2024:782 2:3; UF 9:2",
        {"opened_by": opened_by, "sale_waits": sale_waits},
        by=by,
        now=now,
    )
    row = Forfeiture(
        record=f"{here().participant}/{new_uuid()}",
        execution=execution,
        opened_at=now,
        opened_by=opened_by,
        sale_waits=sale_waits,
        entry=entry,
    )
    once(lambda: row.save(force_insert=True), "Förverkandet är redan antecknat.")
    return row


@in_one_transaction
def note_ruling(
    *, forfeiture: Forfeiture, judgment: str, attachment_stands: bool, by: Actor, now: datetime
) -> None:
    """Write down the court's ruling, and whether it ordered that the attachment stands."""
    by.may(Permission.SELL)
    _move(
        forfeiture,
        {"ruled_at": None},
        {"ruled_at": now, "judgment": judgment, "attachment_stands": attachment_stands},
    )
    enter(
        Act.FORFEITED,
        forfeiture.execution,
        "BrB 36:17, 36:22",
        {"attachment_stands": attachment_stands, "judgment": judgment},
        by=by,
        now=now,
    )


@in_one_transaction
def lapse(*, forfeiture: Forfeiture, by: Actor, now: datetime) -> None:
    """End the attachment when the ruling is final, unless it stands (BrB 36:17)."""
    by.may(Permission.SELL)
    _move(
        forfeiture,
        {"ruled_at__isnull": False, "attachment_stands": False, "lapsed_at": None},
        {"lapsed_at": now},
    )
    execution = forfeiture.execution
    for item in queries.attached(execution):
        property_actions.change_ground(
            thing=property_queries.thing(item.thing),
            measure=Measure.FORFEIT,
            ground="BrB 36:17",
            reason=forfeiture.judgment,
            decided_by="court",
            by=by,
            now=now,
        )
        ListedItem.objects.filter(pk=item.pk).update(forfeited_at=now)
    enter(Act.ATTACHMENT_LAPSED, execution, "BrB 36:17", {}, by=by, now=now)


@in_one_transaction
def state_sold(*, forfeiture: Forfeiture, received: Ore, by: Actor, now: datetime) -> None:
    """Write down what the State received, and what its victims are to have (BrB 36:21-22)."""
    by.may(Permission.SELL, Permission.DISTRIBUTE)
    execution = forfeiture.execution
    claims = [queries.claim_of(row) for row in queries.applicants(execution)]
    made = compensate(received, claims, on=local_date(now))
    shares: list[Json] = [
        [one.claim, one.creditor, one.amount, one.citation] for one in made.compensations
    ]
    entry = enter(
        Act.STATE_SOLD,
        execution,
        "BrB 36:21-22",
        {"compensations": shares, "received": received},
        by=by,
        now=now,
    )
    _move(
        forfeiture,
        {"lapsed_at__isnull": False, "sold_at": None},
        {
            "compensations": shares,
            "entry": entry,
            "prepared_by": by.reference,
            "received": received,
            "sold_at": now,
        },
    )
    for item in queries.forfeited(execution):
        property_actions.change_ground(
            thing=property_queries.thing(item.thing),
            measure=Measure.SELL,
            ground="BrB 36:28",
            reason="Såld av staten.",
            decided_by=here().participant,
            by=by,
            now=now,
        )


@in_one_transaction
def approve_state(*, forfeiture: Forfeiture, by: Actor, now: datetime) -> None:
    """Approve what the State pays victims; another person has prepared it."""
    by.may(Permission.APPROVE_PAYMENT)
    forfeiture.refresh_from_db()
    must_be_another(by, forfeiture.prepared_by)
    _move(
        forfeiture,
        {"sold_at__isnull": False, "approved_at": None},
        {"approved_at": now, "approved_by": by.reference},
    )
    enter(Act.PAYMENT_APPROVED, forfeiture.execution, "BrB 36:21-22", {}, by=by, now=now)


@in_one_transaction
def state_pays(*, forfeiture: Forfeiture, by: Actor, now: datetime) -> None:
    """Pay the victims from what the State received, at most that (BrB 36:21-22)."""
    by.may(Permission.DISTRIBUTE)
    forfeiture.refresh_from_db()
    if forfeiture.approved_at is None:
        raise NotAllowed("enforcement.not_approved", section="BrB 36:21-22")
    _move(forfeiture, {"paid_at": None}, {"paid_at": now})
    execution = forfeiture.execution
    for number, (claim, name, amount, ground) in enumerate(forfeiture.compensations, start=1):
        entry = enter_payment(execution, ground, name, amount, by=by, now=now)
        Payment.objects.create(
            execution=execution,
            source=PaymentSource.STATE,
            step=number,
            step_kind="paid",
            payee="creditor",
            name=name,
            claim=claim,
            claim_kind=ClaimKind.VICTIM_DAMAGES,
            amount=amount,
            prepared_by=forfeiture.prepared_by,
            approved_by=forfeiture.approved_by,
            paid_at=now,
            entry=entry,
        )


def _move(forfeiture: Forfeiture, where: Mapping[str, object], to: Mapping[str, object]) -> None:
    """Compare and set: one step after another, never twice."""
    if not Forfeiture.objects.filter(pk=forfeiture.pk, **where).exists():
        raise NotAllowed("enforcement.forfeiture_order", section="BrB 36:17")
    moved = Forfeiture.objects.filter(pk=forfeiture.pk, **where).update(**to)
    if moved != 1:
        raise Changed("Någon annan hann före.")
    forfeiture.refresh_from_db()
