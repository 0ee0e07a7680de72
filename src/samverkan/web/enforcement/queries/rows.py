"""The season row by row, without persons: each thing attached, and each krona after the sale.

A row is (kind, month as `2025-07`, status, öre). Nothing in it says whose, where or in which case.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from samverkan.rules.claims import ClaimKind
from samverkan.rules.distribution_list import StepKind
from samverkan.web.enforcement.models import (
    Decision,
    Distribution,
    Forfeiture,
    ListedItem,
    Payment,
    PaymentSource,
    Sale,
)
from samverkan.web.enforcement.queries.cases import kind_of_claim
from samverkan.web.enforcement.queries.placed import Placed, placed
from samverkan.web.people.queries import end_of_day, local_date

FigureRow = tuple[str, str, str, int]
LIEN = "lien/"
SALES_FEE = "fees.sales"
ATTACHMENT, STATE = "attachment", "state"
THINGS = ("boat", "jet-ski", "watch", "jewellery")
PAYEES = {
    ClaimKind.VICTIM_DAMAGES: "victim",
    ClaimKind.STATE_REGRESS: "state",
    ClaimKind.TAX: "state",
    ClaimKind.FINE: "state",
    ClaimKind.BENEFIT_RECOVERY: "state",
    ClaimKind.BANK: "other",
    ClaimKind.OTHER: "other",
}


def thing_rows(first: date, last: date) -> tuple[FigureRow, ...]:
    """Give each thing attached in the season with its value in the protocol (UF 6:8 p. 4)."""
    return tuple(
        (_kind(item), _month(item.decided_at), _status(item, last), item.value)
        for item in _attached(first, last)
    )


def money_rows(first: date, last: date) -> tuple[FigureRow, ...]:
    """Give what became of the money for things attached in the season and not corrected in it.

    By attachment: price, and every step of the distribution once it is paid. Until then the whole
    price waits. Through the State: what it received, and what victims got of that.
    """
    items = [item for item in _attached(first, last) if _status(item, last) != "corrected"]
    executions = {item.execution_id for item in items}
    sales = Sale.objects.filter(execution__in=executions).exclude(sold_at=None)
    forfeited = Forfeiture.objects.filter(execution__in=executions).exclude(received=None)
    return (
        *(row for sale in sales.order_by("pk") for row in _of_sale(sale)),
        *(row for each in forfeited.order_by("pk") for row in _of_forfeiture(each)),
    )


def _attached(first: date, last: date) -> Iterable[ListedItem]:
    rows = ListedItem.objects.filter(decision=Decision.ATTACHED).order_by("pk")
    return [row for row in rows if first <= local_date(row.decided_at) <= last]


def _status(item: ListedItem, last: date) -> str:
    """Say what became of a thing; a correction after the season's end only lifts it."""
    if item.corrected_at is not None:
        return "corrected" if item.corrected_at < end_of_day(last) else "lifted"
    if item.forfeited_at is not None:
        return "forfeited"
    return "sold" if hasattr(item, "lot") else "attached"


def _kind(item: ListedItem) -> str:
    return item.kind if item.kind in THINGS else "other"


def _month(moment: datetime) -> str:
    return f"{local_date(moment):%Y-%m}"


def _of_sale(sale: Sale) -> Iterator[FigureRow]:
    sold = _month(sale.sold_at or sale.announced_at)
    prices = list(sale.lots.values_list("price", flat=True))
    yield from (("price", sold, ATTACHMENT, price) for price in prices)
    paid = Distribution.objects.filter(sale=sale).exclude(paid_at=None).first()
    if paid is None or paid.paid_at is None:
        yield "waiting", sold, ATTACHMENT, sum(prices)
        return
    for row in placed(paid):
        # Interest on money set aside came in after the sale: it is no part of what was sold for.
        if row.step.amount and row.step.kind is not StepKind.MONEY_INTEREST:
            yield _payee(row), _month(row.at or paid.paid_at), ATTACHMENT, row.step.amount


def _payee(row: Placed) -> str:
    step = row.step
    match step.kind:
        case StepKind.COST:
            return "sale-fee" if step.rule.startswith(SALES_FEE) else "special-fee"
        case StepKind.PAID:
            return _creditor(row)
        case StepKind.TO_STATE | StepKind.MONEY_INTEREST:
            return "state"
        case StepKind.REPLACEMENT | StepKind.SET_ASIDE | StepKind.SURPLUS:
            return step.kind.value


def _creditor(row: Placed) -> str:
    """Name whose a payment is; one that waits for its title is set aside until it is made."""
    if not row.paid:
        return StepKind.SET_ASIDE.value
    if row.step.claim.startswith(LIEN):
        return "lien"
    return PAYEES[ClaimKind(kind_of_claim(row.step.claim))]


def _of_forfeiture(row: Forfeiture) -> Iterator[FigureRow]:
    yield "price", _month(row.sold_at or row.opened_at), STATE, row.received or 0
    paid = Payment.objects.filter(execution=row.execution_id, source=PaymentSource.STATE)
    for payment in paid.order_by("pk"):
        yield "victim", _month(payment.paid_at), STATE, payment.amount
