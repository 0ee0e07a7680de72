"""The season's figures: recomputed from protocols, hammers and distribution lists each time.

"Attached" is the value in attachment protocols (UF 6:8 p. 4) decided in the season; what was
corrected before the season's end is left out, what was lifted or forfeited later is in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from samverkan.rules.claims import ClaimKind
from samverkan.rules.distribution_list import StepKind
from samverkan.rules.money import Ore
from samverkan.web.enforcement.models import (
    Decision,
    Distribution,
    ListedItem,
    Payment,
    PaymentSource,
    SaleLot,
)
from samverkan.web.enforcement.queries.placed import Placed, placed
from samverkan.web.people.queries import end_of_day, local_date

LIEN = "lien/"


@dataclass(frozen=True, slots=True)
class SeasonFigures:
    """What a season's attachments came to. Money in öre; per kind of thing where it says so.

    `through_state` is what victims got from the State (BrB 36:21-22); `recourse` is what the State
    got back, and is not counted as victims'.
    """

    first: date
    last: date
    executions: int
    attached: Ore
    by_kind: Mapping[str, Ore]
    corrected: Ore
    forfeited: Ore
    sold: Ore
    costs: Ore
    liens: Ore
    replacement: Ore
    to_creditors: Ore
    to_victims: Ore
    recourse: Ore
    through_state: Ore

    @property
    def left(self) -> Ore:
        """Give the value that stayed in attachment."""
        return self.attached - self.forfeited

    @property
    def reached_victims(self) -> Ore:
        """Give what victims got, by attachment and through the State."""
        return self.to_victims + self.through_state


def season(first: date, last: date) -> SeasonFigures:
    """Give the figures of the attachments decided from `first` through `last`."""
    items = [item for item in _attached() if first <= local_date(item.decided_at) <= last]
    counted = [item for item in items if not _corrected_by(item, last)]
    executions = {item.execution_id for item in counted}
    payments = list(Payment.objects.filter(execution__in=executions))
    rows = [one for row in _distributions(executions) for one in placed(row) if _counts(one, row)]
    paid = {
        kind: sum(one.step.amount for one in rows if one.step.kind is kind) for kind in StepKind
    }
    liens = sum(one.step.amount for one in rows if one.step.claim.startswith(LIEN))
    return SeasonFigures(
        first=first,
        last=last,
        executions=len(executions),
        attached=sum(item.value for item in counted),
        by_kind=_by_kind(counted),
        corrected=sum(item.value for item in items if _corrected_by(item, last)),
        forfeited=sum(item.value for item in counted if item.forfeited_at is not None),
        sold=sum(SaleLot.objects.filter(item__in=counted).values_list("price", flat=True)),
        costs=paid[StepKind.COST],
        liens=liens,
        replacement=paid[StepKind.REPLACEMENT],
        to_creditors=paid[StepKind.PAID] - liens,
        to_victims=_paid(payments, ClaimKind.VICTIM_DAMAGES, PaymentSource.DISTRIBUTION),
        recourse=_paid(payments, ClaimKind.STATE_REGRESS, PaymentSource.DISTRIBUTION),
        through_state=_paid(payments, ClaimKind.VICTIM_DAMAGES, PaymentSource.STATE),
    )


def _attached() -> Iterable[ListedItem]:
    return ListedItem.objects.filter(decision=Decision.ATTACHED).order_by("pk")


def _corrected_by(item: ListedItem, last: date) -> bool:
    return item.corrected_at is not None and item.corrected_at < end_of_day(last)


def _distributions(executions: Iterable[int]) -> Iterable[Distribution]:
    return Distribution.objects.filter(sale__execution_id__in=list(executions))


def _counts(one: Placed, row: Distribution) -> bool:
    """Count a step as paid unless it waits for its title while the others are paid."""
    return one.paid or row.paid_at is None or one.step.kind is not StepKind.PAID


def _by_kind(items: Iterable[ListedItem]) -> dict[str, Ore]:
    found: Counter[str] = Counter()
    for item in items:
        found[item.kind] += item.value
    return dict(found)


def _paid(payments: Iterable[Payment], kind: ClaimKind, source: PaymentSource) -> Ore:
    found = (PaymentSource.SETTLED if source == PaymentSource.DISTRIBUTION else source, source)
    return sum(
        row.amount
        for row in payments
        if row.claim_kind == kind
        and row.source in found
        and row.step_kind != StepKind.MONEY_INTEREST
    )
