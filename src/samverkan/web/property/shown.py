"""What a thing's page shows of its past: grounds, custody, marks, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samverkan.rules.instruments import Instrument
from samverkan.web.partners.queries import name_of
from samverkan.web.people.queries import display_name, local_date
from samverkan.web.property import queries
from samverkan.web.property.labels import MEASURES, mark_label
from samverkan.web.property.models import CustodyEvent, GroundEvent, Thing

DEBTOR = "debtor"


@dataclass(frozen=True, slots=True)
class GroundLine:
    """A change of ground in words."""

    at: datetime
    instrument: str
    what: str
    ground: str
    reason: str
    decided_by: str
    by: str


@dataclass(frozen=True, slots=True)
class CustodyLine:
    """One link of the custody chain: place, holder, hands, why, and until when it lay there."""

    at: datetime
    until: datetime | None
    place: str
    holder: str
    hands: str
    reason: str
    by: str


def marks(thing: Thing) -> tuple[tuple[str, str], ...]:
    """Give what identifies a thing: label and value."""
    return tuple((mark_label(name), str(text)) for name, text in thing.marks.items())


def grounds(thing: Thing) -> tuple[GroundLine, ...]:
    """Give each ground that a thing has been held on, oldest first."""
    return tuple(map(_ground, queries.grounds_of(thing)))


def custody(thing: Thing) -> tuple[CustodyLine, ...]:
    """Give where a thing has been, oldest first."""
    events = list(queries.custody_chain(thing))
    ends = [event.at for event in events[1:]]
    return tuple(_custody(event, until) for event, until in zip_longest(events, ends))


def holder_name(holder: str) -> str:
    """Name who has a thing: a participant, or the debtor it was left with."""
    return _("Gäldenären") if holder == DEBTOR else name_of(holder)


def _ground(event: GroundEvent) -> GroundLine:
    language = (get_language() or "sv")[:2]
    name = Instrument(event.instrument).name_in(language, on=local_date(event.at))
    return GroundLine(
        at=event.at,
        instrument=name.capitalize(),
        what=str(MEASURES.get(event.measure, _("togs om hand"))),
        ground=event.ground,
        reason=event.reason,
        decided_by=name_of(event.decided_by),
        by=display_name(event.by),
    )


def _custody(event: CustodyEvent, until: datetime | None) -> CustodyLine:
    hands = " → ".join(filter(None, (event.handed_from, event.handed_to)))
    return CustodyLine(
        at=event.at,
        until=until,
        place=event.place,
        holder=holder_name(event.holder),
        hands=hands,
        reason=event.reason,
        by=display_name(event.by),
    )
