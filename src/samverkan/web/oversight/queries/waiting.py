"""What waits for the overseer and for the person who erases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverkan.rules.actor import Actor
from samverkan.rules.permissions import Permission
from samverkan.web.oversight.models import DataRequest, RetentionRun, SampledEntry
from samverkan.web.people.queries import end_of_day
from samverkan.web.people.waiting import Waiting

# Our own goal; BDL 4 asks for an answer without needless delay.
ANSWERED_WITHIN = timedelta(days=30)


def runs() -> QuerySet[RetentionRun]:
    """Give the erasures, listed or done, newest first."""
    return RetentionRun.objects.order_by("-pk")


def run(pk: int) -> RetentionRun:
    """Give one erasure. RetentionRun.DoesNotExist if there is none."""
    return RetentionRun.objects.get(pk=pk)


def waiting_for(actor: Actor, *, now: datetime) -> list[Waiting]:
    """Tell the overseer of unopened samples and unanswered requests, and the eraser of lists."""
    del now
    found: list[Waiting] = []
    if Permission.OVERSEE in actor.permissions:
        found.extend([*_samples(actor), *_requests()])
    if Permission.ERASE in actor.permissions:
        found.extend(_runs(actor))
    return found


def _samples(actor: Actor) -> Iterator[Waiting]:
    rows = SampledEntry.objects.filter(finding="", sample__drawn_by=actor.reference)
    for pk in dict.fromkeys(rows.order_by("sample").values_list("sample", flat=True)):
        count = rows.filter(sample=pk).count()
        yield Waiting(
            what=ngettext(
                "%(count)s post i ditt urval är inte bedömd",
                "%(count)s poster i ditt urval är inte bedömda",
                count,
            )
            % {"count": count},
            url=reverse("oversight:sample", args=[pk]),
        )


def _requests() -> Iterator[Waiting]:
    for row in DataRequest.objects.filter(answered_at=None).order_by("came_on"):
        yield Waiting(
            what=_("Svara en registrerad som begärt ut sina uppgifter"),
            url=reverse("oversight:data-request", args=[row.pk]),
            due=end_of_day(row.came_on + ANSWERED_WITHIN),
            ground="BDL 4 kap.",
        )


def _runs(actor: Actor) -> Iterator[Waiting]:
    for row in RetentionRun.objects.filter(done_at=None).exclude(listed_by=actor.reference):
        yield Waiting(
            what=_("Gallra %(count)s ärenden") % {"count": len(row.cases)},
            url=reverse("oversight:run", args=[row.pk]),
            ground="BDL 2:17",
        )
