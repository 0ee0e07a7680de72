"""What waits at the results desk: figures that are due, and reports to publish."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from samverkan.rules.actor import Actor
from samverkan.rules.permissions import Permission
from samverkan.web.people.queries import end_of_day
from samverkan.web.people.waiting import Waiting
from samverkan.web.results.queries.reports import reports
from samverkan.web.results.queries.tables import open_requests

PUBLISHERS = frozenset({Permission.PUBLISH, Permission.CHAIR})


def waiting_for(actor: Actor, *, now: datetime) -> list[Waiting]:
    """Tell the results desk what others wait for."""
    del now
    return [*_figures(actor), *_reports(actor)]


def _figures(actor: Actor) -> Iterator[Waiting]:
    if Permission.RECORD_RESULT not in actor.permissions:
        return
    for row in open_requests():
        yield Waiting(
            what=_("Lämna siffror för perioden %(first)s till %(last)s")
            % {"first": row.first, "last": row.last},
            url=reverse("results:request", args=[row.pk]),
            due=end_of_day(row.due),
            ground="förordning 2022:1718 13 §",
            waits_for_us=row.home,
        )


def _reports(actor: Actor) -> Iterator[Waiting]:
    if not PUBLISHERS & actor.permissions:
        return
    for row in reports().filter(published_at=None).exclude(proposed_by=actor.reference):
        yield Waiting(
            what=_("Ge ut rapporten %(title)s") % {"title": row.title},
            url=reverse("results:report", args=[row.pk]),
        )
