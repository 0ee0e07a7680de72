"""What waits at the duty desk and the disclosure desk, each with its clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from samverkan.rules.actor import Actor
from samverkan.rules.disclosure_requests import RequestState
from samverkan.rules.permissions import Permission
from samverkan.web.design.formats import tidpunkt
from samverkan.web.disclosure.models import DisclosureRequest, ReceivedDisclosure, ReceivedState
from samverkan.web.disclosure.queries.received import received
from samverkan.web.disclosure.queries.requests import first_refusal, requests
from samverkan.web.partners.queries import name_of
from samverkan.web.people.waiting import Waiting

# Our own aims, for the order of the desk; no statute sets them. A tip comes while a crew waits.
TIP_WITHIN = timedelta(hours=1)
REQUEST_WITHIN = timedelta(days=2)
RECALL_GROUND = "BDF 2:1"


def waiting_for(actor: Actor, *, now: datetime) -> list[Waiting]:
    """Tell whoever answers of disclosures, requests, second opinions and recalls to confirm."""
    del now
    if Permission.ANSWER_DISCLOSURE not in actor.permissions:
        return []
    return [*map(_came, _to_confirm()), *map(_recalled, _to_clear()), *_requests(actor)]


def _to_confirm() -> Iterator[ReceivedDisclosure]:
    yield from received().filter(state=ReceivedState.WAITING)


def _to_clear() -> Iterator[ReceivedDisclosure]:
    yield from received().filter(state=ReceivedState.RECALLED)


def _requests(actor: Actor) -> Iterator[Waiting]:
    for row in requests(outgoing=False).filter(state=RequestState.WAITING):
        yield _asked(row)
    asked = requests(outgoing=False).filter(
        state=RequestState.REFUSED, review_asked_at__isnull=False
    )
    for row in asked:
        refusal = first_refusal(row)
        if refusal is not None and refusal.decided_by != actor.reference:
            yield _to_review(row)


def _came(row: ReceivedDisclosure) -> Waiting:
    return Waiting(
        what=_("Utlämnande från %(partner)s, väntar sedan %(since)s")
        % {"partner": name_of(row.sender), "since": tidpunkt(row.received_at)},
        url=reverse("disclosure:received", args=[row.pk]),
        due=row.received_at + TIP_WITHIN,
        waits_for_us=name_of(row.sender),
    )


def _recalled(row: ReceivedDisclosure) -> Waiting:
    return Waiting(
        what=_("Bekräfta att det %(partner)s återkallat är rättat här")
        % {"partner": name_of(row.sender)},
        url=reverse("disclosure:received", args=[row.pk]),
        ground=RECALL_GROUND,
        waits_for_us=name_of(row.sender),
    )


def _asked(row: DisclosureRequest) -> Waiting:
    return Waiting(
        what=_("Begäran från %(partner)s, väntar sedan %(since)s")
        % {"partner": name_of(row.partner), "since": tidpunkt(row.made_at)},
        url=reverse("disclosure:request", args=[row.pk]),
        due=row.made_at + REQUEST_WITHIN,
        waits_for_us=name_of(row.partner),
    )


def _to_review(row: DisclosureRequest) -> Waiting:
    return Waiting(
        what=_("Pröva avslaget till %(partner)s en andra gång") % {"partner": name_of(row.partner)},
        url=reverse("disclosure:request", args=[row.pk]),
        due=(row.review_asked_at or row.made_at) + REQUEST_WITHIN,
        waits_for_us=name_of(row.partner),
    )
