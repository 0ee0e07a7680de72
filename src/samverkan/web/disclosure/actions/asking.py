"""Asking another authority for data, taking its refusal, and asking for a second opinion."""

from __future__ import annotations

from datetime import datetime

from samverkan.exchange.envelope import Envelope
from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.disclosure_requests import (
    OWN_GROUND,
    Request,
    RequestState,
    may_request,
    must_be_refused,
)
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import Changed, NotAllowed
from samverkan.rules.releases import ReleaseTerms
from samverkan.web.cooperation import queries as cooperation
from samverkan.web.disclosure import queries
from samverkan.web.disclosure.content import read_refusal, subjects_of
from samverkan.web.disclosure.drafts import RequestDraft
from samverkan.web.disclosure.labels import PURPOSES, in_swedish
from samverkan.web.disclosure.models import DisclosureRequest, Refusal
from samverkan.web.disclosure.queries.fields import identify
from samverkan.web.journal import actions as journal
from samverkan.web.journal.cases import seal_under
from samverkan.web.journal.chance import new_uuid
from samverkan.web.journal.instance import here
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.partners import actions as partners
from samverkan.web.people.queries import local_date
from samverkan.web.releases import actions as releases
from samverkan.wire.canonical import Json, encode

KIND = "disclosure-request"
REVIEW = "disclosure-review"


@in_one_transaction
def request_data(*, draft: RequestDraft, by: Actor, now: datetime) -> DisclosureRequest:
    """Ask a holder for data about somebody. It leaves through the gate, for it names a person."""
    by.may(Permission.DISCLOSE)
    source = queries.source_of(draft.source)
    if source is None or draft.about not in (*source.persons, source.craft):
        raise NotAllowed("disclosure.no_source")
    may_request(_for_the_rules(draft), on=local_date(now))
    content = _content(draft)
    record = f"{here().participant}/{new_uuid()}"
    row = DisclosureRequest.objects.create(
        record=record,
        case=source.case,
        outgoing=True,
        partner=draft.holder,
        source=draft.source,
        about=draft.about,
        cooperation=draft.cooperation,
        ground=draft.ground,
        purpose=draft.purpose,
        content=seal_under(source.case, encode(content), now=now),
        by=by.reference,
        made_at=now,
    )
    terms = ReleaseTerms(
        recipient=draft.holder,
        ground=OWN_GROUND,
        purpose=in_swedish(PURPOSES[draft.purpose]),
        handling=draft.handling,
        expires_on=draft.expires_on,
    )
    journal.record(
        Act.DISCLOSURE_ASKED,
        about=record,
        by=by,
        at=now,
        case=source.case,
        ground=OWN_GROUND,
        details={"holder": draft.holder, "need": draft.need, "what": draft.what},
    )
    releases.release(
        kind=KIND, content=content, terms=terms, about=record, case=source.case, by=by, now=now
    )
    return row


@in_one_transaction
def receive_refusal(*, envelope: Envelope, by: Actor, now: datetime) -> None:
    """Take the holder's refusal of our request, or the second opinion on it."""
    body = read_refusal(envelope.body)
    row = queries.request_named(body.text("record"))
    if row is None or not row.outgoing or row.partner != by.participant:
        raise NotAllowed("disclosure.not_from_holder")
    upheld = None if body.values["upheld"] is None else body.truth("upheld")
    Refusal.objects.create(
        request=row,
        upheld=upheld,
        grounds=list(body.texts("grounds")),
        reasons=body.text("reasons"),
        decided_by=body.text("decided_by"),
        decided_at=envelope.made_at,
    )
    DisclosureRequest.objects.filter(pk=row.pk).update(
        state=state_after(upheld=upheld), answered_at=now
    )
    journal.record(
        Act.REFUSAL_RECEIVED,
        about=row.record,
        by=by,
        at=now,
        case=row.case,
        details={"grounds": list(body.texts("grounds")), "upheld": upheld},
    )


@in_one_transaction
def ask_review(*, request: DisclosureRequest, why: str, by: Actor, now: datetime) -> None:
    """Ask the holder to let another person look at its refusal."""
    by.may(Permission.DISCLOSE)
    must_be_refused(RequestState(request.state))
    moved = DisclosureRequest.objects.filter(pk=request.pk, review_asked_at=None).update(
        review_asked_at=now, review_why=why.strip()
    )
    if moved != 1:
        raise Changed("En andra bedömning är redan begärd.")
    entry = journal.record(
        Act.REVIEW_ASKED,
        about=request.record,
        by=by,
        at=now,
        case=request.case,
        details={"why": why.strip()},
    )
    body: dict[str, Json] = {"record": request.record, "why": why.strip()}
    partners.send(to=request.partner, schema=REVIEW, body=body, entry=entry, now=now)


def state_after(*, upheld: bool | None) -> RequestState:
    """Give the state after a refusal (None) or a second opinion; a changed one opens it again."""
    if upheld is None:
        return RequestState.REFUSED
    return RequestState.UPHELD if upheld else RequestState.WAITING


def _for_the_rules(draft: RequestDraft) -> Request:
    return Request(
        asker=here().participant,
        holder=draft.holder,
        ground=draft.ground,
        purpose=draft.purpose,
        what=draft.what,
        need=draft.need,
        decisions=cooperation.decisions(draft.cooperation) if draft.cooperation else (),
        facts=draft.facts,
    )


def _content(draft: RequestDraft) -> dict[str, Json]:
    named = identify(draft.about)
    if not named:
        raise NotAllowed("disclosure.nobody_named")
    return {
        "about": subjects_of(named)[0],
        "cooperation": draft.cooperation,
        "ground": draft.ground,
        "need": draft.need.strip(),
        "purpose": str(draft.purpose),
        "what": draft.what.strip(),
    }
