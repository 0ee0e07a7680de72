"""Requests both ways, and what became of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import QuerySet
from django.utils.translation import get_language

from samverkan.rules.tables import load
from samverkan.web.disclosure.content import RequestContent, read_request
from samverkan.web.disclosure.models import DisclosureRequest, Refusal
from samverkan.web.journal.cases import CaseErased, open_under
from samverkan.wire.canonical import Json, decode


@dataclass(frozen=True, slots=True)
class RefusalCount:
    """How often a provision stood against a request to us, and what second opinions made of it."""

    citation: str
    text: str
    refused: int
    upheld: int
    changed: int


def requests(*, outgoing: bool | None = None) -> QuerySet[DisclosureRequest]:
    """Give requests, newest first."""
    rows = DisclosureRequest.objects.order_by("-made_at", "-pk")
    return rows if outgoing is None else rows.filter(outgoing=outgoing)


def request(pk: int) -> DisclosureRequest:
    """Give one request. DisclosureRequest.DoesNotExist if there is none."""
    return DisclosureRequest.objects.get(pk=pk)


def request_named(record: str) -> DisclosureRequest | None:
    """Give the request with this record, None if there is none."""
    return DisclosureRequest.objects.filter(record=record).first()


def content_of_request(row: DisclosureRequest) -> RequestContent | None:
    """Open a request; None once its case is erased."""
    try:
        content = decode(open_under(row.case, bytes(row.content)))
    except CaseErased:
        return None
    return read_request(cast("Mapping[str, Json]", content))


def refusals_of(row: DisclosureRequest) -> QuerySet[Refusal]:
    """Give the refusal and the second opinion on it, in that order."""
    return Refusal.objects.filter(request=row).order_by("decided_at", "pk")


def first_refusal(row: DisclosureRequest) -> Refusal | None:
    """Give the refusal that a second opinion would be about."""
    return refusals_of(row).filter(upheld=None).last()


def citations(ids: list[str]) -> tuple[tuple[str, str], ...]:
    """Give citation and text of some refusal grounds, in the screen's language."""
    language = "en" if (get_language() or "sv").startswith("en") else "sv"
    known: Mapping[str, Mapping[str, Any]] = {row["id"]: row for row in load("refusals")}
    return tuple(
        (known[each]["citation"], known[each][f"text_{language}"]) if each in known else (each, "")
        for each in ids
    )


def citation_of(ground: str) -> str:
    """Give the citation of a ground of the ladder; its id if the table does not know it."""
    return next((row["citation"] for row in load("disclosure") if row["id"] == ground), ground)


def refusal_counts() -> tuple[RefusalCount, ...]:
    """Count our refusals by provision, most frequent first; on two provisions it counts twice."""
    rows = Refusal.objects.filter(request__outgoing=False)
    refused: Counter[str] = Counter()
    reviewed: Counter[tuple[str, bool]] = Counter()
    for grounds, upheld in rows.values_list("grounds", "upheld"):
        if upheld is None:
            refused.update(grounds)
        else:
            reviewed.update((each, upheld) for each in grounds)
    return tuple(
        RefusalCount(*citations([each])[0], count, reviewed[each, True], reviewed[each, False])
        for each, count in refused.most_common()
    )
