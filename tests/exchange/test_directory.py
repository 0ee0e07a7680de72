"""The directory: signed by all its keepers, and renewed only by those already known."""

from dataclasses import replace
from datetime import date

import pytest

from samverkan.exchange.cards import issue
from samverkan.exchange.directory import (
    Directory,
    NotListed,
    join,
    open_directory,
    renew,
    sign,
)
from samverkan.exchange.participants import participants_from_toml, shipped_toml
from samverkan.wire import seal
from samverkan.wire.canonical import Malformed
from samverkan.wire.seal import SealBroken
from tests.exchange.letters import HOUR, NOW, card, signing

ALL = participants_from_toml(shipped_toml())


def signed_card(code):
    return issue(card(code), signing(code))


FIRST = Directory(
    1, ALL, ("NUC", "KFM"), tuple(signed_card(code) for code in ("NUC", "KFM", "KBV"))
)
KEYS = [signing("NUC"), signing("KFM")]


def test_it_is_read_back_when_all_keepers_signed():
    assert open_directory(sign(FIRST, KEYS)) == FIRST


def test_keepers_may_sign_apart():
    assert open_directory(join([sign(FIRST, KEYS[:1]), sign(FIRST, KEYS[1:])])) == FIRST


@pytest.mark.parametrize("keys", [KEYS[:1], KEYS[1:], [signing("KBV"), KEYS[0]]])
def test_one_keeper_is_not_enough(keys):
    with pytest.raises(SealBroken, match="not signed by its keeper"):
        open_directory(sign(FIRST, keys))


def test_the_keepers_must_sign_the_same_thing():
    other = replace(FIRST, version=2)
    with pytest.raises(SealBroken, match="keeper KFM signed another directory"):
        open_directory(join([sign(FIRST, KEYS[:1]), sign(other, KEYS[1:])]))


def test_a_keepers_other_signature_does_not_count():
    wrong = seal.sign(FIRST.to_bytes(), KEYS[1], kind="samverkan-card-1")
    with pytest.raises(SealBroken, match="not signed as samverkan-directory-1"):
        open_directory(join([sign(FIRST, KEYS[:1]), f'["{wrong}"]']))


@pytest.mark.parametrize("text", ["", "{}", "[]", "[5]", '"a"', "å", "\ud800"])
def test_what_is_no_directory_is_refused(text):
    with pytest.raises(Malformed):
        open_directory(text)


def test_lookups():
    assert FIRST.participant("KFM").name_sv == "Kronofogdemyndigheten"
    assert FIRST.controller_of("NUC").code == "POL"
    assert FIRST.controller_of("KFM").code == "KFM"
    assert FIRST.card_of("KBV") == card("KBV")
    assert (FIRST.has("KBV"), FIRST.has("SKV")) == (True, False)
    assert FIRST.in_force("UTB", date(2024, 6, 1))
    assert not FIRST.in_force("UTB", date(2024, 5, 31))
    assert FIRST.signer(card("KBV").signing.kid) == card("KBV")
    assert FIRST.signer("unknown") is None


def test_who_is_not_there_is_not_found():
    with pytest.raises(NotListed, match="IMY is not in the directory"):
        FIRST.in_force("IMY", NOW.date())
    with pytest.raises(NotListed, match="SKV has no card"):
        FIRST.card_of("SKV")


def new_card(code, **changes):
    fields = {"signing": signing(f"{code} 2").public, "previous": card(code).digest}
    return card(code, **{**fields, "valid_from": NOW + HOUR, **changes})


def with_new_card(code, **changes):
    added = issue(new_card(code, **changes), signing(code))
    return replace(FIRST, version=2, cards=(*FIRST.cards, added))


def test_an_old_key_no_longer_speaks_for_its_owner():
    renewed = with_new_card("KBV")
    assert renewed.card_of("KBV") == new_card("KBV")
    assert renewed.cards_of("KBV") == (card("KBV"), new_card("KBV"))
    assert renewed.signer(card("KBV").signing.kid) is None


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"version": 0}, "count from 1"),
        ({"keepers": ()}, "must have keepers"),
        ({"keepers": ("IMY",)}, "keeper IMY is not a participant"),
        ({"cards": (signed_card("IMY"),)}, "card for IMY, which is not a participant"),
    ],
)
def test_a_directory_with_a_fault_is_refused(changes, says):
    with pytest.raises(Malformed, match=says):
        replace(FIRST, **changes)


def test_two_participants_cannot_share_a_key():
    with pytest.raises(Malformed, match="sign with the same key"):
        with_new_card("KBV", signing=signing("KFM").public)


def test_a_newer_directory_is_taken_from_the_known_keepers():
    newer = with_new_card("KFM")
    text = sign(newer, [signing("NUC"), signing("KFM 2")])
    assert renew(FIRST, text) == newer


def test_an_older_or_the_same_directory_is_not_taken():
    with pytest.raises(Malformed, match="1 is already pinned"):
        renew(FIRST, sign(FIRST, KEYS))


def test_a_keeper_cannot_be_dropped_behind_its_back():
    coup = replace(FIRST, version=2, keepers=("NUC",))
    with pytest.raises(SealBroken, match="not signed by its keeper KFM"):
        renew(FIRST, sign(coup, KEYS[:1]))
    assert renew(FIRST, sign(coup, KEYS)) == coup


ANOTHER_FIRST = issue(card("KBV", signing=signing("KBV 2").public), signing("KBV 2"))


@pytest.mark.parametrize("instead", [(), (ANOTHER_FIRST,)], ids=["forgotten", "replaced"])
def test_a_known_card_cannot_be_forgotten_or_replaced(instead):
    text = sign(replace(FIRST, version=2, cards=(*FIRST.cards[:2], *instead)), KEYS)
    with pytest.raises(Malformed, match="changes a card of KBV"):
        renew(FIRST, text)
