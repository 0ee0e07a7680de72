"""Counting a store: what is seen against what the register says lies there."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.permissions import Permission
from samverkan.web.journal import actions as journal
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.property import queries
from samverkan.web.property.models import Count


@in_one_transaction
def count(*, place: str, seen: Collection[str], note: str = "", by: Actor, now: datetime) -> Count:
    """Write down which things (record references) were seen at a place, and what differs."""
    by.may(Permission.HOLD_PROPERTY)
    expected = set(queries.records_at(place))
    found = set(seen)
    row = Count.objects.create(
        place=place,
        seen=sorted(found),
        missing=sorted(expected - found),
        unexpected=sorted(found - expected),
        note=note.strip(),
        by=by.reference,
        at=now,
    )
    journal.record(
        Act.PLACE_COUNTED,
        about=f"place/{row.pk}",
        by=by,
        at=now,
        case="stores",
        details={
            "missing": row.missing,
            "place": place,
            "seen": row.seen,
            "unexpected": row.unexpected,
        },
    )
    return row
