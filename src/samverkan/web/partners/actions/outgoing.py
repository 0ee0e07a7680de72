"""The outbox: what waits to leave, what was tried, what its time ran out for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db.models import F

from samverkan.exchange.directory import NotListed
from samverkan.exchange.envelope import RECEIPT, Envelope
from samverkan.exchange.outbox import (
    UNANSWERED,
    Event,
    State,
    after,
    expiry_notice,
    next_attempt,
)
from samverkan.exchange.post import close
from samverkan.exchange.receipts import Receipt
from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.refusal import NotAllowed
from samverkan.web.journal import actions as journal
from samverkan.web.journal.cases import open_under, seal_under
from samverkan.web.journal.chance import draw, new_uuid
from samverkan.web.journal.instance import here
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.partners import queries
from samverkan.web.partners.models import Link, OutboxMessage
from samverkan.wire.canonical import Json
from samverkan.wire.identifiers import Version

CASE = "outbox"


@in_one_transaction
def send(
    *,
    to: str,
    schema: str,
    body: Mapping[str, Json],
    entry: int,
    now: datetime,
    about: Version | None = None,
    in_reply_to: UUID | None = None,
    expires_at: datetime | None = None,
) -> UUID:
    """Put a message in the outbox. It leaves when a checkpoint covers journal entry `entry`."""
    message_id = new_uuid()
    envelope = Envelope(
        message_id=str(message_id),
        schema=schema,
        schema_version=1,
        sender=here().participant,
        recipient=to,
        sequence=_next_number(to),
        made_at=now,
        expires_at=expires_at,
        about=about,
        in_reply_to=str(in_reply_to) if in_reply_to else None,
        body=body,
    )
    _keep(envelope, entry=entry, now=now)
    return message_id


@in_one_transaction
def send_receipt(receipt: Receipt, *, to: str, entry: int, now: datetime) -> Envelope:
    """Answer a message with what became of it. Receipts stand outside the link's numbers."""
    envelope = Envelope(
        message_id=str(new_uuid()),
        schema=RECEIPT,
        schema_version=1,
        sender=here().participant,
        recipient=to,
        sequence=0,
        made_at=now,
        in_reply_to=receipt.of,
        body=receipt.to_body(),
    )
    _keep(envelope, entry=entry, now=now)
    return envelope


@in_one_transaction
def send_answer(
    *, receipt: Receipt, to: str, about: str, case: str, by: Actor, now: datetime
) -> UUID:
    """Send a person's answer (position, confirmation, recall done) to exactly one message."""
    entry = journal.record(
        Act.ANSWERED, about=about, by=by, at=now, case=case, details=receipt.to_body()
    )
    return send(
        to=to,
        schema=receipt.kind.schema,
        body=receipt.to_body(),
        entry=entry,
        now=now,
        in_reply_to=UUID(receipt.of),
    )


@in_one_transaction
def note_attempts(*, tried: Sequence[tuple[OutboxMessage, bool]], now: datetime) -> None:
    """Write down a round of tries: each message, and whether it was delivered."""
    for row, delivered in tried:
        note_attempt(row=row, delivered=delivered, now=now)


@in_one_transaction
def note_attempt(*, row: OutboxMessage, delivered: bool, now: datetime) -> None:
    """Write down a try. A receipt is done when delivered; all else when its receipt comes.

    What a silent partner did not take holds up everything for it, and nothing for anyone else.
    """
    tries = row.attempts + 1
    again = next_attempt(tries, now, draw(1)[0] / 256)
    done = delivered and row.schema == RECEIPT
    state = State.RECEIPTED if done else after(State(row.state), Event.ATTEMPTED)
    OutboxMessage.objects.filter(pk=row.pk, state=row.state).update(
        state=state if delivered else row.state,
        attempts=tries,
        next_attempt_at=again,
        sent_at=now if delivered else row.sent_at,
    )
    if not delivered:
        behind = OutboxMessage.objects.filter(recipient=row.recipient, state__in=UNANSWERED)
        behind.filter(next_attempt_at__lt=again).update(next_attempt_at=again)


@in_one_transaction
def give_up(*, row: OutboxMessage, now: datetime) -> None:
    """Let an expired message go: its state, and the notice that stands in for it."""
    unanswered = OutboxMessage.objects.filter(pk=row.pk, state__in=UNANSWERED)
    if not unanswered.update(state=State.EXPIRED, sealed="", envelope=b""):
        return
    expired = Envelope.from_bytes(open_under(CASE, bytes(row.envelope)))
    me = Actor.instance(here().participant)
    entry = journal.record(Act.MESSAGE_EXPIRED, about=str(row.message_id), by=me, at=now, case=CASE)
    notice = expiry_notice(
        expired,
        message_id=str(new_uuid()),
        sequence=_next_number(row.recipient),
        made_at=now,
    )
    _keep(notice, entry=entry, now=now)


def _next_number(to: str) -> int:
    link, _ = Link.objects.get_or_create(partner=to)
    Link.objects.filter(pk=link.pk).update(sent=F("sent") + 1)
    link.refresh_from_db()
    return link.sent


def _keep(envelope: Envelope, *, entry: int, now: datetime) -> None:
    try:
        card = queries.card_of(envelope.recipient)
    except NotListed:
        raise NotAllowed("partners.not_listed", partner=envelope.recipient) from None
    # For the notice of an expiry; the content is not kept, or it would outlive its case's erasure.
    shell = replace(envelope, body={}).to_bytes() if envelope.expires_at else b""
    OutboxMessage.objects.create(
        message_id=envelope.message_id,
        recipient=envelope.recipient,
        schema=envelope.schema,
        sequence=envelope.sequence,
        digest=envelope.digest,
        in_reply_to=envelope.in_reply_to,
        envelope=seal_under(CASE, shell, now=now) if shell else b"",
        sealed=close(envelope, key=here().signing, to=card),
        entry=entry,
        next_attempt_at=now,
        expires_at=envelope.expires_at,
        made_at=now,
    )
