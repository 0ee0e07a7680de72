"""The inbox: applied exactly once, in order per record, kept if not understood, always answered."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from samverkan.exchange.envelope import EXPIRED, OWN_SCHEMAS, RECEIPT, Envelope
from samverkan.exchange.inbox import (
    Apply,
    Duplicate,
    Expired,
    NotUnderstood,
    Refused,
    SameAnswer,
    Verdict,
    WaitFor,
    decide,
    judge,
    released_by,
)
from samverkan.exchange.outbox import State, after, event_of
from samverkan.exchange.post import open_closed
from samverkan.exchange.receipts import Receipt, ReceiptKind
from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.refusal import NotAllowed
from samverkan.web.journal import actions as journal
from samverkan.web.journal.cases import open_under, seal_under
from samverkan.web.journal.instance import here
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.partners import queries, registry
from samverkan.web.partners.actions.outgoing import send_receipt
from samverkan.web.partners.models import InboxMessage, InboxState, OutboxMessage
from samverkan.web.partners.seen import Kept
from samverkan.wire.canonical import Malformed

CASE = "inbox"
STATES = {
    ReceiptKind.ACCEPTED: InboxState.APPLIED,
    ReceiptKind.REFUSED: InboxState.REFUSED,
    ReceiptKind.NOT_UNDERSTOOD: InboxState.NOT_UNDERSTOOD,
    ReceiptKind.EXPIRED: InboxState.EXPIRED,
}


@in_one_transaction
def receive(*, sealed: str, now: datetime) -> None:
    """Open, decide and act: inbox row, effect and receipt together.

    SealBroken or Malformed if it is not for us, not whole, or from nobody we know: nothing is kept.
    """
    book = queries.directory()
    envelope = open_closed(sealed, key=here().encryption, signer=book.signer)
    verdict = decide(envelope, Kept(), _supported(), me=here().participant, now=now)
    if isinstance(verdict, Duplicate):
        _send_again(verdict.receipt, now=now)
    elif isinstance(verdict, Refused) and Kept().message(envelope.sender, envelope.message_id):
        entry = _set_aside(envelope, verdict.reason, now=now)
        _receipt(envelope, ReceiptKind.REFUSED, verdict.reason, entry=entry, now=now)
    else:
        row = _row(envelope, now=now)
        _carry_out(row, envelope, verdict, now=now)


@in_one_transaction
def take_receipt(*, envelope: Envelope, by: Actor, now: datetime) -> None:
    """Match a receipt with what we sent; tell the apps that asked to hear.

    A receipt of the notice of an expiry also tells what became of the message it stands in for.
    """
    receipt = Receipt.from_body(envelope.body)
    if receipt.kind.schema != RECEIPT:
        raise Malformed(f"A receipt cannot say {receipt.kind}.")
    row = OutboxMessage.objects.filter(message_id=receipt.of, recipient=by.participant).first()
    if row is None or row.digest != receipt.digest:
        raise NotAllowed("partners.receipt_unknown")
    _note_answer(row, receipt, by=by, now=now)
    if row.schema == EXPIRED and row.in_reply_to is not None:
        expired = OutboxMessage.objects.get(message_id=row.in_reply_to)
        _note_answer(expired, receipt, by=by, now=now)


def _note_answer(row: OutboxMessage, receipt: Receipt, *, by: Actor, now: datetime) -> None:
    state = after(State(row.state), event_of(receipt.kind))
    if state == row.state:
        return
    OutboxMessage.objects.filter(pk=row.pk).update(
        state=state, answered_at=now, answer=receipt.to_body(), sealed="", envelope=b""
    )
    accepted = receipt.kind is ReceiptKind.ACCEPTED
    for tell in registry.hearers():
        tell(message_id=row.message_id, accepted=accepted, by=by, now=now)


@in_one_transaction
def judge_again(*, now: datetime) -> None:
    """Take what was not understood when it came and is understood now, after an upgrade."""
    supported = _supported()
    for row in InboxMessage.objects.filter(state=InboxState.NOT_UNDERSTOOD).order_by("pk"):
        if row.schema_version in supported.get(row.schema, frozenset()):
            envelope = Envelope.from_bytes(open_under(CASE, bytes(row.envelope)))
            verdict = judge(envelope, Kept(), supported, me=here().participant, now=now)
            _carry_out(row, envelope, verdict, now=now)


def _carry_out(row: InboxMessage, envelope: Envelope, verdict: Verdict, *, now: datetime) -> None:
    match verdict:
        case Apply():
            _apply(row, envelope, now=now)
        case WaitFor():
            _settle(row, envelope, None, "", now=now)
        case NotUnderstood(reason):
            _settle(row, envelope, ReceiptKind.NOT_UNDERSTOOD, reason, now=now)
        case SameAnswer(kind):
            _settle(row, envelope, kind, "", now=now)
        case Expired():
            _settle(row, envelope, ReceiptKind.EXPIRED, "", now=now)
            _take_waiting(envelope, now=now)
        case Refused(reason):
            _settle(row, envelope, ReceiptKind.REFUSED, reason, now=now)
        case Duplicate():  # decided before a row was made
            raise AssertionError(envelope.message_id)


def _apply(row: InboxMessage, envelope: Envelope, *, now: datetime) -> None:
    by = Actor.partner(envelope.sender)
    row.settled = True
    try:
        with transaction.atomic():
            registry.taker_of(envelope.schema)(envelope=envelope, by=by, now=now)
    except (NotAllowed, Malformed) as refusal:
        _settle(row, envelope, ReceiptKind.REFUSED, str(refusal), now=now)
    else:
        _settle(row, envelope, ReceiptKind.ACCEPTED, "", now=now)
    _take_waiting(envelope, now=now)


def _settle(
    row: InboxMessage, envelope: Envelope, kind: ReceiptKind | None, reason: str, *, now: datetime
) -> None:
    """Write down what became of the message and answer it; while it waits there is no answer."""
    row.state = STATES[kind] if kind else InboxState.WAITING
    row.settled = row.settled or kind is ReceiptKind.EXPIRED
    row.reason = reason[:400]
    done = kind is ReceiptKind.ACCEPTED
    row.envelope = b"" if done else seal_under(CASE, envelope.to_bytes(), now=now)
    if kind is not None and envelope.wants_receipt:
        entry = None if done else _set_aside(envelope, reason, now=now)
        row.receipt = _receipt(envelope, kind, reason, entry=entry, now=now)
    row.save(force_update=True)


def _receipt(
    envelope: Envelope, kind: ReceiptKind, note: str, *, entry: int | None, now: datetime
) -> bytes:
    me = Actor.instance(here().participant)
    receipt = Receipt(kind=kind, of=envelope.message_id, digest=envelope.digest, note=note)
    number = entry or journal.record(
        Act.RECEIPT_SENT,
        about=envelope.message_id,
        by=me,
        at=now,
        case=CASE,
        details=receipt.to_body(),
    )
    return send_receipt(receipt, to=envelope.sender, entry=number, now=now).to_bytes()


def _take_waiting(envelope: Envelope, *, now: datetime) -> None:
    if envelope.about is None:
        return
    rows = InboxMessage.objects.filter(
        sender=envelope.sender, record=str(envelope.about.record), state=InboxState.WAITING
    )
    waiting = {
        (kept := Envelope.from_bytes(open_under(CASE, bytes(row.envelope)))).message_id: (row, kept)
        for row in rows
    }
    free = released_by(
        envelope.about.record, envelope.about.number, [kept for _, kept in waiting.values()]
    )
    for kept in free:
        verdict = judge(kept, Kept(), _supported(), me=here().participant, now=now)
        _carry_out(waiting[kept.message_id][0], kept, verdict, now=now)


def _set_aside(envelope: Envelope, reason: str, *, now: datetime) -> int:
    return journal.record(
        Act.MESSAGE_SET_ASIDE,
        about=envelope.message_id,
        by=Actor.partner(envelope.sender),
        at=now,
        case=CASE,
        details={"reason": reason, "schema": envelope.schema},
    )


def _send_again(receipt: bytes | None, *, now: datetime) -> None:
    if receipt is not None:
        message_id = Envelope.from_bytes(receipt).message_id
        OutboxMessage.objects.filter(message_id=message_id).update(
            state=State.WAITING, next_attempt_at=now
        )


def _supported() -> dict[str, frozenset[int]]:
    return {EXPIRED: OWN_SCHEMAS[EXPIRED], **registry.supported()}


def _row(envelope: Envelope, *, now: datetime) -> InboxMessage:
    about = envelope.about
    return InboxMessage.objects.create(
        message_id=envelope.message_id,
        sender=envelope.sender,
        schema=envelope.schema,
        schema_version=envelope.schema_version,
        sequence=envelope.sequence,
        digest=envelope.digest,
        record=str(about.record) if about else "",
        record_version=about.number if about else None,
        record_digest=about.digest if about else "",
        in_reply_to=envelope.in_reply_to,
        receipt=b"",
        record_before=(about.before or "") if about else "",
        state=InboxState.WAITING,
        envelope=b"",
        made_at=envelope.made_at,
        received_at=now,
    )
