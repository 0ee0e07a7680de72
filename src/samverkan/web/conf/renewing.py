"""Renewing this instance's card when partners are to reach it at another address.

The new card names the one before it and is signed by the same key. It is taken only once the
keepers have signed a directory with it; until then partners use the address they know.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from samverkan.exchange.cards import Card, is_address, issue, open_chains
from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.web.conf.making import ADDRESS_FORM, CARD, MakingRefused, write_whole
from samverkan.web.journal import actions as journal
from samverkan.web.journal.instance import INSTANCE, Instance, here
from samverkan.web.journal.transaction import in_one_transaction

_BASE_URL = re.compile(r"^base_url = .*$", re.MULTILINE)


def renew_card(*, base_url: str, now: datetime) -> Card:
    """Add a card with a new address to `card.jws`, oldest first, and give it.

    The same address again only finishes what a crash left undone. MakingRefused for no address.
    """
    if not is_address(base_url):
        raise MakingRefused(f"{base_url} is not an address for partners: {ADDRESS_FORM}.")
    me = here()
    signed = (me.folder / CARD).read_text("ascii").split()
    old = open_chains(signed)[me.participant][-1]
    new = old if old.base_url == base_url else _next(old, base_url, now)
    if new is not old:
        _enter(new, now)
        write_whole(me.folder / CARD, "\n".join((*signed, issue(new, me.signing))), mode=0o644)
    _say_address(me, base_url)
    return new


def _next(old: Card, base_url: str, now: datetime) -> Card:
    return Card(
        participant=old.participant,
        signing=old.signing,
        encryption=old.encryption,
        log=old.log,
        base_url=base_url,
        valid_from=max(now, old.valid_from + timedelta(seconds=1)),
        voprf=old.voprf,
        previous=old.digest,
    )


@in_one_transaction
def _enter(card: Card, now: datetime) -> None:
    journal.record(
        Act.CARD_RENEWED,
        about=card.participant,
        by=Actor.instance(card.participant),
        at=now,
        case="instance",
        details={"base_url": card.base_url, "card": card.digest, "previous": card.previous},
    )


def _say_address(me: Instance, base_url: str) -> None:
    """Let the data folder say the address too; a running process goes on with the one it read."""
    file = me.folder / INSTANCE
    text = file.read_text("utf-8")
    write_whole(file, _BASE_URL.sub(f'base_url = "{base_url}"', text))
