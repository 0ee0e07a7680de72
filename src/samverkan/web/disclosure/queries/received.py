"""What others have disclosed to us."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from samverkan.web.disclosure.content import DisclosedContent, read_disclosure
from samverkan.web.disclosure.models import ReceivedDisclosure
from samverkan.web.releases import queries as releases

if TYPE_CHECKING:
    from samverkan.web.releases.models import ReceivedRelease

KIND = "disclosure"


def received() -> QuerySet[ReceivedDisclosure]:
    """Give what came in, newest first."""
    return ReceivedDisclosure.objects.order_by("-received_at", "-pk")


def received_one(pk: int) -> ReceivedDisclosure:
    """Give one received disclosure. ReceivedDisclosure.DoesNotExist if there is none."""
    return ReceivedDisclosure.objects.get(pk=pk)


def release_of(row: ReceivedDisclosure) -> ReceivedRelease:
    """Give the received release that a disclosure came in."""
    return releases.received(kind=KIND).get(sender=row.sender, record=row.record)


def release_id(release: ReceivedRelease) -> str:
    """Name a received release in the statements that came with it."""
    return f"{release.record}#{release.version}"


def content_of_received(row: ReceivedDisclosure) -> DisclosedContent | None:
    """Open what came in; None once it was recalled or has run out."""
    content = releases.content_of(release_of(row))
    return read_disclosure(content) if content else None
