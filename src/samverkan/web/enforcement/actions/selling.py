"""Preparing a sale and selling: lowest price, liens notified, costs, notice, hammer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.fees import special_fee
from samverkan.rules.instruments import Measure
from samverkan.rules.money import Ore
from samverkan.rules.permissions import Permission
from samverkan.rules.proceeds import SpecialCost
from samverkan.rules.refusal import Changed, NotAllowed
from samverkan.rules.sales import Method, PlannedSale, may_accept, may_sell
from samverkan.web.enforcement import queries
from samverkan.web.enforcement.actions.entering import enter
from samverkan.web.enforcement.actions.once import once
from samverkan.web.enforcement.models import (
    Cost,
    Execution,
    LienNotice,
    ListedItem,
    Sale,
    SaleLot,
)
from samverkan.web.enforcement.queries import Plan
from samverkan.web.journal.chance import new_uuid
from samverkan.web.journal.instance import here
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.people.queries import local_date
from samverkan.web.property import actions as property_actions
from samverkan.web.property import queries as property_queries
from samverkan.wire.canonical import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Bid:
    """An accepted bid in öre, and the buyer's name and address.

    `higher_probable`: a considerably higher price is probable; `all_agree`: all concerned do.
    """

    price: Ore
    buyer: str
    higher_probable: bool = False
    all_agree: bool = False


@in_one_transaction
def set_lowest_price(*, item: ListedItem, price: Ore, by: Actor, now: datetime) -> None:
    """Set the price under which a thing attached with a reservation is not sold (UF 9:6)."""
    by.may(Permission.SELL)
    ListedItem.objects.filter(pk=item.pk).update(lowest_price=price)
    enter(
        Act.LOWEST_PRICE_SET,
        item.execution,
        "UF 9:6",
        {"price": price, "thing": item.thing},
        by=by,
        now=now,
    )


@in_one_transaction
def note_lien(
    *,
    execution: Execution,
    claimant: str,
    what: str,
    amount: Ore,
    within: int,
    by: Actor,
    now: datetime,
) -> LienNotice:
    """Write down a maritime lien that is notified before the sale (UB 8:10; SjöL 3:36-37)."""
    by.may(Permission.SELL)
    if queries.is_sold(execution):
        raise NotAllowed("enforcement.lien_late", section="UB 8:10")
    details: dict[str, Json] = {"amount": amount, "claimant": claimant, "what": what}
    entry = enter(Act.LIEN_NOTIFIED, execution, "UB 8:10; SjöL 3:36", details, by=by, now=now)
    return LienNotice.objects.create(
        execution=execution,
        claimant=claimant,
        what=what,
        amount=amount,
        within=within,
        notified_at=now,
        entry=entry,
    )


@in_one_transaction
def note_cost(
    *, execution: Execution, kind: str, what: str, amount: Ore, by: Actor, now: datetime
) -> Cost:
    """Write down what a measure cost the State. NotAllowed for what is never charged (14 §)."""
    by.may(Permission.SELL)
    fee = special_fee(SpecialCost(kind, what, amount), on=local_date(now))
    details: dict[str, Json] = {"amount": amount, "kind": kind, "what": what}
    entry = enter(Act.COST_NOTED, execution, fee.citation, details, by=by, now=now)
    return Cost.objects.create(
        execution=execution,
        kind=kind,
        what=what,
        amount=amount,
        by=by.reference,
        at=now,
        entry=entry,
    )


@in_one_transaction
def announce(*, execution: Execution, plan: Plan, by: Actor, now: datetime) -> Sale:
    """Announce the sale, if the law allows it on that day in that way (UB 8-9 kap.)."""
    by.may(Permission.SELL)
    execution.refresh_from_db()
    may_announce(execution)
    on = local_date(now)
    for item in queries.attached(execution):
        may_sell(queries.planned(item, plan, announced_on=on))
    record = f"{here().participant}/{new_uuid()}"
    details: dict[str, Json] = {
        "method": str(plan.method),
        "on": plan.sale_on.isoformat(),
        "sale": record,
    }
    entry = enter(Act.SALE_ANNOUNCED, execution, "UB 9:2; UF 9:9", details, by=by, now=now)
    row = Sale(
        record=record,
        execution=execution,
        announced_at=now,
        by=by.reference,
        entry=entry,
        **{name: getattr(plan, name) for name in Plan.__dataclass_fields__},
    )
    once(lambda: row.save(force_insert=True), "Försäljningen är redan kungjord.")
    return row


def may_announce(execution: Execution) -> None:
    """Refuse a sale before the debtor is served, or while a forfeiture or better right is tried."""
    if execution.served_at is None:
        raise NotAllowed("enforcement.not_served", section="UF 6:9")
    if queries.forfeiture_hinders(execution):
        raise NotAllowed("enforcement.sale_waits", section="BrB 36:17")
    for item in queries.attached(execution):
        # Only the better right is asked about here: how and when it is sold is not known yet.
        suit = queries.suit_over(item)
        may_sell(PlannedSale(method=Method.PRIVATE_TREATY, sale_on=date.max, suit=suit))


def must_be_the_day(sale: Sale, on: date) -> None:
    """Refuse the hammer before the day that was announced."""
    if on < sale.sale_on:
        raise NotAllowed("enforcement.sold_too_early", due=sale.sale_on.isoformat())


@in_one_transaction
def sell(*, sale: Sale, bids: Mapping[int, Bid], by: Actor, now: datetime) -> None:
    """Sell every attached thing of the execution to its accepted bid (by item number)."""
    by.may(Permission.SELL)
    on = local_date(now)
    items = list(queries.attached(sale.execution))
    must_be_the_day(sale, on)
    if {item.pk for item in items} != set(bids):
        raise NotAllowed("enforcement.price_for_each")
    if queries.forfeiture_hinders(sale.execution):
        raise NotAllowed("enforcement.sale_waits", section="BrB 36:17")
    plan = queries.plan_of(sale)
    for item in items:
        planned = queries.planned(item, plan, announced_on=local_date(sale.announced_at))
        bid = bids[item.pk]
        may_sell(planned)
        may_accept(bid.price, planned, higher_probable=bid.higher_probable, all_agree=bid.all_agree)
        _knock_down(sale, item, bid, by=by, now=now)
    moved = Sale.objects.filter(pk=sale.pk, sold_at=None).update(sold_at=now)
    if moved != 1:
        raise Changed("Någon annan hann sälja före.")


def _knock_down(sale: Sale, item: ListedItem, bid: Bid, *, by: Actor, now: datetime) -> None:
    property_actions.change_ground(
        thing=property_queries.thing(item.thing),
        measure=Measure.SELL,
        ground="UB 9:1",
        reason="Såld.",
        decided_by=here().participant,
        by=by,
        now=now,
    )
    details: dict[str, Json] = {"buyer": bid.buyer, "price": bid.price, "thing": item.thing}
    entry = enter(Act.PROPERTY_SOLD, sale.execution, "UB 9:1, 9:4", details, by=by, now=now)
    SaleLot.objects.create(sale=sale, item=item, price=bid.price, buyer=bid.buyer, entry=entry)
