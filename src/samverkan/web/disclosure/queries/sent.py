"""What we have disclosed: the decision, its argument and the exact copy that left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from django.db.models import Q, QuerySet

from samverkan.web.disclosure.content import DisclosedContent, read_disclosure
from samverkan.web.disclosure.models import Disclosure
from samverkan.web.journal.cases import CaseErased, open_under
from samverkan.web.releases import queries as releases
from samverkan.wire.canonical import decode

if TYPE_CHECKING:
    from samverkan.web.releases.models import Release


def disclosures() -> QuerySet[Disclosure]:
    """Give what we have disclosed, newest first."""
    return Disclosure.objects.order_by("-decided_at", "-pk")


def disclosure(pk: int) -> Disclosure:
    """Give one disclosure. Disclosure.DoesNotExist if there is none."""
    return Disclosure.objects.get(pk=pk)


def disclosures_of(ref: str) -> QuerySet[Disclosure]:
    """Give what was disclosed from a record, about a subject, or in answer to a request."""
    return disclosures().filter(Q(source=ref) | Q(about=ref) | Q(request=ref))


def sent_release_of(row: Disclosure) -> Release:
    """Give the release that a disclosure left in."""
    return releases.releases_of(row.record).get()


def content_of_sent(row: Disclosure) -> DisclosedContent | None:
    """Open the exact copy that left; None once its case is erased."""
    content = releases.content_of(sent_release_of(row))
    return read_disclosure(content) if content else None


def argument_of(row: Disclosure) -> Mapping[str, str]:
    """Give the written argument; empty once the case is erased."""
    try:
        return cast("Mapping[str, str]", decode(open_under(row.case, bytes(row.argument))))
    except CaseErased:
        return {}
