"""A synchronous request is answered once, and a refused one leaves its mark at the holder."""

from __future__ import annotations

import pytest

from samverkan.exchange.envelope import Envelope
from samverkan.exchange.post import close, open_closed
from samverkan.rules.acts import Act
from samverkan.rules.refusal import NotAllowed
from samverkan.web.journal.models import Entry
from samverkan.web.journal.queries import newest
from samverkan.web.partners import actions, queries, registry
from samverkan.web.partners.actions import NoAnswer, asking
from tests.web.partner import Partner


@pytest.fixture
def served(monkeypatch) -> list:
    """Serve the request type `fråga`: each is answered with how many came before."""
    asked: list = []

    def serve(*, body, by, now):
        asked.append((by.participant, body))
        if body.get("no"):
            raise NotAllowed("partners.no_service")
        return {"count": len(asked)}

    monkeypatch.setattr(registry, "_services", dict(registry._services))
    registry.serve("fraga", serve)
    return asked


def ask(browse, sealed: str):
    return browse(None).post("/exchange/question", data=sealed, content_type="application/jose")


def test_a_request_is_answered_sealed_and_once(partner, served, browse, now):
    skv = partner("SKV")
    sealed = skv.seal("fraga", {"x": 1}, now=now)
    answer = ask(browse, sealed)
    assert answer.status_code == 200
    envelope = open_closed(
        answer.content.decode(), key=skv.encryption, signer=queries.directory().signer
    )
    assert (envelope.sender, envelope.schema) == ("KBV", "fraga/answer")
    assert envelope.body == {"count": 1}

    again = ask(browse, sealed)
    assert (again.status_code, len(served)) == (403, 1)
    assert newest(1)[0].act == Act.NOT_ANSWERED


@pytest.mark.parametrize(("schema", "body"), [("fraga", {"no": 1}), ("annat", {})])
def test_a_refusal_says_nothing_out_and_is_entered_here(partner, served, browse, now, schema, body):
    answer = ask(browse, partner("SKV").seal(schema, body, now=now))
    assert (answer.status_code, answer.json()) == (403, {"error": "no answer"})
    assert newest(1)[0].record["details"]["schema"] == schema


def test_what_nobody_signed_is_not_entered(instance, browse):
    entries = Entry.objects.count()
    assert ask(browse, "skräp").status_code == 400
    assert Entry.objects.count() == entries


def holder(code: str, body: dict, now, *, reply_to: str | None = None):
    """Play a partner that answers a request; `reply_to` another message than the one asked."""
    book, them = queries.directory(), Partner.of(code)

    def carry(address, sealed, timeout):
        asked = open_closed(sealed, key=Partner.of("KFM").encryption, signer=book.signer)
        answer = Envelope(
            message_id="33333333-3333-4333-8333-333333333333",
            schema=f"{asked.schema}/answer",
            schema_version=1,
            sender=code,
            recipient="KBV",
            sequence=1,
            made_at=now,
            body=body,
            in_reply_to=reply_to or asked.message_id,
        )
        return close(answer, key=them.signing, to=book.card_of("KBV"))

    return carry


def test_we_ask_and_get_the_body_of_the_answer(instance, now, monkeypatch):
    monkeypatch.setattr(asking, "carry", holder("KFM", {"hit": True}, now))
    assert actions.ask(to="KFM", schema="fraga", body={}, now=now) == {"hit": True}


@pytest.mark.parametrize(
    ("who", "reply_to"),
    [("SKV", None), ("KFM", "22222222-2222-4222-8222-222222222222")],
)
def test_an_answer_from_another_or_to_another_is_none(instance, now, monkeypatch, who, reply_to):
    monkeypatch.setattr(asking, "carry", holder(who, {}, now, reply_to=reply_to))
    with pytest.raises(NoAnswer):
        actions.ask(to="KFM", schema="fraga", body={}, now=now)


def test_a_partner_that_is_down_and_one_without_a_card_look_the_same(instance, now):
    for code in ("KFM", "UTB"):
        with pytest.raises(NoAnswer):
            actions.ask(to=code, schema="fraga", body={}, now=now, timeout=0.5)
