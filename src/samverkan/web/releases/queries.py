"""Reading what left and what came in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from samverkan.rules.actor import Actor
from samverkan.rules.permissions import Permission
from samverkan.web.journal.cases import CaseErased, open_under
from samverkan.web.people.queries import display_name
from samverkan.web.people.waiting import Waiting
from samverkan.web.releases.models import (
    Note,
    RecalledBefore,
    ReceivedRelease,
    Release,
    ReleaseState,
)
from samverkan.wire.canonical import Json, decode

# A receiver that has not confirmed a recall in this time is on oversight's list.
RECALL_CONFIRMED_WITHIN = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note with its text opened, None once its case is erased; `by` is the writer's name."""

    pk: int
    record: str
    case: str
    by: str
    made_at: datetime
    text: str | None


def notes(*, most: int) -> list[NoteView]:
    """Give the newest notes written here, newest first."""
    return [_opened(row) for row in Note.objects.order_by("-pk")[:most]]


def note(pk: int) -> NoteView:
    """Give one note. Note.DoesNotExist if there is none."""
    return _opened(Note.objects.get(pk=pk))


def _opened(row: Note) -> NoteView:
    try:
        text = open_under(row.case, bytes(row.text)).decode()
    except CaseErased:
        text = None
    return NoteView(row.pk, row.record, row.case, display_name(row.by), row.made_at, text)


def releases_of(record: str) -> QuerySet[Release]:
    """Give every release of a record that is at home here, oldest first."""
    return Release.objects.filter(record=record).order_by("pk")


def release(pk: int) -> Release:
    """Give one release. Release.DoesNotExist if there is none."""
    return Release.objects.get(pk=pk)


def arrived(record: str, *, to: str) -> bool | None:
    """Say whether the newest release of a record to a recipient was accepted, or refused.

    None while there is no receipt, and when it was taken back.
    """
    newest = Release.objects.filter(record=record, recipient=to).order_by("-version").first()
    known = {ReleaseState.RECEIPTED.value: True, ReleaseState.REFUSED.value: False}
    return known.get(newest.state) if newest else None


def sent_in(message_id: UUID, *, to: str) -> Release | None:
    """Give the release that a message to a recipient carried, None if none did."""
    return Release.objects.filter(message_id=message_id, recipient=to).first()


def sent(*, kind: str) -> QuerySet[Release]:
    """Give what we released of a kind and have not recalled, newest first."""
    return Release.objects.filter(kind=kind, recalled_at=None).order_by("-pk")


def states(*, kind: str) -> dict[str, str]:
    """Give by record how far its newest release of a kind has come."""
    return dict(Release.objects.filter(kind=kind).order_by("pk").values_list("record", "state"))


def received(*, kind: str | None = None) -> QuerySet[ReceivedRelease]:
    """Give what other instances released to us, newest first."""
    rows = ReceivedRelease.objects.order_by("-pk")
    return rows if kind is None else rows.filter(kind=kind)


def received_one(pk: int) -> ReceivedRelease:
    """Give one received release. ReceivedRelease.DoesNotExist if there is none."""
    return ReceivedRelease.objects.get(pk=pk)


def recalled_before(*, sender: str, record: str, version: int) -> RecalledBefore | None:
    """Give the recall of a release that had not been applied here when the recall came."""
    rows = RecalledBefore.objects.filter(sender=sender, record=record, version=version)
    return rows.first()


def content_of(row: Release | ReceivedRelease) -> Mapping[str, Json] | None:
    """Open the exact copy; None if it was recalled or its case erased."""
    if row.content is None:
        return None
    try:
        return cast("Mapping[str, Json]", decode(open_under(row.case, bytes(row.content))))
    except CaseErased:
        return None


def overdue_recalls(*, now: datetime) -> QuerySet[Release]:
    """Give recalls that a receiver has not confirmed in time."""
    late = now - RECALL_CONFIRMED_WITHIN
    rows = Release.objects.filter(recalled_at__lte=late, recall_confirmed_at=None)
    return rows.order_by("recalled_at")


def recalls_to_confirm() -> QuerySet[ReceivedRelease]:
    """Give what was taken back by its sender and nobody here has put right yet, oldest first."""
    rows = ReceivedRelease.objects.filter(recalled_at__isnull=False, recall_done_at=None)
    return rows.order_by("recalled_at")


def waiting_for(actor: Actor, *, now: datetime) -> list[Waiting]:
    """Tell the disclosure desk of recalls: ours that a receiver is late with, and others' to us."""
    if Permission.RECALL not in actor.permissions:
        return []
    late = [
        Waiting(
            what=_("Återkallelse hos %(partner)s är inte bekräftad") % {"partner": row.recipient},
            url=reverse("releases:release", args=[row.pk]),
            due=row.recalled_at + RECALL_CONFIRMED_WITHIN if row.recalled_at else None,
            ground="BDF 2:1",
        )
        for row in overdue_recalls(now=now)
    ]
    ours = [
        Waiting(
            what=_("%(partner)s har återkallat en uppgift: rätta och bekräfta")
            % {"partner": row.sender},
            url=reverse("releases:received", args=[row.pk]),
            due=row.recalled_at + RECALL_CONFIRMED_WITHIN if row.recalled_at else None,
            ground="BDF 2:1",
            waits_for_us=row.sender,
        )
        for row in recalls_to_confirm()
    ]
    return late + ours
