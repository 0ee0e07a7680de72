"""Cards: self-signed at first, then each by the key before."""

import pytest

from samverkan.exchange.cards import KIND, Card, issue, open_card, open_chains, succeed
from samverkan.wire import seal
from samverkan.wire.canonical import Malformed, decode, encode
from samverkan.wire.seal import SealBroken
from tests.exchange.letters import HOUR, NOW, card, signing

OLD = card("KFM", voprf={"2025-07-12": "ab" * 32})


def newer(**changes):
    fields = {
        "signing": signing("KFM 2").public,
        "valid_from": NOW + HOUR,
        "previous": OLD.digest,
    }
    return card("KFM", **{**fields, **changes})


def test_a_first_card_is_signed_by_its_own_key():
    assert open_card(issue(OLD, signing("KFM"))) == OLD


def test_a_first_card_is_not_issued_or_read_under_another_key():
    with pytest.raises(Malformed, match="must be signed by its own key"):
        issue(OLD, signing("SKV"))
    with pytest.raises(SealBroken):
        open_card(seal.sign(OLD.to_bytes(), signing("SKV"), kind=KIND))


def test_a_new_card_is_signed_by_the_old_key():
    assert succeed(OLD, issue(newer(), signing("KFM"))) == newer()


def test_a_new_card_does_not_vouch_for_itself():
    signed = issue(newer(), signing("KFM 2"))
    with pytest.raises(SealBroken):
        succeed(OLD, signed)
    with pytest.raises(Malformed, match="succeeds another"):
        open_card(signed)


@pytest.mark.parametrize(
    ("new", "says"),
    [
        (card("SKV", previous=OLD.digest, valid_from=NOW + HOUR), "signed a card for SKV"),
        (newer(previous="0" * 64), "does not name the card before it"),
        (newer(valid_from=NOW), "is not later"),
    ],
)
def test_a_card_that_does_not_follow_is_refused(new, says):
    with pytest.raises(Malformed, match=says):
        succeed(OLD, issue(new, signing("KFM")))


def test_chains_are_read_per_participant_in_order():
    own = [issue(OLD, signing("KFM")), issue(newer(), signing("KFM"))]
    other = issue(card("SKV"), signing("SKV"))
    assert open_chains([own[0], other, own[1]]) == {"KFM": (OLD, newer()), "SKV": (card("SKV"),)}
    with pytest.raises(Malformed, match="succeeds another"):
        open_chains(reversed(own))


@pytest.mark.parametrize(
    "address",
    [
        "https://kfm.example/samverkan",
        "http://127.0.0.1:8001",
        "http://localhost:8001",
        "http://[::1]:1",
    ],
)
def test_addresses_that_are_allowed(address):
    assert card("KFM", base_url=address).base_url == address


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"base_url": "http://kfm.example"}, "must be https"),
        ({"base_url": "https://kfm.example/"}, "without a slash"),
        ({"base_url": "https://kfm.example@evil.example"}, "must be https"),
        ({"base_url": "https://kfm.example?x"}, "must be https"),
        ({"base_url": "http://127.0.0.1.evil.example"}, "must be https"),
        ({"log": "journal.kfm.example"}, "not a vkey"),
        ({"previous": "x"}, "not a SHA-256"),
        ({"valid_from": NOW.replace(tzinfo=None)}, "not in UTC"),
        ({"participant": "kfm"}, "not a participant's code"),
    ],
)
def test_a_card_with_a_fault_is_refused(changes, says):
    with pytest.raises(Malformed, match=says):
        card(changes.pop("participant", "KFM"), **changes)


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("signing", OLD.encryption.to_jwk(), "not an Ed25519 key"),
        ("encryption", None, "A key must hold"),
        ("voprf", {"2025-07-12": 5}, "2025-07-12 of the card's voprf must be text"),
        ("voprf", [], "voprf of the card must be an object"),
        ("base_url", 5, "base_url of the card must be text"),
    ],
)
def test_a_field_of_the_wrong_kind_is_named(field, value, says):
    with pytest.raises(Malformed, match=says):
        Card.from_bytes(encode({**decode(OLD.to_bytes()), field: value}))
