"""Moving a thing: from place to place and from hand to hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import Changed, NotAllowed
from samverkan.web.journal import actions as journal
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.property import queries
from samverkan.web.property.models import CustodyEvent, Thing


@dataclass(frozen=True, slots=True)
class HandOver:
    """Where a thing goes, who has it then, from whose hand to whose, and why.

    `holder` is a participant's code, or words such as `gäldenären` while it is left with someone.
    """

    place: str
    holder: str
    reason: str
    handed_from: str = ""
    handed_to: str = ""


@in_one_transaction
def move(*, thing: Thing, to: HandOver, by: Actor, now: datetime) -> CustodyEvent:
    """Write down that a thing is at a place from now on. NotAllowed without place or reason."""
    by.may(Permission.HOLD_PROPERTY, Permission.ATTACH)
    if not to.place.strip() or not to.reason.strip():
        raise NotAllowed("property.place_and_reason")
    last = queries.custody_of(thing)
    try:
        with transaction.atomic():
            event = CustodyEvent.objects.create(
                thing=thing,
                number=last.number + 1 if last else 1,
                place=to.place.strip(),
                holder=to.holder,
                handed_from=to.handed_from,
                handed_to=to.handed_to,
                reason=to.reason.strip(),
                by=by.reference,
                at=now,
            )
    except IntegrityError:
        raise Changed("Någon annan hann flytta egendomen före.") from None
    journal.record(
        Act.THING_MOVED,
        about=thing.record,
        by=by,
        at=now,
        case=thing.case,
        ground="UB 6:4",
        details={
            "from": last.place if last else "",
            "handed_from": event.handed_from,
            "handed_to": event.handed_to,
            "holder": event.holder,
            "place": event.place,
            "reason": event.reason,
        },
    )
    return event
