"""One result, entered once at its home, with shared credit; related to others; put right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.measures import Measure, measure
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import Changed
from samverkan.rules.results import (
    Relation,
    may_correct,
    may_link,
    must_not_name,
    must_sum_to_one,
    share,
)
from samverkan.web.journal import actions as journal
from samverkan.web.journal.chance import new_uuid
from samverkan.web.journal.instance import here
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.results.actions.sending import must_be_ours, send_again, send_event
from samverkan.web.results.models import Credit, Event, EventCorrection, Link
from samverkan.web.results.queries import operation_words, standing_of, took_part


@dataclass(frozen=True, slots=True)
class Part:
    """An authority that shares in an event, and the step it did that the event needed."""

    participant: str
    did: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvent:
    """What an officer enters. `value` is in the measure's unit (öre or a count).

    `operation` is a record; without one the event names its operation and direction in words, and
    `of_operation` those that took part in it.
    """

    measure: str
    title: str
    on: date
    value: int
    level: str
    credits: Sequence[Part]
    operation: str = ""
    operation_name: str = ""
    direction: str = ""
    of_operation: Sequence[str] = ()
    words: str = ""


@in_one_transaction
def enter_event(*, new: NewEvent, by: Actor, now: datetime) -> Event:
    """Enter a result once, with equal credit to each authority that did a step it needed.

    Only authorities that decided to take part in the event's own operation can be credited.
    """
    by.may(Permission.RECORD_RESULT)
    definition = measure(new.measure, new.on)
    must_not_name(new.title, new.words, new.operation_name, *(each.did for each in new.credits))
    shares = share(
        [each.participant for each in new.credits],
        of_operation=took_part(new.operation) if new.operation else new.of_operation,
    )
    must_sum_to_one(shares.values())
    row = _event(new, definition, by=by, now=now)
    for each in new.credits:
        part = shares[each.participant]
        Credit.objects.create(
            event=row,
            participant=each.participant,
            did=each.did,
            numerator=part.numerator,
            denominator=part.denominator,
        )
    journal.record(
        Act.RESULT_ENTERED,
        about=row.record,
        by=by,
        at=now,
        case=row.record,
        details={
            "credits": {participant: str(part) for participant, part in shares.items()},
            "measure": f"{definition.id}@{definition.version}",
            "value": new.value,
        },
    )
    return row


@in_one_transaction
def share_event(*, event: Event, to: Sequence[str], by: Actor, now: datetime) -> None:
    """Send an event of ours to those who share in it, or to a centre; later versions follow."""
    by.may(Permission.RECORD_RESULT)
    must_be_ours(event)
    send_event(event, to=to, by=by, now=now)


@in_one_transaction
def link_events(
    *, event: Event, other: Event, relation: Relation, by: Actor, now: datetime
) -> None:
    """Relate two events, as the records bear out: same operation or same direction, never cause."""
    by.may(Permission.RECORD_RESULT)
    must_be_ours(event)
    may_link(standing_of(event), standing_of(other), relation)
    _, made = Link.objects.get_or_create(event=event, other=other.record, relation=relation)
    if not made:
        return
    journal.record(
        Act.RESULT_LINKED,
        about=event.record,
        by=by,
        at=now,
        case=event.record,
        details={"other": other.record, "relation": str(relation)},
    )
    send_again(event, by=by, now=now)


@in_one_transaction
def correct_event(*, event: Event, value: int, why: str, by: Actor, now: datetime) -> None:
    """Put a value right; what it was and why stays in the list of corrections."""
    by.may(Permission.RECORD_RESULT)
    must_be_ours(event)
    must_not_name(why)
    may_correct(event.value, value, why=why)
    moved = Event.objects.filter(pk=event.pk, value=event.value).update(value=value)
    if moved != 1:
        raise Changed("Någon annan hann rätta före.")
    EventCorrection.objects.create(
        event=event, before=event.value, after=value, why=why.strip(), by=by.reference, at=now
    )
    journal.record(
        Act.RESULT_CORRECTED,
        about=event.record,
        by=by,
        at=now,
        case=event.record,
        details={"after": value, "before": event.value, "reason": why.strip()},
    )
    send_again(event, by=by, now=now)


def _event(new: NewEvent, definition: Measure, *, by: Actor, now: datetime) -> Event:
    known = operation_words(new.operation) if new.operation else {}
    return Event.objects.create(
        record=f"{here().participant}/{new_uuid()}",
        home=here().participant,
        measure=definition.id,
        family=definition.family,
        title=new.title.strip(),
        words=new.words.strip(),
        on=new.on,
        value=new.value,
        level=new.level.strip(),
        operation=new.operation,
        operation_name=known.get("operation_name", new.operation_name.strip()),
        direction=known.get("direction", new.direction.strip()),
        by=by.reference,
        made_at=now,
    )
