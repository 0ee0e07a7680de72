"""What lies where on which ground, and what it is worth."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import get_language

from samverkan.rules.deadlines import Deadline, deadline
from samverkan.rules.instruments import Holding, Instrument
from samverkan.web.people.queries import local_date
from samverkan.web.property.labels import HOLDINGS, KINDS, TONES
from samverkan.web.property.models import CustodyEvent, GroundEvent, Thing, Valuation

DEADLINES = {
    Instrument.PROVISIONAL_MEASURE: "provisional-measure",
    Instrument.ATTACHMENT: "sale",
    Instrument.CUSTODY: "sequestration-request",
}


@dataclass(frozen=True, slots=True)
class ThingView:
    """A thing as lists show it; money in öre, `value` None until it is valued."""

    record: str
    kind: str
    description: str
    taken_for: str
    instrument: Instrument
    holding: Holding
    place: str
    holder: str
    value: int | None
    taken_at: datetime
    ground_at: datetime

    @property
    def number(self) -> str:
        """Give the part of the reference that its address uses."""
        return self.record.partition("/")[2]

    @property
    def url(self) -> str:
        """Give the address of the thing's page."""
        return reverse("property:thing", args=[self.number])

    @property
    def deadline(self) -> Deadline | None:
        """Give the deadline that the ground sets: two weeks, two months, five days; else None."""
        identity = DEADLINES.get(self.instrument)
        if identity is None or self.holding is not Holding.HELD:
            return None
        return deadline(identity, local_date(self.ground_at))

    @property
    def kind_label(self) -> str:
        """Name the kind on screen."""
        return str(KINDS[self.kind])

    @property
    def state(self) -> str:
        """Name the instrument, and its end where it has ended, on screen."""
        language = (get_language() or "sv")[:2]
        name = self.instrument.name_in(language, on=local_date(self.ground_at)).capitalize()
        return name if self.holding is Holding.HELD else f"{name}: {self.end}"

    @property
    def end(self) -> str:
        """Name how it stands: in force, lifted or sold."""
        return str(HOLDINGS[self.holding]).lower()

    @property
    def tone(self) -> str:
        """Give the tone of its badge."""
        return TONES[self.holding]


def thing(record: str) -> Thing:
    """Give one thing. Thing.DoesNotExist if there is none."""
    return Thing.objects.get(record=record)


def ground_of(thing: Thing) -> GroundEvent:
    """Give the ground that a thing is held on now, or its end."""
    return GroundEvent.objects.filter(thing=thing).latest("number")


def grounds_of(thing: Thing) -> QuerySet[GroundEvent]:
    """Give each change of ground, oldest first."""
    return GroundEvent.objects.filter(thing=thing).order_by("number")


def custody_of(thing: Thing) -> CustodyEvent | None:
    """Give where a thing is now; None until it has been placed."""
    return CustodyEvent.objects.filter(thing=thing).order_by("-number").first()


def custody_chain(thing: Thing) -> QuerySet[CustodyEvent]:
    """Give where a thing has been and in whose hands, oldest first."""
    return CustodyEvent.objects.filter(thing=thing).order_by("number")


def valuations_of(thing: Thing) -> QuerySet[Valuation]:
    """Give what a thing has been judged to be worth, newest first."""
    return Valuation.objects.filter(thing=thing).order_by("-at", "-pk")


def value_of(thing: Thing) -> int | None:
    """Give the newest value in öre; None until it is valued."""
    return valuations_of(thing).values_list("value", flat=True).first()


def view_of(record: str) -> ThingView:
    """Give one thing as lists show it. Thing.DoesNotExist if there is none."""
    return _view(_with_state(Thing.objects.filter(record=record)).get())


def views_for(taken_for: str) -> tuple[ThingView, ...]:
    """Give the things taken for a case, in the order they were taken."""
    rows = _with_state(Thing.objects.filter(taken_for=taken_for)).order_by("pk")
    return tuple(map(_view, rows))


def views_of(records: Iterable[str]) -> dict[str, ThingView]:
    """Give some things by reference."""
    rows = _with_state(Thing.objects.filter(record__in=list(records)))
    return {row.record: _view(row) for row in rows}


def things(
    *, words: str = "", kind: str = "", place: str = "", ended: bool = False
) -> tuple[ThingView, ...]:
    """Give the things held (or, with `ended`, all) that match a filter, by place and age."""
    rows = _with_state(Thing.objects.all())
    if not ended:
        rows = rows.filter(now_holding=Holding.HELD)
    if kind:
        rows = rows.filter(kind=kind)
    if place:
        rows = rows.filter(now_place=place)
    if words:
        rows = rows.filter(Q(description__icontains=words) | Q(marks__icontains=words))
    return tuple(map(_view, rows.order_by("now_place", "pk")))


def places() -> tuple[str, ...]:
    """Name the places where something held lies now."""
    return tuple(sorted({view.place for view in things() if view.place}))


def records_at(place: str) -> tuple[str, ...]:
    """Give the references of what is held and should lie at a place."""
    return tuple(view.record for view in things(place=place))


def _with_state(rows: QuerySet[Thing]) -> QuerySet[Any]:
    ground = GroundEvent.objects.filter(thing=OuterRef("pk")).order_by("-number")
    custody = CustodyEvent.objects.filter(thing=OuterRef("pk")).order_by("-number")
    worth = Valuation.objects.filter(thing=OuterRef("pk")).order_by("-at", "-pk")
    return rows.annotate(
        now_instrument=Subquery(ground.values("instrument")[:1]),
        now_holding=Subquery(ground.values("holding")[:1]),
        ground_at=Subquery(ground.values("at")[:1]),
        now_place=Subquery(custody.values("place")[:1]),
        now_holder=Subquery(custody.values("holder")[:1]),
        now_value=Subquery(worth.values("value")[:1]),
    )


def _view(row: Thing) -> ThingView:
    found = vars(row)
    return ThingView(
        record=row.record,
        kind=row.kind,
        description=row.description,
        taken_for=row.taken_for,
        instrument=Instrument(found["now_instrument"]),
        holding=Holding(found["now_holding"]),
        place=found["now_place"] or "",
        holder=found["now_holder"] or "",
        value=found["now_value"],
        taken_at=row.made_at,
        ground_at=found["ground_at"],
    )
