"""What comes in through the gate: releases, their recall, and receipts for ours."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from samverkan.exchange.envelope import Envelope
from samverkan.exchange.receipts import Receipt
from samverkan.rules.actor import Actor
from samverkan.web.releases import actions


def released(*, envelope: Envelope, by: Actor, now: datetime) -> None:
    """Keep a signed copy and hand it to the app that takes its kind."""
    body = envelope.body
    actions.receive(
        kind=envelope.schema.partition("/")[2],
        record=str(envelope.about.record),
        version=envelope.about.number,
        content=body["content"],
        terms=body,
        expires_on=date.fromisoformat(body["expires_on"]),
        made_at=envelope.made_at,
        by=by,
        now=now,
    )


def recalled(*, envelope: Envelope, by: Actor, now: datetime) -> None:
    """Block a copy that its sender took back."""
    actions.receive_recall(envelope=envelope, by=by, now=now)


def receipted(*, message_id: UUID, accepted: bool, by: Actor, now: datetime) -> None:
    """Write down a receipt for a release of ours."""
    actions.note_receipt(message_id=message_id, accepted=accepted, by=by, now=now)


def recall_done(*, receipt: Receipt, by: Actor, now: datetime) -> None:
    """Write down that a receiver has done what a recall asked."""
    actions.note_recall_done(receipt=receipt, by=by, now=now)
