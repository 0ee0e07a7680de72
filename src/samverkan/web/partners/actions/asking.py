"""The synchronous request between instances: asked sealed, answered sealed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import cast

import httpx
from django.db import IntegrityError

from samverkan.exchange.envelope import Envelope
from samverkan.exchange.post import close, open_closed
from samverkan.rules.actor import Actor
from samverkan.rules.refusal import NotAllowed
from samverkan.web.journal.chance import new_uuid
from samverkan.web.journal.instance import here
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.partners import queries, registry
from samverkan.web.partners.models import AnsweredRequest
from samverkan.wire.canonical import Json, Malformed
from samverkan.wire.seal import SealBroken

ANSWER_SUFFIX = "answer"


class NoAnswer(Exception):
    """The partner did not answer: it is down or has nothing to say to us. Both look the same."""


def ask(
    *, to: str, schema: str, body: Mapping[str, Json], now: datetime, timeout: float = 5.0
) -> Mapping[str, Json]:
    """Ask and wait. The caller has journalled and committed before. NoAnswer if none comes."""
    card = queries.card_of(to)
    envelope = _envelope(to, schema, body, now=now)
    sealed = close(envelope, key=here().signing, to=card)
    try:
        response = httpx.post(
            f"{card.base_url}/exchange/question", content=sealed.encode("ascii"), timeout=timeout
        )
        response.raise_for_status()
        answer = open_closed(
            response.text, key=here().encryption, signer=queries.directory().signer
        )
    except (httpx.HTTPError, SealBroken, Malformed) as error:
        raise NoAnswer(str(error)) from error
    if answer.sender != to or answer.in_reply_to != envelope.message_id:
        raise NoAnswer(f"{to} answered something else.")
    return answer.body


@in_one_transaction
def answer(*, sealed: str, now: datetime) -> str:
    """Serve one request: the app journals, decides and answers, in one transaction.

    NotAllowed if no app serves it or the app refuses. A repeated request is refused, not repeated.
    """
    envelope = open_closed(sealed, key=here().encryption, signer=queries.directory().signer)
    serve = registry.service_of(envelope.schema)
    if serve is None or envelope.recipient != here().participant:
        raise NotAllowed("partners.no_service")
    try:
        AnsweredRequest.objects.create(
            sender=envelope.sender, message_id=envelope.message_id, at=now
        )
    except IntegrityError:
        raise NotAllowed("partners.asked_before") from None
    body = serve(body=envelope.body, by=Actor.partner(envelope.sender), now=now)
    reply = _envelope(
        envelope.sender,
        f"{envelope.schema}/{ANSWER_SUFFIX}",
        cast("Mapping[str, Json]", body),
        now=now,
        in_reply_to=envelope.message_id,
    )
    return close(reply, key=here().signing, to=queries.card_of(envelope.sender))


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
