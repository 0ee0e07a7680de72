"""The exchange's own message types: receipts, and a person's answers by kind."""

from __future__ import annotations

from datetime import datetime

from samverkan.exchange.envelope import Envelope
from samverkan.exchange.receipts import Receipt
from samverkan.rules.actor import Actor
from samverkan.web.partners import actions, registry


def receipt(*, envelope: Envelope, by: Actor, now: datetime) -> None:
    """Match a receipt with what we sent."""
    actions.take_receipt(envelope=envelope, by=by, now=now)


def answer(*, envelope: Envelope, by: Actor, now: datetime) -> None:
    """Hand a position, a confirmation or a recall that is done to the app that asked for it."""
    said = Receipt.from_body(envelope.body)
    registry.answer_taker(said.kind)(receipt=said, by=by, now=now)
