"""Delivery: what is due and covered by a checkpoint is sent; a silent partner is tried later."""

from __future__ import annotations

from datetime import datetime

import httpx

from samverkan.exchange.directory import NotListed
from samverkan.web.journal.queries import covered
from samverkan.web.partners import actions, queries
from samverkan.web.partners.client import open_client
from samverkan.web.partners.models import OutboxMessage

BATCH = 100
TIMEOUT = 10.0


def run(*, now: datetime) -> None:
    """Send what is due, partner by partner; after one failure a partner waits for its next turn.

    First what came before an upgrade is understood, and what nobody answered in time is given up.
    """
    actions.judge_again(now=now)
    for row in queries.run_out(now=now):
        actions.give_up(row=row, now=now)
    rows = list(queries.due(now=now)[:BATCH])
    ready = covered([row.entry for row in rows])
    silent: set[str] = set()
    with open_client(TIMEOUT) as client:
        for row in rows:
            if row.entry not in ready or row.recipient in silent:
                continue
            delivered = _deliver(client, row)
            actions.note_attempt(row=row, delivered=delivered, now=now)
            if not delivered:
                silent.add(row.recipient)


def _deliver(client: httpx.Client, row: OutboxMessage) -> bool:
    try:
        address = queries.card_of(row.recipient).base_url
        answer = client.post(f"{address}/exchange/inbox", content=row.sealed.encode("ascii"))
    except (httpx.HTTPError, NotListed):
        return False
    return answer.status_code == 200
