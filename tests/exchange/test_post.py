"""Closed envelopes: the sender is who signed."""

import pytest

from samverkan.exchange.post import KIND, close, open_closed
from samverkan.wire import seal
from samverkan.wire.canonical import Malformed
from samverkan.wire.seal import SealBroken
from tests.exchange.letters import LETTER, card, encryption, letter, signing

CARDS = {card(code).signing.kid: card(code) for code in ("KBV", "KFM", "SKV")}


def opened(closed, code="KFM"):
    return open_closed(closed, key=encryption(code), signer=CARDS.get)


def test_an_envelope_reaches_its_recipient():
    closed = close(LETTER, key=signing("KBV"), to=card("KFM"))
    assert opened(closed) == LETTER


def test_nobody_else_can_open_it():
    closed = close(LETTER, key=signing("KBV"), to=card("KFM"))
    with pytest.raises(SealBroken, match="not locked for this key"):
        opened(closed, "SKV")


def test_it_is_not_locked_for_the_wrong_card():
    with pytest.raises(ValueError, match="for KFM, the card is SKV's"):
        close(LETTER, key=signing("KBV"), to=card("SKV"))


def test_a_participant_cannot_speak_for_another():
    closed = close(LETTER, key=signing("SKV"), to=card("KFM"))
    with pytest.raises(SealBroken, match="says it is from KBV, but SKV signed it"):
        opened(closed)


def test_a_stranger_is_not_heard():
    closed = close(letter(sender="POL"), key=signing("POL"), to=card("KFM"))
    with pytest.raises(SealBroken, match="No participant"):
        opened(closed)


@pytest.mark.parametrize("content", [b"not signed", b"\xff\xfe"])
def test_what_is_locked_but_not_signed_is_refused(content):
    with pytest.raises(SealBroken, match="not a sealed message"):
        opened(seal.encrypt(content, card("KFM").encryption))


def test_a_signed_malformed_envelope_is_named_as_such():
    signed = seal.sign(b"{}", signing("KBV"), kind=KIND)
    with pytest.raises(Malformed, match="lacks about"):
        opened(seal.encrypt(signed.encode(), card("KFM").encryption))
