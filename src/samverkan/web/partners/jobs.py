"""Delivery: what is due and covered by a checkpoint is sent; a silent partner is tried later.

Partners are sent to at the same time, so that a slow one delays nobody else. Only the network is
touched in the threads.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

import httpx

from samverkan.exchange.directory import NotListed
from samverkan.web.journal.queries import covered
from samverkan.web.partners import actions, queries
from samverkan.web.partners.client import open_client
from samverkan.web.partners.models import OutboxMessage

BATCH = 100
TIMEOUT = 10.0
MOST_AT_ONCE = 12


@dataclass(frozen=True, slots=True)
class _Post:
    """What goes to one partner, in order; no address if it has left the directory."""

    address: str | None
    rows: tuple[OutboxMessage, ...]


def run(*, now: datetime) -> None:
    """Send what is due, partner by partner; after one failure a partner waits for its next turn.

    First what came before an upgrade is understood, and what nobody answered in time is given up.
    """
    actions.judge_again(now=now)
    for row in queries.run_out(now=now):
        actions.give_up(row=row, now=now)
    due = list(queries.due(now=now)[:BATCH])
    ready = covered([row.entry for row in due]) if due else set()
    rows = [row for row in due if row.entry in ready]
    if rows:
        actions.note_attempts(tried=_sent(_posts(rows)), now=now)


def _posts(rows: Sequence[OutboxMessage]) -> list[_Post]:
    found: dict[str, list[OutboxMessage]] = {}
    for row in rows:
        found.setdefault(row.recipient, []).append(row)
    return [_Post(_address(code), tuple(group)) for code, group in found.items()]


def _address(code: str) -> str | None:
    try:
        return f"{queries.card_of(code).base_url}/exchange/inbox"
    except NotListed:
        return None


def _sent(posts: Sequence[_Post]) -> list[tuple[OutboxMessage, bool]]:
    """Send, and give what was tried with whether it was delivered."""
    with open_client(TIMEOUT) as client, ThreadPoolExecutor(MOST_AT_ONCE) as pool:
        groups = pool.map(lambda post: _deliver(client, post), posts)
        return [tried for group in groups for tried in group]


def _deliver(client: httpx.Client, post: _Post) -> list[tuple[OutboxMessage, bool]]:
    """Send to one partner until it does not answer."""
    tried = []
    for row in post.rows:
        delivered = post.address is not None and _is_taken(client, post.address, row)
        tried.append((row, delivered))
        if not delivered:
            break
    return tried


def _is_taken(client: httpx.Client, address: str, row: OutboxMessage) -> bool:
    try:
        answer = client.post(address, content=row.sealed.encode("ascii"))
    except httpx.HTTPError:
        return False
    return answer.status_code == 200
