"""The holder's side of a request: taking it, refusing it with reasons, and the second opinion."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from samverkan.exchange.envelope import Envelope
from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.disclosure import may_refuse, may_review
from samverkan.rules.disclosure_requests import (
    RequestState,
    must_be_refused,
    must_name_grounds,
    must_wait,
)
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import Changed, NotAllowed
from samverkan.web.disclosure import queries
from samverkan.web.disclosure.actions.asking import state_after
from samverkan.web.disclosure.content import read_request, read_review
from samverkan.web.disclosure.models import DisclosureRequest, Refusal
from samverkan.web.disclosure.queries.requests import citations
from samverkan.web.journal import actions as journal
from samverkan.web.journal.cases import seal_under
from samverkan.web.journal.instance import here
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.partners import actions as partners
from samverkan.web.people.queries import local_date
from samverkan.wire.canonical import Json, encode

if TYPE_CHECKING:
    from samverkan.web.releases.models import ReceivedRelease

REFUSAL = "disclosure-refusal"


@in_one_transaction
def receive_request(
    *, release: ReceivedRelease, content: Mapping[str, Json], by: Actor, now: datetime
) -> None:
    """Take a partner's request under its own case. Nobody is looked up before an officer does."""
    found = read_request(content)
    DisclosureRequest.objects.create(
        record=release.record,
        case=release.case,
        outgoing=False,
        partner=release.sender,
        cooperation=found.cooperation,
        ground=found.ground,
        purpose=found.purpose,
        content=seal_under(release.case, encode(content), now=now),
        by=release.sender,
        made_at=now,
    )
    journal.record(
        Act.REQUEST_RECEIVED,
        about=release.record,
        by=by,
        at=now,
        case=release.case,
        ground=release.ground,
    )


@in_one_transaction
def withdraw_request(
    *, release: ReceivedRelease, content: Mapping[str, Json], by: Actor, now: datetime
) -> None:
    """Close a request that its asker took back."""
    del content, by, now
    DisclosureRequest.objects.filter(record=release.record, outgoing=False).update(
        state=RequestState.WITHDRAWN
    )


@in_one_transaction
def refuse(
    *,
    request: DisclosureRequest,
    grounds: tuple[str, ...],
    reasons: str,
    by: Actor,
    now: datetime,
) -> Refusal:
    """Refuse a request, the last rung of the ladder: with a provision, reasons and a name."""
    by.may(Permission.ANSWER_DISCLOSURE)
    _must_be_theirs(request)
    must_wait(RequestState(request.state))
    must_name_grounds(grounds, participant=here().participant, on=local_date(now))
    may_refuse(reasons, decided_by=by.reference)
    return _decide(request, None, grounds, reasons, by=by, now=now)


@in_one_transaction
def review(
    *,
    request: DisclosureRequest,
    upheld: bool,
    grounds: tuple[str, ...],
    reasons: str,
    by: Actor,
    now: datetime,
) -> Refusal:
    """Give the second opinion: another person upholds the refusal, or opens the request again."""
    by.may(Permission.ANSWER_DISCLOSURE)
    _must_be_theirs(request)
    must_be_refused(RequestState(request.state))
    first = queries.first_refusal(request)
    if first is None:
        raise NotAllowed("disclosure.not_refused")
    may_review(refused_by=first.decided_by, reviewer=by.reference)
    if upheld:
        must_name_grounds(grounds, participant=here().participant, on=local_date(now))
    may_refuse(reasons, decided_by=by.reference)
    named = grounds if upheld else tuple(first.grounds)
    return _decide(request, upheld, named, reasons, by=by, now=now)


@in_one_transaction
def receive_review(*, envelope: Envelope, by: Actor, now: datetime) -> None:
    """Note that the asker wants a second opinion."""
    body = read_review(envelope.body)
    row = queries.request_named(body.text("record"))
    if row is None or row.outgoing or row.partner != by.participant:
        raise NotAllowed("disclosure.not_from_holder")
    must_be_refused(RequestState(row.state))
    DisclosureRequest.objects.filter(pk=row.pk).update(
        review_asked_at=now, review_why=body.text("why")[:400]
    )
    journal.record(Act.REVIEW_ASKED, about=row.record, by=by, at=now, case=row.case)


def _decide(
    request: DisclosureRequest,
    upheld: bool | None,
    grounds: tuple[str, ...],
    reasons: str,
    *,
    by: Actor,
    now: datetime,
) -> Refusal:
    row = Refusal.objects.create(
        request=request,
        upheld=upheld,
        grounds=list(grounds),
        reasons=reasons.strip(),
        decided_by=by.reference,
        decided_at=now,
    )
    moved = DisclosureRequest.objects.filter(pk=request.pk, state=request.state)
    if moved.update(state=state_after(upheld=upheld), answered_at=now) != 1:
        raise Changed("Någon annan hann besvara begäran före.")
    body: dict[str, Json] = {
        "decided_by": row.decided_by,
        "grounds": row.grounds,
        "reasons": row.reasons,
        "record": request.record,
        "upheld": upheld,
    }
    entry = journal.record(
        Act.REQUEST_REFUSED if upheld is None else Act.REQUEST_REVIEWED,
        about=request.record,
        by=by,
        at=now,
        case=request.case,
        ground="; ".join(citation for citation, _ in citations(row.grounds)),
        details={"reasons": row.reasons, "upheld": upheld},
    )
    partners.send(to=request.partner, schema=REFUSAL, body=body, entry=entry, now=now)
    return row


def _must_be_theirs(request: DisclosureRequest) -> None:
    if request.outgoing:
        raise NotAllowed("disclosure.not_from_holder")
