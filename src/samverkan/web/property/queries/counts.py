"""Counts of what lies at a place, and what they found amiss."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery

from samverkan.web.property.models import Count, CustodyEvent
from samverkan.web.property.queries.things import ThingView, views_of


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A thing that the last count of its place did not find, or found where it does not belong."""

    thing: ThingView
    counted_at: datetime
    counted_place: str
    missing: bool


def mismatches() -> tuple[Mismatch, ...]:
    """Give what the newest count of each place found amiss, until the thing has moved since."""
    newest = Count.objects.filter(place=OuterRef("place")).order_by("-pk").values("pk")[:1]
    found = []
    for row in Count.objects.filter(pk=Subquery(newest)).order_by("place"):
        amiss = [(ref, True) for ref in row.missing] + [(ref, False) for ref in row.unexpected]
        views = views_of(ref for ref, _missing in amiss)
        found += [
            Mismatch(views[ref], row.at, row.place, missing)
            for ref, missing in amiss
            if ref in views and not _moved_since(ref, row.at)
        ]
    return tuple(found)


def counts() -> QuerySet[Count]:
    """Give the counts that have been made, newest first."""
    return Count.objects.order_by("-pk")


def _moved_since(record: str, at: datetime) -> bool:
    return CustodyEvent.objects.filter(thing__record=record, at__gt=at).exists()
