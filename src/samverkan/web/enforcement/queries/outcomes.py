"""Reading how it ended for what was set aside: the outcomes that were noted, one after another."""

from __future__ import annotations

from django.db.models import QuerySet

from samverkan.rules.outcomes import End, Held, Outcome
from samverkan.web.enforcement.models import Distribution, Settlement


def settlements_of(distribution: Distribution) -> QuerySet[Settlement]:
    """Give the outcomes noted for a distribution, oldest first; those taken back too."""
    return Settlement.objects.filter(distribution=distribution).order_by("pk")


def settlement(record: str) -> Settlement:
    """Give one outcome. Settlement.DoesNotExist if there is none."""
    rows = Settlement.objects.select_related("distribution__sale__execution__case")
    return rows.get(record=record)


def open_settlements() -> QuerySet[Settlement]:
    """Give the outcomes that wait to be approved or paid."""
    rows = Settlement.objects.filter(paid_at=None, withdrawn_at=None)
    return rows.select_related("distribution__sale__execution__case").order_by("pk")


def outcome_of(row: Settlement) -> Outcome:
    """Give an outcome as the rules see it."""
    return Outcome(
        claim=row.claim,
        held=Held(row.why_held),
        end=End(row.end),
        decided_on=row.decided_on,
        final_on=row.final_on,
        served_on=row.served_on,
        ground=row.ground,
        capital=row.capital,
        interest=row.interest,
        cost=row.case_cost,
    )


def first_number(row: Settlement) -> int:
    """Give the number of an outcome's first step: they count on through the distribution."""
    before = settlements_of(row.distribution).filter(pk__lt=row.pk)
    return 1 + sum(len(each.steps) for each in before)
