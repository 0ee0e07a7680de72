"""A disclosure: ground, chosen fields and written weighing, or nothing leaves."""

from __future__ import annotations

from datetime import datetime

from samverkan.rules import disclosure as rules
from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.disclosure_ladder import Fact, ground
from samverkan.rules.disclosure_requests import RequestState, must_wait
from samverkan.rules.gradings import Regime
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import Changed, NotAllowed
from samverkan.rules.releases import ReleaseTerms
from samverkan.web.cooperation import queries as cooperation
from samverkan.web.disclosure import queries
from samverkan.web.disclosure.content import circumstances_of, subjects_of
from samverkan.web.disclosure.drafts import Draft
from samverkan.web.disclosure.labels import PURPOSES, in_swedish
from samverkan.web.disclosure.models import Disclosure, DisclosureRequest
from samverkan.web.disclosure.queries.fields import own_answer
from samverkan.web.disclosure.sources import Candidate, Source
from samverkan.web.journal import actions as journal
from samverkan.web.journal.cases import seal_under
from samverkan.web.journal.chance import new_uuid
from samverkan.web.journal.instance import here
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.people.queries import local_date
from samverkan.web.releases import actions as releases
from samverkan.wire.canonical import Json, encode

KIND = "disclosure"


@in_one_transaction
def disclose(*, draft: Draft, by: Actor, now: datetime) -> Disclosure:
    """Disclose the chosen fields to one authority. The officer decides; the rules only refuse.

    Refused without a ground that applies, without decisions of both in force where the ground asks
    for them, without fields, need, what speaks against, a weighing, or a named decider.
    """
    by.may(Permission.DISCLOSE)
    source = queries.source_of(draft.source)
    if source is None:
        raise NotAllowed("disclosure.no_source")
    asked = _request_answered(draft)
    chosen = _chosen(draft, source)
    on = local_date(now)
    rules.may_disclose(_for_the_rules(draft, chosen, by), on=on)
    row = _write(draft, source, by=by, now=now)
    _enter(row, draft, chosen, by=by, now=now)
    releases.release(
        kind=KIND,
        content=_content(draft, source, chosen),
        terms=ReleaseTerms(
            recipient=draft.receiver,
            ground=row.citation,
            purpose=in_swedish(PURPOSES[draft.purpose]),
            handling=draft.handling,
            expires_on=draft.expires_on,
        ),
        about=row.record,
        case=row.case,
        by=by,
        now=now,
    )
    if asked is not None:
        _note_answered(asked, now=now)
    return row


@in_one_transaction
def recall(*, disclosure: Disclosure, reason: str, by: Actor, now: datetime) -> None:
    """Take a disclosure back: the receiver is told at once (BDF 2:1)."""
    by.may(Permission.RECALL)
    sent = queries.sent_release_of(disclosure)
    releases.recall(release=sent, reason=reason.strip(), by=by, now=now)


def _request_answered(draft: Draft) -> DisclosureRequest | None:
    if not draft.request:
        return None
    row = queries.request_named(draft.request)
    if row is None or row.outgoing or row.partner != draft.receiver:
        raise NotAllowed("disclosure.no_source")
    must_wait(RequestState(row.state))
    return row


def _chosen(draft: Draft, source: Source) -> tuple[Candidate, ...]:
    chosen = queries.choose(source, draft.about, draft.chosen)
    answered = draft.request and draft.answer.strip()
    return (*chosen, own_answer(draft.answer)) if answered else chosen


def _for_the_rules(draft: Draft, chosen: tuple[Candidate, ...], by: Actor) -> rules.Disclosure:
    crime = any(each.regime is Regime.BDL for each in chosen)
    on_request = {Fact.ON_REQUEST} if draft.request else set()
    return rules.Disclosure(
        sender=here().participant,
        receiver=draft.receiver,
        ground=draft.ground,
        purpose=draft.purpose,
        fields=tuple(each.field for each in chosen),
        regime=Regime.BDL if crime else Regime.GDPR,
        need=draft.need,
        speaks_against=draft.speaks_against,
        weighing=draft.weighing,
        outcome=draft.outcome,
        proportionality=draft.proportionality,
        decided_by=by.reference,
        decisions=cooperation.decisions(draft.cooperation) if draft.cooperation else (),
        facts=draft.facts | on_request,
    )


def _write(draft: Draft, source: Source, *, by: Actor, now: datetime) -> Disclosure:
    argument: dict[str, Json] = {
        "need": draft.need.strip(),
        "outcome": str(draft.outcome or ""),
        "proportionality": draft.proportionality.strip(),
        "speaks_against": draft.speaks_against.strip(),
        "weighing": draft.weighing.strip(),
    }
    return Disclosure.objects.create(
        record=f"{here().participant}/{new_uuid()}",
        case=source.case,
        source=source.ref,
        about=draft.about,
        request=draft.request,
        receiver=draft.receiver,
        cooperation=draft.cooperation,
        ground=draft.ground,
        citation=ground(draft.ground, local_date(now))["citation"],
        purpose=draft.purpose,
        facts=sorted(draft.facts),
        chosen=list(draft.chosen),
        argument=seal_under(source.case, encode(argument), now=now),
        alongside=source.alongside,
        decided_by=by.reference,
        decided_at=now,
    )


def _enter(
    row: Disclosure, draft: Draft, chosen: tuple[Candidate, ...], *, by: Actor, now: datetime
) -> None:
    journal.record(
        Act.DISCLOSED,
        about=row.record,
        by=by,
        at=now,
        case=row.case,
        ground=row.citation,
        details={
            "cooperation": row.cooperation,
            "fields": [each.key for each in chosen],
            "need": draft.need.strip(),
            "outcome": str(draft.outcome or ""),
            "purpose": row.purpose,
            "receiver": row.receiver,
            "request": row.request,
            "source": row.source,
            "speaks_against": draft.speaks_against.strip(),
            "weighing": draft.weighing.strip(),
        },
    )


def _content(draft: Draft, source: Source, chosen: tuple[Candidate, ...]) -> dict[str, Json]:
    return {
        "circumstances": circumstances_of(chosen),
        "cooperation": draft.cooperation,
        "need": draft.need.strip(),
        "purpose": str(draft.purpose),
        "request": draft.request,
        "source": source.ref,
        "subjects": subjects_of(chosen),
    }


def _note_answered(row: DisclosureRequest, *, now: datetime) -> None:
    moved = DisclosureRequest.objects.filter(pk=row.pk, state=RequestState.WAITING)
    if moved.update(state=RequestState.DISCLOSED, answered_at=now) != 1:
        raise Changed("Någon annan hann besvara begäran före.")
