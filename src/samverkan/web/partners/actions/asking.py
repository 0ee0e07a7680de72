"""The synchronous request between instances: asked sealed, answered sealed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import cast

import httpx

from samverkan.exchange.directory import NotListed
from samverkan.exchange.envelope import Envelope
from samverkan.exchange.post import close, open_closed
from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.refusal import NotAllowed
from samverkan.web.journal import actions as journal
from samverkan.web.journal.chance import new_uuid
from samverkan.web.journal.instance import here
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.partners import queries, registry
from samverkan.web.partners.client import open_client
from samverkan.web.partners.models import AnsweredRequest
from samverkan.wire.canonical import Json, Malformed
from samverkan.wire.seal import SealBroken

ANSWER_SUFFIX = "answer"
CASE = "refused-requests"
TIMEOUT = 5.0
MOST_AT_ONCE = 12


class NoAnswer(Exception):
    """The partner did not answer: it is down or has nothing to say to us. Both look the same."""


class Silence(StrEnum):
    """Why a partner gave no answer: it was not reached, or what came is none.

    A refusal is `NO_ANSWER`: it looks like a partner that failed.
    """

    UNREACHABLE = "unreachable"
    NO_ANSWER = "no-answer"


@dataclass(frozen=True, slots=True)
class Request:
    """One request on its way: to whom, where, and what carries it."""

    envelope: Envelope
    address: str
    sealed: str


def ask(
    *, to: str, schema: str, body: Mapping[str, Json], now: datetime, timeout: float = TIMEOUT
) -> Mapping[str, Json]:
    """Ask and wait. The caller has journalled and committed before. NoAnswer if none comes."""
    (answer,) = ask_all(requests=((to, body),), schema=schema, now=now, timeout=timeout)
    if isinstance(answer, Silence):
        raise NoAnswer(f"{to} did not answer.")
    return answer


def ask_all(
    *,
    requests: Sequence[tuple[str, Mapping[str, Json]]],
    schema: str,
    now: datetime,
    timeout: float = TIMEOUT,
) -> tuple[Mapping[str, Json] | Silence, ...]:
    """Ask several partners at once and wait for the slowest; of each its answer, or why none came.

    The caller has journalled and committed before. Only the network is touched in the threads.
    """
    sealed = [_request(to, schema, body, now=now) for to, body in requests]
    with ThreadPoolExecutor(MOST_AT_ONCE) as pool:
        texts = list(pool.map(lambda each: _carried(each, timeout), sealed))
    return tuple(_answer_in(text, each) for text, each in zip(texts, sealed, strict=True))


def carry(address: str, sealed: str, timeout: float) -> str:
    """Post a sealed request and give the sealed answer. httpx.HTTPError if none comes."""
    with open_client(timeout) as client:
        response = client.post(address, content=sealed.encode("ascii"))
    return response.raise_for_status().text


def _request(to: str, schema: str, body: Mapping[str, Json], *, now: datetime) -> Request | None:
    try:
        card = queries.card_of(to)
    except NotListed:
        return None
    envelope = _envelope(to, schema, body, now=now)
    sealed = close(envelope, key=here().signing, to=card)
    return Request(envelope, f"{card.base_url}/exchange/question", sealed)


def _carried(request: Request | None, timeout: float) -> str | Silence:
    if request is None:
        return Silence.UNREACHABLE
    try:
        return carry(request.address, request.sealed, timeout)
    except httpx.HTTPStatusError:
        return Silence.NO_ANSWER
    except httpx.HTTPError:
        return Silence.UNREACHABLE


def _answer_in(text: str | Silence, request: Request | None) -> Mapping[str, Json] | Silence:
    """Open an answer; one that is damaged, or to something else, counts as none."""
    if request is None:
        return Silence.UNREACHABLE
    if isinstance(text, Silence):
        return text
    try:
        answer = open_closed(text, key=here().encryption, signer=queries.directory().signer)
    except (SealBroken, Malformed):
        return Silence.NO_ANSWER
    asked = request.envelope
    meant = (answer.sender, answer.in_reply_to) == (asked.recipient, asked.message_id)
    return answer.body if meant else Silence.NO_ANSWER


def answer(*, sealed: str, now: datetime) -> str:
    """Serve one request: the app journals, decides and answers, in one transaction.

    NotAllowed if no app serves it or the app refuses: that is entered in a transaction of its own,
    since the refused one leaves nothing behind.
    """
    envelope = open_closed(sealed, key=here().encryption, signer=queries.directory().signer)
    try:
        return _serve(envelope, now=now)
    except NotAllowed as refusal:
        _note_refusal(envelope, refusal, now=now)
        raise


@in_one_transaction
def _serve(envelope: Envelope, *, now: datetime) -> str:
    """Answer one request. A repeated one is refused, not repeated."""
    serve = registry.service_of(envelope.schema)
    if serve is None or envelope.recipient != here().participant:
        raise NotAllowed("partners.no_service")
    _, fresh = AnsweredRequest.objects.get_or_create(
        sender=envelope.sender, message_id=envelope.message_id, defaults={"at": now}
    )
    if not fresh:
        raise NotAllowed("partners.asked_before")
    body = serve(body=envelope.body, by=Actor.partner(envelope.sender), now=now)
    reply = _envelope(
        envelope.sender,
        f"{envelope.schema}/{ANSWER_SUFFIX}",
        cast("Mapping[str, Json]", body),
        now=now,
        in_reply_to=envelope.message_id,
    )
    return close(reply, key=here().signing, to=queries.card_of(envelope.sender))


@in_one_transaction
def _note_refusal(envelope: Envelope, refusal: NotAllowed, *, now: datetime) -> None:
    journal.record(
        Act.NOT_ANSWERED,
        about=envelope.message_id,
        by=Actor.partner(envelope.sender),
        at=now,
        case=CASE,
        details={"reason": refusal.key, "schema": envelope.schema},
    )


def _envelope(
    to: str, schema: str, body: Mapping[str, Json], *, now: datetime, in_reply_to: str | None = None
) -> Envelope:
    # A synchronous request stands outside the numbered link: it is never delivered twice.
    return Envelope(
        message_id=str(new_uuid()),
        schema=schema,
        schema_version=1,
        sender=here().participant,
        recipient=to,
        sequence=1,
        made_at=now,
        body=body,
        in_reply_to=in_reply_to,
    )
