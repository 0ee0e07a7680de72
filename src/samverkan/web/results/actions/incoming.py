"""What comes in: others' events, outcomes for ours, tables, and requests for figures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from samverkan.rules.actor import Actor
from samverkan.rules.refusal import NotAllowed
from samverkan.rules.results import may_attach
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.results.actions.outcomes import keep
from samverkan.web.results.actions.sending import must_be_ours
from samverkan.web.results.contents import (
    SENT_OUTCOME,
    SaidEvent,
    SaidOutcome,
    read_event,
    read_outcome,
    read_request,
    read_table,
)
from samverkan.web.results.models import (
    Credit,
    Event,
    EventCorrection,
    FigureRequest,
    FigureTable,
    Link,
    Outcome,
)
from samverkan.web.results.queries import event as event_named
from samverkan.wire.canonical import Json

if TYPE_CHECKING:
    from samverkan.web.releases.models import ReceivedRelease


@in_one_transaction
def receive_event(
    *, release: ReceivedRelease, content: Mapping[str, Json], by: Actor, now: datetime
) -> None:
    """Keep a copy of another's event, or its next version whole."""
    _must_be_at_home(release, by)
    said = read_event(content)
    columns = {**said.texts, "family": said.family, "on": said.on, "value": said.value}
    row, _ = Event.objects.update_or_create(
        record=release.record,
        defaults={**columns, "version": release.version, "withdrawn_at": None},
        create_defaults={
            **columns,
            "home": by.participant,
            "version": release.version,
            "by": by.reference,
            "made_at": now,
        },
    )
    _replace_parts(row, said, by=by, now=now)


@in_one_transaction
def receive_event_recall(
    *, release: ReceivedRelease, content: Mapping[str, Json], by: Actor, now: datetime
) -> None:
    """Stop counting an event that its home has recalled."""
    del content, by
    Event.objects.filter(record=release.record).update(withdrawn_at=now)


@in_one_transaction
def receive_outcome(
    *, release: ReceivedRelease, content: Mapping[str, Json], by: Actor, now: datetime
) -> None:
    """Attach an outcome that another authority says of an event of ours."""
    _must_be_at_home(release, by)
    said = read_outcome(content, names=SENT_OUTCOME)
    event = event_named(str(content["event"]))
    must_be_ours(event)
    may_attach(said.family, on=said.on, happened=event.on, level=said.level, method=said.method)
    keep(event, said, by=by, now=now)


@in_one_transaction
def receive_table(
    *, release: ReceivedRelease, content: Mapping[str, Json], by: Actor, now: datetime
) -> None:
    """Keep a table that another authority drew up from its own records."""
    _must_be_at_home(release, by)
    fields, rows = read_table(content)
    FigureTable.objects.update_or_create(
        record=release.record,
        defaults={
            "home": by.participant,
            "dataset": fields.text("dataset"),
            "first": fields.day("first"),
            "last": fields.day("last"),
            "rows": [row.fields() for row in rows],
            "data_hash": fields.text("data_hash"),
            "query": fields.text("query")[:100],
            "by": by.reference,
            "made_at": now,
            "withdrawn_at": None,
        },
    )


@in_one_transaction
def receive_table_recall(
    *, release: ReceivedRelease, content: Mapping[str, Json], by: Actor, now: datetime
) -> None:
    """Stop using a table that its home has recalled; what is published stays until corrected."""
    del content, by
    FigureTable.objects.filter(record=release.record).update(withdrawn_at=now)


@in_one_transaction
def receive_request(
    *, release: ReceivedRelease, content: Mapping[str, Json], by: Actor, now: datetime
) -> None:
    """Keep a request for figures: it waits at the results desk until its day."""
    _must_be_at_home(release, by)
    fields = read_request(content)
    FigureRequest.objects.update_or_create(
        record=release.record,
        defaults={
            "home": by.participant,
            "asked": list(fields.texts("asked")),
            "datasets": list(fields.texts("datasets")),
            "first": fields.day("first"),
            "last": fields.day("last"),
            "due": fields.day("due"),
            "words": fields.text("words")[:400],
            "by": by.reference,
            "made_at": now,
        },
    )


def _must_be_at_home(release: ReceivedRelease, by: Actor) -> None:
    if not release.record.startswith(f"{by.participant}/"):
        raise NotAllowed("results.not_at_home")


def _replace_parts(row: Event, said: SaidEvent, *, by: Actor, now: datetime) -> None:
    """Put a copy's credits, outcomes, links and corrections as its home says they are."""
    for model in (Credit, Outcome, Link, EventCorrection):
        model.objects.filter(event=row).delete()
    for credit in said.credits:
        Credit.objects.create(
            event=row,
            participant=credit.participant,
            did=credit.did,
            numerator=credit.share.numerator,
            denominator=credit.share.denominator,
        )
    for outcome in said.outcomes:
        words = {name: getattr(outcome, name) for name in SaidOutcome.__dataclass_fields__}
        Outcome.objects.create(event=row, by=by.reference, made_at=now, **words)
    for other, relation in said.links:
        Link.objects.create(event=row, other=other, relation=relation)
    for each in said.corrections:
        EventCorrection.objects.create(
            event=row, before=each.before, after=each.after, why=each.why, by=each.by, at=now
        )
