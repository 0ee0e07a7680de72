"""A distribution's steps as they stand now: what an outcome let go of is replaced by its steps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from samverkan.rules.distribution_list import Step, StepKind
from samverkan.web.enforcement.models import Distribution, Payment, PaymentSource
from samverkan.web.enforcement.queries.outcomes import first_number, settlements_of
from samverkan.web.enforcement.queries.sales import steps_of
from samverkan.web.enforcement.steps import from_json


@dataclass(frozen=True, slots=True)
class Placed:
    """A step of a list, or of an outcome after it: where it stands and whether it is paid."""

    step: Step
    source: PaymentSource
    number: int
    entry: int
    at: datetime | None
    paid: bool


def placed(distribution: Distribution) -> tuple[Placed, ...]:
    """Give every step as it stands now: what an outcome let go of is replaced by its steps."""
    paid = set(
        Payment.objects.filter(execution=distribution.sale.execution).values_list("source", "step")
    )
    steps = _placed(
        steps_of(distribution), PaymentSource.DISTRIBUTION, 1, distribution.entry, None, paid
    )
    rows = list(steps)
    for each in settlements_of(distribution).exclude(paid_at=None):
        rows = [row for row in rows if row.step.claim != each.claim or not waits(row)]
        rows += _placed(
            from_json(each.steps),
            PaymentSource.SETTLED,
            first_number(each),
            each.entry,
            each.paid_at,
            paid,
        )
    return tuple(rows)


def _placed(
    steps: tuple[Step, ...],
    source: PaymentSource,
    first: int,
    entry: int,
    at: datetime | None,
    paid: set[tuple[str, int]],
) -> Iterator[Placed]:
    for number, step in enumerate(steps, start=first):
        yield Placed(step, source, number, entry, at, (source, number) in paid)


def waits(row: Placed) -> bool:
    """Say whether a step's money waits for its claim or title."""
    kinds = {StepKind.PAID, StepKind.SET_ASIDE}
    return bool(row.step.amount) and row.step.kind in kinds and not row.paid
