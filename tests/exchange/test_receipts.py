"""Receipts name the exact envelope; answers name the exact version."""

from dataclasses import replace

import pytest

from samverkan.exchange.envelope import ANSWER, RECEIPT, Envelope
from samverkan.exchange.outbox import expiry_notice
from samverkan.exchange.receipts import Position, Receipt, ReceiptKind, answered_by
from samverkan.wire.canonical import Malformed, digest
from tests.exchange.letters import HOUR, IDS, LETTER, NOW, letter, receipt_for

HASH = digest(b"version")
ACCEPTED = Receipt(kind=ReceiptKind.ACCEPTED, of=IDS[0], digest=LETTER.digest)
POSITION = Receipt(
    kind=ReceiptKind.POSITION,
    of=IDS[0],
    digest=LETTER.digest,
    note="Vi avstår.",
    version=HASH,
    position=Position.STANDS_ASIDE,
)


@pytest.mark.parametrize("receipt", [ACCEPTED, POSITION])
def test_what_is_written_is_read_back(receipt):
    assert Receipt.from_body(receipt.to_body()) == receipt


@pytest.mark.parametrize("kind", ReceiptKind)
def test_a_persons_answer_travels_as_a_message_with_its_own_receipt(kind):
    persons = {ReceiptKind.POSITION, ReceiptKind.CONFIRMATION, ReceiptKind.RECALL_DONE}
    assert kind.schema == (ANSWER if kind in persons else RECEIPT)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"of": "1"}, "not a UUID"),
        ({"digest": "1"}, "not a SHA-256"),
        ({"version": "1"}, "not a SHA-256"),
        ({"version": HASH}, "names a version's hash"),
        ({"kind": ReceiptKind.CONFIRMATION}, "names a version's hash"),
        ({"kind": ReceiptKind.POSITION, "version": HASH}, "says what the position is"),
        ({"position": Position.OBJECTION}, "says what the position is"),
    ],
)
def test_a_receipt_that_says_too_much_or_too_little_is_refused(changes, says):
    with pytest.raises(Malformed, match=says):
        replace(ACCEPTED, **changes)


@pytest.mark.parametrize("changes", [{"kind": "maybe"}, {"position": "maybe"}])
def test_an_unknown_kind_is_refused(changes):
    with pytest.raises(Malformed, match="'maybe' is not a kind"):
        Receipt.from_body({**POSITION.to_body(), **changes})


def test_a_receipt_goes_back_for_exactly_what_came():
    receipt = receipt_for(
        LETTER, ReceiptKind.REFUSED, note="Fel mottagare.", message_id=IDS[1], made_at=NOW
    )
    assert (receipt.sender, receipt.recipient) == ("KFM", "KBV")
    assert Envelope.from_bytes(receipt.to_bytes()) == receipt
    body = Receipt.from_body(receipt.body)
    assert body.note == "Fel mottagare."
    assert answered_by(body, receipt.sender, LETTER) == (IDS[0],)


@pytest.mark.parametrize(
    ("sender", "sent"),
    [
        ("POL", LETTER),
        ("KFM", letter(body={})),
        ("KFM", letter(message_id=IDS[1])),
    ],
    ids=["another participant", "other bytes", "another message"],
)
def test_a_receipt_that_does_not_fit_tells_nothing(sender, sent):
    assert answered_by(ACCEPTED, sender, sent) == ()


def test_the_receipt_of_a_notice_tells_about_the_message_too():
    notice = expiry_notice(LETTER, message_id=IDS[5], sequence=8, made_at=NOW + HOUR)
    receipt = Receipt(kind=ReceiptKind.EXPIRED, of=IDS[5], digest=notice.digest)
    assert answered_by(receipt, "KFM", notice) == (IDS[5], IDS[0])
