"""An instance moves: its new card follows from the old, and partners take it without a stop."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from samverkan.exchange.cards import issue, open_chains
from samverkan.exchange.directory import Directory, sign
from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.web.conf.making import MakingRefused
from samverkan.web.conf.renewing import renew_card
from samverkan.web.journal.instance import here, load
from samverkan.web.journal.queries import newest
from samverkan.web.partners import actions, jobs, queries
from samverkan.web.partners.models import OutboxMessage
from samverkan.wire.canonical import Malformed
from samverkan.wire.seal import SealBroken
from tests.web.partner import Partner

NEW = "https://ny.kbv.example"


def cards_of_file():
    return (here().folder / "card.jws").read_text("ascii").split()


def with_cards(cards, *, version=2, keepers=("NUC", "KFM")):
    old = queries.directory()
    rest = [text for text in old.cards if text not in cards]
    book = Directory(version, old.participants, old.keepers, (*rest, *cards))
    return sign(book, [Partner.of(code).signing for code in keepers])


def test_a_new_card_follows_from_the_old_and_is_entered(instance, now):
    (before,) = cards_of_file()
    card = renew_card(base_url=NEW, now=now)
    first, second = open_chains(cards_of_file())[instance.participant]
    assert cards_of_file()[0] == before
    assert (second, second.previous, second.base_url) == (card, first.digest, NEW)
    assert (second.signing, second.encryption, second.log) == (
        first.signing,
        first.encryption,
        first.log,
    )
    assert newest(1)[0].act == Act.CARD_RENEWED
    load.cache_clear()
    assert here().base_url == NEW


def test_the_same_address_again_changes_nothing(instance, now):
    del instance
    renew_card(base_url=NEW, now=now)
    kept = cards_of_file()
    renew_card(base_url=NEW, now=now + timedelta(days=1))
    assert cards_of_file() == kept
    third = renew_card(base_url="https://tredje.kbv.example", now=now)
    assert len(cards_of_file()) == 3
    assert third.valid_from > open_chains(kept)["KBV"][-1].valid_from


@pytest.mark.parametrize("address", ["http://kbv.example", "https://kbv.example/", "kbv"])
def test_what_is_no_address_is_refused_and_leaves_the_card(instance, now, address):
    del instance
    kept = cards_of_file()
    with pytest.raises(MakingRefused, match="not an address"):
        renew_card(base_url=address, now=now)
    assert cards_of_file() == kept


def test_partners_take_the_new_card_only_from_their_keepers(instance, now):
    me = Actor.instance(instance.participant)
    renew_card(base_url=NEW, now=now)
    with pytest.raises(SealBroken):
        actions.pin(text=with_cards(cards_of_file(), keepers=("NUC",)), by=me, now=now)
    first, second = cards_of_file()
    old = queries.directory()
    without = (*(text for text in old.cards if text != first), second)
    with pytest.raises(Malformed, match="succeeds another"):
        Directory(2, old.participants, old.keepers, without)
    assert queries.card_of("KBV").base_url == "http://127.0.0.1:1"
    actions.pin(text=with_cards(cards_of_file()), by=me, now=now)
    assert queries.card_of("KBV").base_url == NEW


def test_a_message_that_waits_goes_to_the_address_that_was_pinned_since(instance, now, monkeypatch):
    """The same process: what is under way to a partner's old address is sent to its new one."""
    asked = []

    def nobody(_client, url, **_more):
        asked.append(url)
        raise httpx.ConnectError("nobody there")

    monkeypatch.setattr(httpx.Client, "post", nobody)
    waiting = [OutboxMessage(recipient="KFM", sealed="x")]
    jobs._sent(jobs._posts(waiting))
    kfm = Partner.of("KFM")
    moved = replace(
        kfm.card, base_url="https://ny.kfm.example", previous=kfm.card.digest, valid_from=now
    )
    text = with_cards([issue(moved, kfm.signing)])
    actions.pin(text=text, by=Actor.instance(instance.participant), now=now)
    jobs._sent(jobs._posts(waiting))
    assert asked == [f"{kfm.card.base_url}/exchange/inbox", "https://ny.kfm.example/exchange/inbox"]
