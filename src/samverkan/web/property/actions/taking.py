"""Taking a thing in hand, and each change of the ground it is held on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction

from samverkan.rules import instruments
from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.instruments import Instrument, Measure, Position
from samverkan.rules.refusal import Changed
from samverkan.web.journal import actions as journal
from samverkan.web.journal.chance import new_uuid
from samverkan.web.journal.instance import here
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.people.queries import local_date
from samverkan.web.property import queries
from samverkan.web.property.models import GroundEvent, Kind, Thing


@dataclass(frozen=True, slots=True)
class Found:
    """A thing as it is found: its kind, what it is, what identifies it, how it looks."""

    kind: Kind | str
    description: str
    marks: Mapping[str, str] = field(default_factory=dict)
    condition: str = ""


@in_one_transaction
def take_in(
    *,
    found: Found,
    instrument: Instrument,
    decided_by: str,
    ground: str,
    taken_for: str,
    case: str,
    by: Actor,
    now: datetime,
) -> Thing:
    """Take a thing in hand under an instrument decided by a body (participant or kind of body).

    `taken_for` is the case it serves. NotAllowed if that body may not decide it, or if this
    participant may not hold things under it.
    """
    on = local_date(now)
    instruments.may_decide(instrument, by=decided_by, on=on)
    instruments.may_execute(instrument, by=here().participant, on=on)
    thing = Thing.objects.create(
        record=f"{here().participant}/{new_uuid()}",
        case=case,
        taken_for=taken_for,
        kind=Kind(found.kind),
        description=found.description,
        condition=found.condition,
        marks=dict(found.marks),
        made_at=now,
        by=by.reference,
    )
    _enter(thing, Position(instrument), ground=ground, decided_by=decided_by, by=by, now=now)
    journal.record(
        Act.THING_TAKEN_IN,
        about=thing.record,
        by=by,
        at=now,
        case=case,
        ground=ground,
        details={
            "decided_by": decided_by,
            "instrument": str(instrument),
            "kind": str(thing.kind),
            "taken_for": taken_for,
        },
    )
    return thing


@in_one_transaction
def change_ground(
    *,
    thing: Thing,
    measure: Measure,
    ground: str,
    reason: str,
    decided_by: str,
    by: Actor,
    now: datetime,
    attachment_stands: bool = False,
) -> Position:
    """Lift, sell, forfeit, attach or sequester what is held; the table says what may follow.

    `attachment_stands`: the court that forfeits has ordered so (BrB 36:17).
    """
    last = queries.ground_of(thing)
    position = instruments.after(
        Position(Instrument(last.instrument), instruments.Holding(last.holding)),
        measure,
        on=local_date(now),
        attachment_stands=attachment_stands,
    )
    _enter(
        thing,
        position,
        ground=ground,
        decided_by=decided_by,
        by=by,
        now=now,
        after=last,
        measure=measure,
        reason=reason,
    )
    journal.record(
        Act.GROUND_CHANGED,
        about=thing.record,
        by=by,
        at=now,
        case=thing.case,
        ground=ground,
        details={
            "decided_by": decided_by,
            "holding": str(position.holding),
            "instrument": str(position.instrument),
            "measure": str(measure),
            "reason": reason,
        },
    )
    return position


def _enter(
    thing: Thing,
    position: Position,
    *,
    ground: str,
    decided_by: str,
    by: Actor,
    now: datetime,
    after: GroundEvent | None = None,
    measure: Measure | None = None,
    reason: str = "",
) -> None:
    try:
        with transaction.atomic():
            GroundEvent.objects.create(
                thing=thing,
                number=after.number + 1 if after else 1,
                instrument=position.instrument,
                holding=position.holding,
                measure=measure or "",
                ground=ground,
                reason=reason,
                decided_by=decided_by,
                by=by.reference,
                at=now,
            )
    except IntegrityError:
        raise Changed("Någon annan hann ändra grunden före.") from None
