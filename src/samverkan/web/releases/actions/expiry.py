"""Copies that came in and may be kept no longer: the content goes, its terms and digest stay."""

from __future__ import annotations

from datetime import datetime

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.web.journal import actions as journal
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.releases import queries


@in_one_transaction
def drop_copies(*, kind: str, records: tuple[str, ...], by: Actor, now: datetime) -> int:
    """Remove the content of received copies of a kind. Gives how many had any."""
    rows = queries.received(kind=kind).filter(record__in=records, content__isnull=False)
    count = rows.order_by().update(content=None)
    if count:
        journal.record(
            Act.COPIES_DROPPED,
            about=kind,
            by=by,
            at=now,
            case="dropped-copies",
            details={"records": sorted(records)},
        )
    return count
