"""Envelopes: one form in bytes, and a plain sentence for each thing that can be wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.exchange.envelope import ANSWER, RECEIPT, Envelope
from samverkan.wire.canonical import Malformed, decode, encode
from tests.exchange.letters import HOUR, IDS, LETTER, NOW, letter, version

FULL = letter(about=version(2), expires_at=NOW + HOUR, in_reply_to=IDS[1])
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@pytest.mark.parametrize("envelope", [LETTER, FULL], ids=["short", "full"])
def test_what_is_written_is_read_back(envelope):
    data = envelope.to_bytes()
    assert Envelope.from_bytes(data) == envelope
    assert Envelope.from_bytes(data).to_bytes() == data


@given(st.dictionaries(TEXTS, TEXTS | st.integers(-5, 5) | st.none() | st.lists(TEXTS), max_size=5))
def test_any_body_is_carried(body):
    envelope = letter(body=body)
    assert Envelope.from_bytes(envelope.to_bytes()).body == body


def test_the_digest_tells_apart_what_differs_in_one_field():
    assert letter(sequence=2).digest != LETTER.digest == letter().digest


def changed(**fields):
    return encode({**decode(FULL.to_bytes()), **fields})


ABOUT = decode(FULL.to_bytes())["about"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"[]", "The envelope is not an object."),
        (b"{}", "The envelope lacks about."),
        (b"{", "not JSON"),
        (changed(colour="red"), "holds 'colour', which is not part of it"),
        (changed(message_id=5), "message_id of the envelope must be text."),
        (changed(message_id="5"), "not a UUID"),
        (changed(schema="Release"), "not the name of a schema"),
        (changed(schema="release/note\n"), "not the name of a schema"),
        (changed(schema_version=True), "schema_version of the envelope must be a whole number."),
        (changed(schema_version=0), "schema_version of the envelope must be 1 or more"),
        (changed(sequence="1"), "sequence of the envelope must be a whole number."),
        (changed(sequence=0), "sequence of the envelope must be 1 or more, and 0 for a receipt."),
        (changed(sequence=-1, schema=RECEIPT), "and 0 for a receipt."),
        (changed(sequence=1, schema=RECEIPT), "and 0 for a receipt."),
        (changed(sender="kbv"), "not a participant's code"),
        (changed(recipient=""), "not a participant's code"),
        (changed(made_at="2025-07-12"), "not a time"),
        (changed(expires_at="soon"), "not a time"),
        (changed(expires_at="2025-07-12T12:05:00Z"), "expires before it was made"),
        (changed(body=[]), "body of the envelope must be an object."),
        (changed(in_reply_to="x"), "not a UUID"),
        (changed(about="KBV"), "The envelope's about is not an object."),
        (changed(about={}), "The envelope's about lacks before."),
        (changed(about={**ABOUT, "record": "KBV"}), "not a record's name"),
        (changed(about={**ABOUT, "number": 0}), "count from 1"),
        (changed(about={**ABOUT, "before": None}), "names the one before"),
    ],
)
def test_each_fault_has_its_sentence(data, says):
    with pytest.raises(Malformed, match=says) as refused:
        Envelope.from_bytes(data)
    assert str(refused.value).endswith(".")


def test_only_receipts_want_no_receipt():
    assert LETTER.wants_receipt
    assert letter(schema=ANSWER).wants_receipt
    assert not letter(schema=RECEIPT, sequence=0).wants_receipt


def test_it_expires_at_the_moment_it_says():
    timed = letter(expires_at=NOW + HOUR)
    assert not timed.has_expired(NOW)
    assert timed.has_expired(NOW + HOUR)
    assert not LETTER.has_expired(NOW + 1000 * HOUR)
