"""Putting a value on a thing: a range, not a point, and who judged (UB 6:9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.money import Ore
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import NotAllowed
from samverkan.web.journal import actions as journal
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.property.models import Thing, Valuation


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a thing may be worth, in öre: the value set within a range, by whom and on what."""

    low: Ore
    value: Ore
    high: Ore
    valued_by: str
    basis: str


@in_one_transaction
def value(*, thing: Thing, estimate: Estimate, by: Actor, now: datetime) -> Valuation:
    """Add a valuation; earlier ones stand. NotAllowed if the value lies outside its own range."""
    by.may(Permission.HOLD_PROPERTY, Permission.ATTACH)
    if not 0 <= estimate.low <= estimate.value <= estimate.high:
        raise NotAllowed("property.value_outside_range", section="UB 6:9")
    row = Valuation.objects.create(
        thing=thing,
        low=estimate.low,
        value=estimate.value,
        high=estimate.high,
        valued_by=estimate.valued_by,
        basis=estimate.basis,
        by=by.reference,
        at=now,
    )
    journal.record(
        Act.THING_VALUED,
        about=thing.record,
        by=by,
        at=now,
        case=thing.case,
        ground="UB 6:9",
        details={
            "basis": row.basis,
            "high": row.high,
            "low": row.low,
            "value": row.value,
            "valued_by": row.valued_by,
        },
    )
    return row
