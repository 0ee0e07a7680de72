"""What comes in through the gate: releases, their recall, and receipts for ours."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from samverkan.exchange.envelope import Envelope
from samverkan.exchange.reading import Fields
from samverkan.exchange.receipts import Receipt
from samverkan.rules.actor import Actor
from samverkan.rules.refusal import NotAllowed
from samverkan.rules.releases import ReleaseTerms
from samverkan.web.journal.instance import here
from samverkan.web.releases import actions

NAMES = frozenset({"content", "expires_on", "ground", "handling", "purpose"})


def released(*, envelope: Envelope, by: Actor, now: datetime) -> None:
    """Keep a signed copy and hand it to the app that takes its kind."""
    if envelope.about is None:
        raise NotAllowed("releases.without_record")
    body = Fields.of("release", envelope.body, NAMES)
    terms = ReleaseTerms(
        here().participant,
        body.text("ground"),
        body.text("purpose"),
        body.text("handling"),
        body.day("expires_on"),
    )
    actions.receive(
        kind=envelope.schema.partition("/")[2],
        version=envelope.about,
        content=body.mapping("content"),
        terms=terms,
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
