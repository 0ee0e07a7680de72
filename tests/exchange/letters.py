"""Envelopes, cards and keys that the tests of the exchange share."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from samverkan.exchange.cards import Card
from samverkan.exchange.envelope import RECEIPT, Envelope
from samverkan.exchange.receipts import Receipt, ReceiptKind
from samverkan.wire.canonical import digest
from samverkan.wire.identifiers import RecordId, Version
from samverkan.wire.keys import EncryptionKey, SigningKey

NOW = datetime(2025, 7, 12, 12, 5, tzinfo=UTC)
HOUR = timedelta(hours=1)
IDS = [f"6f1c9f0e-2d55-4c0f-9b0f-3f2b6f0a1c{n:02d}" for n in range(20)]
RECORD = RecordId("KBV", UUID("0b7e6c1e-7a63-4b2e-8d1a-0c5a2f9e4d10"))


def version(number, record=RECORD):
    """Give version `number` of a chain in which each names the one before."""
    hashes = [None, *(digest(f"{record} {n}".encode()) for n in range(1, number + 1))]
    return Version(record, number, hashes[number], hashes[number - 1])


LETTER = Envelope(
    message_id=IDS[0],
    schema="release/note",
    schema_version=1,
    sender="KBV",
    recipient="KFM",
    sequence=1,
    made_at=NOW,
    body={"text": "Vattenskoter vid Sandhamn."},
)


def letter(**changes):
    """Give KBV's note to KFM with some fields changed."""
    return replace(LETTER, **changes)


def signing(name):
    """Give a key that is the same each time for the same name."""
    return SigningKey.from_seed(bytes.fromhex(digest(f"sign {name}".encode())))


def encryption(name):
    return EncryptionKey.from_seed(bytes.fromhex(digest(f"lock {name}".encode())))


def card(code, **changes):
    """Give the first card of a participant, or another with some fields changed."""
    plain = Card(
        participant=code,
        signing=signing(code).public,
        encryption=encryption(code).public,
        log=f"journal.{code.lower()}.example+01ab23cd+" + "A" * 44,
        base_url=f"https://{code.lower()}.example",
        valid_from=NOW,
    )
    return replace(plain, **changes)


def receipt_for(
    envelope: Envelope, kind: ReceiptKind, *, note: str = "", message_id: str, made_at: datetime
) -> Envelope:
    """Make the receipt that goes back for exactly this envelope; `note` says why, to a person."""
    receipt = Receipt(kind=kind, of=envelope.message_id, digest=envelope.digest, note=note)
    return Envelope(
        message_id=message_id,
        schema=RECEIPT,
        schema_version=1,
        sender=envelope.recipient,
        recipient=envelope.sender,
        sequence=0,
        made_at=made_at,
        body=receipt.to_body(),
        in_reply_to=envelope.message_id,
    )
