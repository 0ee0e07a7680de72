"""Sending a record of the ledger through the gate, to each recipient on its kind's terms."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from samverkan.rules.actor import Actor
from samverkan.rules.measures import Family
from samverkan.rules.refusal import NotAllowed
from samverkan.rules.results import Relation
from samverkan.web.people.queries import local_date
from samverkan.web.releases.actions import release_jointly
from samverkan.web.results.contents import (
    SaidCorrection,
    SaidCredit,
    SaidEvent,
    SaidOutcome,
    event_fields,
)
from samverkan.web.results.models import Event, Outcome
from samverkan.web.results.queries import holders_of, is_ours, shares_of


def must_be_ours(row: Event) -> None:
    """Refuse to change another's event: every record has one home."""
    if not is_ours(row):
        raise NotAllowed("results.not_ours", home=row.home)


def send_event(row: Event, *, to: Iterable[str], by: Actor, now: datetime) -> None:
    """Release the whole event as it stands now."""
    fresh = Event.objects.get(pk=row.pk)
    content = event_fields(_said(fresh))
    release_jointly("result-event", content, record=row.record, to=to, ends=row.on, by=by, now=now)


def send_again(row: Event, *, by: Actor, now: datetime) -> None:
    """Release the changed event to everyone who holds a copy."""
    send_event(row, to=holders_of(row.record), by=by, now=now)


def said_outcome(row: Outcome) -> SaidOutcome:
    """Give an outcome as it travels."""
    names = ("record", "on", "what", "level", "method", "value", "unit", "family")
    return SaidOutcome(**{name: getattr(row, name) for name in names})


def _said(row: Event) -> SaidEvent:
    did = {credit.participant: credit.did for credit in row.credits.all()}
    return SaidEvent(
        texts={
            "measure": row.measure,
            "title": row.title,
            "words": row.words,
            "level": row.level,
            "operation": row.operation,
            "operation_name": row.operation_name,
            "direction": row.direction,
        },
        family=Family(row.family),
        on=row.on,
        value=row.value,
        credits=tuple(
            SaidCredit(participant=participant, did=did[participant], share=share)
            for participant, share in shares_of(row).items()
        ),
        outcomes=tuple(said_outcome(each) for each in row.outcomes.order_by("pk")),
        links=tuple((each.other, Relation(each.relation)) for each in row.links.order_by("pk")),
        corrections=tuple(
            SaidCorrection(
                before=each.before,
                after=each.after,
                why=each.why,
                by=each.by,
                on=local_date(each.at),
            )
            for each in row.corrections.order_by("pk")
        ),
    )
