"""Killed at any moment, neither side loses or doubles what it acknowledged."""

from __future__ import annotations

import logging
from functools import partial
from random import Random
from threading import Event, Thread
from time import sleep

import httpx
import pytest

from tests.pair.houses import House, Visitor, release_note, until

log = logging.getLogger(__name__)
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("pair")]

KILLS = 12
SEED = 20250712


class Sender(Thread):
    """Releases notes one after the other, whatever happens to the server meanwhile."""

    def __init__(self, visitor: Visitor, to: str) -> None:
        super().__init__()
        self.visitor, self.to = visitor, to
        self.acknowledged: list[int] = []
        self.failed = 0
        self.done = Event()

    def run(self) -> None:
        while not self.done.is_set():
            try:
                number = release_note(self.visitor, f"nr {len(self.acknowledged)}", self.to)
            except (httpx.HTTPError, AssertionError):
                self.failed += 1
                sleep(0.05)
            else:
                self.acknowledged.append(number)


def sent(house: House, to: str) -> dict[int, tuple]:
    found = house.rows(
        "SELECT id, record, version, digest FROM releases_release "
        "WHERE recipient = ? AND recalled_at IS NULL",
        to,
    )
    return {number: tuple(rest) for number, *rest in found}


def came(house: House, sender: str) -> list[tuple]:
    return house.rows(
        "SELECT record, version, digest FROM releases_receivedrelease "
        "WHERE sender = ? AND recalled_at IS NULL",
        sender,
    )


def unanswered(house: House) -> int:
    waiting = "SELECT count(*) FROM partners_outboxmessage WHERE state IN ('waiting', 'sent')"
    return house.rows(waiting)[0][0]


def all_is_there_once(here: House, there: House) -> bool:
    return sorted(came(there, here.code)) == sorted(sent(here, there.code).values())


def numbers(house: House, to: str) -> list[int]:
    found = house.rows(
        "SELECT sequence FROM partners_outboxmessage "
        "WHERE recipient = ? AND sequence > 0 ORDER BY sequence",
        to,
    )
    return [number for (number,) in found]


def test_nothing_is_lost_and_nothing_doubled(pair, desks):
    (kfm, nuc), (kajsa, nils) = pair, desks
    chance = Random(SEED)  # noqa: S311
    senders = Sender(kajsa, "NUC"), Sender(nils, "KFM")
    for sender in senders:
        sender.start()
    starts = []
    try:
        for _ in range(KILLS):
            sleep(chance.uniform(0.2, 1.2))
            house = chance.choice(pair)
            house.kill()
            starts.append(house.start())
    finally:
        for sender in senders:
            sender.done.set()
            sender.join(30)

    acknowledged = [len(sender.acknowledged) for sender in senders]
    failed = [sender.failed for sender in senders]
    said = (KILLS, acknowledged, failed, min(starts), max(starts))
    log.info("%s kills, acknowledged %s, failed %s, started in %.2f to %.2f s", *said)
    for sender, here, there in ((senders[0], kfm, nuc), (senders[1], nuc, kfm)):
        assert sender.acknowledged
        assert set(sender.acknowledged) <= set(sent(here, there.code)), "acknowledged, but lost"
        until(partial(all_is_there_once, here, there), seconds=60, what="all there, once")
        until(lambda here=here: unanswered(here) == 0, seconds=60, what="all receipted")
        used = numbers(here, there.code)
        assert used == list(range(1, len(used) + 1))
        audit = here.verify()
        assert audit.returncode == 0, audit.stdout
