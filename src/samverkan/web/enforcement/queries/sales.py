"""Reading sales, distributions, forfeitures and payments, and the facts that rules ask for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from samverkan.rules.claims import Claim, ClaimKind, Priority
from samverkan.rules.distribution_list import Step
from samverkan.rules.proceeds import Lot, SpecialCost
from samverkan.rules.proceeds import Sale as Proceeds
from samverkan.rules.sales import Lien, Method, PlannedSale, Suit
from samverkan.web.enforcement.models import (
    ClaimRow,
    Cost,
    DebtorCase,
    Distribution,
    Document,
    Execution,
    Forfeiture,
    LienNotice,
    ListedItem,
    Payment,
    Sale,
    SaleLot,
    ThirdParty,
    ThirdPartyState,
)
from samverkan.web.enforcement.queries.cases import applicants, claim_of, titles_final
from samverkan.web.enforcement.steps import from_json
from samverkan.web.journal.cases import CaseErased, open_under

SUITS = {
    ThirdPartyState.CLAIMED: Suit.TIME_RUNS,
    ThirdPartyState.ORDERED: Suit.TIME_RUNS,
    ThirdPartyState.SERVED: Suit.TIME_RUNS,
    ThirdPartyState.SUED: Suit.PENDING,
    ThirdPartyState.LOST: Suit.NONE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How the property is to be sold, when, where, and on what conditions.

    `vat` is what value added tax needs (UF 9:7).
    """

    method: Method
    lien: Lien
    sale_on: date
    place: str
    conditions: str
    vat: str


def sale_of(execution: Execution) -> Sale | None:
    """Give the sale of what an execution attached, if it has been announced."""
    return Sale.objects.filter(execution=execution).first()


def is_sold(execution: Execution) -> bool:
    """Say whether the hammer has fallen."""
    return Sale.objects.filter(execution=execution, sold_at__isnull=False).exists()


def lots_of(execution: Execution) -> QuerySet[SaleLot]:
    """Give what was sold and for how much."""
    rows = SaleLot.objects.filter(sale__execution=execution)
    return rows.select_related("item").order_by("item_id")


def costs_of(execution: Execution) -> QuerySet[Cost]:
    """Give the costs of measures in the case, as they came."""
    return Cost.objects.filter(execution=execution).order_by("pk")


def liens_of(execution: Execution) -> QuerySet[LienNotice]:
    """Give the maritime liens that were notified."""
    return LienNotice.objects.filter(execution=execution).order_by("within", "pk")


def distribution_of(execution: Execution) -> Distribution | None:
    """Give the distribution list, if one has been made."""
    return Distribution.objects.filter(sale__execution=execution).first()


def steps_of(distribution: Distribution) -> tuple[Step, ...]:
    """Give the steps of a distribution list as the rule made them."""
    return from_json(distribution.steps)


def payments_of(execution: Execution) -> QuerySet[Payment]:
    """Give what has been paid, in order."""
    return Payment.objects.filter(execution=execution).order_by("source", "step")


def payments_on(claim: str) -> QuerySet[Payment]:
    """Give what has been paid on a claim, oldest first."""
    return Payment.objects.filter(claim=claim).order_by("paid_at")


def forfeiture_of(execution: Execution) -> Forfeiture | None:
    """Give the forfeiture of what an execution attached, if one is tried or ruled."""
    return Forfeiture.objects.filter(execution=execution).first()


def forfeiture_hinders(execution: Execution) -> bool:
    """Say whether a forfeiture is tried, so that the sale waits; not if the attachment stands."""
    rows = Forfeiture.objects.filter(execution=execution, attachment_stands=False)
    return rows.exists()


def documents_of(case: DebtorCase) -> QuerySet[Document]:
    """Give the papers of a case, oldest first."""
    return Document.objects.filter(case=case).order_by("pk")


def document(record: str) -> Document:
    """Give one paper. Document.DoesNotExist if there is none."""
    return Document.objects.select_related("case").get(record=record)


def file_of(document: Document) -> bytes | None:
    """Give the exact file of a paper; None once its case is erased."""
    try:
        return open_under(document.case.record, bytes(document.content))
    except CaseErased:
        return None


def plan_of(sale: Sale) -> Plan:
    """Give how a sale was announced."""
    return Plan(
        method=Method(sale.method),
        lien=Lien(sale.lien),
        sale_on=sale.sale_on,
        place=sale.place,
        conditions=sale.conditions,
        vat=sale.vat,
    )


def planned(item: ListedItem, plan: Plan, *, announced_on: date) -> PlannedSale:
    """Give the sale of one thing as the rule sees it."""
    return PlannedSale(
        method=plan.method,
        sale_on=plan.sale_on,
        announced_on=announced_on,
        vessel=item.vessel,
        lien=plan.lien if item.vessel else Lien.OBVIOUSLY_NONE,
        suit=suit_over(item),
        title_final=titles_final(item.execution),
        replacement=bool(item.replacement),
        lowest_price=item.lowest_price,
    )


def suit_over(item: ListedItem) -> Suit:
    """Say how a third party's claim to a thing stands: the worst of them counts."""
    states = {SUITS[ThirdPartyState(row.state)] for row in ThirdParty.objects.filter(item=item)}
    worst = [suit for suit in (Suit.PENDING, Suit.TIME_RUNS) if suit in states]
    return worst[0] if worst else Suit.NONE


def proceeds_of(sale: Sale, *, at: datetime | None = None) -> Proceeds:
    """Give all that the distribution needs: lots, costs, liens, claims, the debtor's sum.

    With `at`, the claims that had not ended then, which a distribution made then was among.
    """
    execution = sale.execution
    lots = list(lots_of(execution))
    return Proceeds(
        reference=execution.number,
        debtor=execution.case.debtor_name,
        lots=tuple(Lot(lot.item.description, lot.price) for lot in lots),
        special_costs=tuple(
            SpecialCost(cost.kind, cost.what, cost.amount) for cost in costs_of(execution)
        ),
        claims=(
            *(_lien(row) for row in liens_of(execution)),
            *(claim_of(row) for row in applicants(execution) if not _had_ended(row, at)),
        ),
        replacement=sum(lot.item.replacement for lot in lots),
    )


def _had_ended(row: ClaimRow, at: datetime | None) -> bool:
    return row.ended_at is not None and (at is None or row.ended_at <= at)


def _lien(row: LienNotice) -> Claim:
    return Claim(
        reference=f"lien/{row.pk}",
        creditor=row.claimant,
        kind=ClaimKind.OTHER,
        public=False,
        capital=row.amount,
        priority=Priority.MARITIME_LIEN,
        within=row.within,
    )
