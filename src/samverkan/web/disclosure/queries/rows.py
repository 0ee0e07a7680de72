"""The room's list: disclosures and requests, ours and theirs, as rows of one kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from samverkan.web.design.components import Tone
from samverkan.web.disclosure.labels import RECEIVED, REQUESTS, SENT
from samverkan.web.disclosure.queries.received import KIND, received
from samverkan.web.disclosure.queries.requests import citation_of, requests
from samverkan.web.disclosure.queries.sent import disclosures
from samverkan.web.releases import queries as releases


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line: what it is, with whom, on what ground, how far it has come."""

    what: str
    url: str
    record: str
    partner: str
    citation: str
    state: str
    state_words: str
    tone: Tone
    at: datetime


def rows(*, partner: str = "", state: str = "") -> list[Row]:
    """Give everything, newest first; `state` is `waiting` or `done`."""
    found = [*_sent(), *_received(), *_requests()]
    if partner:
        found = [row for row in found if row.partner == partner]
    if state:
        found = [row for row in found if (row.tone is Tone.WAIT) is (state == "waiting")]
    return sorted(found, key=lambda row: row.at, reverse=True)


def _sent() -> Iterator[Row]:
    states = releases.states(kind=KIND)
    for row in disclosures():
        state = states[row.record]
        words, tone = SENT[state]
        yield Row(
            what=_("Utlämnande till"),
            url=reverse("disclosure:sent", args=[row.pk]),
            record=row.record,
            partner=row.receiver,
            citation=row.citation,
            state=state,
            state_words=str(words),
            tone=tone,
            at=row.decided_at,
        )


def _received() -> Iterator[Row]:
    grounds = {(row.sender, row.record): row.ground for row in releases.received(kind=KIND)}
    for row in received():
        words, tone = RECEIVED[row.state]
        yield Row(
            what=_("Utlämnande från"),
            url=reverse("disclosure:received", args=[row.pk]),
            record=row.record,
            partner=row.sender,
            citation=grounds[row.sender, row.record],
            state=row.state,
            state_words=str(words),
            tone=tone,
            at=row.received_at,
        )


def _requests() -> Iterator[Row]:
    for row in requests():
        words, tone = REQUESTS[row.state]
        yield Row(
            what=_("Begäran till") if row.outgoing else _("Begäran från"),
            url=reverse("disclosure:request", args=[row.pk]),
            record=row.record,
            partner=row.partner,
            citation=citation_of(row.ground),
            state=row.state,
            state_words=str(words),
            tone=tone,
            at=row.made_at,
        )
