"""What waits for whom: phone decisions to confirm, here and on the other side."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from samverkan.rules.actor import Actor
from samverkan.rules.permissions import Permission
from samverkan.web.people.waiting import Waiting
from samverkan.web.property.queries.phone import decisions, heard_decisions, superseded


def waiting_for(actor: Actor, *, now: datetime) -> list[Waiting]:
    """Tell of phone decisions to confirm here, and of ours that the other side has not."""
    del now
    if Permission.PHONE_DECISION not in actor.permissions:
        return []
    mine = decisions().filter(confirmed_at=None)
    theirs = heard_decisions().filter(confirmed_at=None, recalled_at=None)
    return [
        Waiting(
            what=_("Bekräfta telefonbeslutet från %(partner)s") % {"partner": row.sender},
            url=reverse("property:heard", args=[row.pk]),
            due=row.received_at,
            ground="UB 6:12 a",
        )
        for row in theirs
        if not superseded(row)
    ] + [
        Waiting(
            what=_("%(partner)s har inte bekräftat telefonbeslutet") % {"partner": row.partner},
            url=reverse("property:decision", args=[row.number]),
            due=row.decided_at,
            ground=row.ground,
        )
        for row in mine
    ]
