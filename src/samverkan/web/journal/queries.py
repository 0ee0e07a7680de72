"""Reading the journal: entries about a thing, their records and their proofs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.db.models import Max

from samverkan.rules.acts import Act
from samverkan.web.journal.cases import CaseErased, open_under
from samverkan.web.journal.history import last_signed
from samverkan.web.journal.models import Entry
from samverkan.wire.canonical import Json, decode


@dataclass(frozen=True, slots=True)
class JournalLine:
    """An entry as a page shows it; `record` is None once its case is erased."""

    number: int
    act: str
    about: str
    actor: str
    at: datetime
    position: int | None
    record: Mapping[str, Json] | None


def covered_size() -> int:
    """Give the size of the newest signed checkpoint."""
    last = last_signed()
    return last.size if last else 0


def is_empty() -> bool:
    """Say whether nothing has been entered yet."""
    return not Entry.objects.exists()


def unsigned() -> int:
    """Count entries that no checkpoint covers yet."""
    return Entry.objects.count() - covered_size()


def covered(numbers: list[int]) -> set[int]:
    """Give those of the entries that a signed checkpoint covers."""
    rows = Entry.objects.filter(pk__in=numbers, position__lt=covered_size())
    return set(rows.values_list("pk", flat=True))


def thread_of(about: str) -> list[JournalLine]:
    """Give what happened to a record, oldest first."""
    return [line_of(entry) for entry in Entry.objects.filter(about=about).order_by("pk")]


def in_a_row(act: Act, *, about: str, since: Act) -> int:
    """Count the entries of an act about a thing since the last of another act about it."""
    rows = Entry.objects.filter(about=about)
    last = rows.filter(act=since).aggregate(last=Max("pk"))["last"]
    return rows.filter(act=act, pk__gt=last or 0).count()


def newest(count: int, *, before: int | None = None) -> list[JournalLine]:
    """Give the newest entries, newest first; `before` is an entry number to page from."""
    rows = Entry.objects.order_by("-pk")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return [line_of(entry) for entry in rows[:count]]


def line_of(entry: Entry) -> JournalLine:
    """Give one entry with its record opened."""
    try:
        sealed = entry.sealed_record
        body = None if sealed is None else decode(open_under(entry.case, bytes(sealed)))
    except CaseErased:
        body = None
    return JournalLine(
        number=entry.pk,
        act=entry.act,
        about=entry.about,
        actor=entry.actor,
        at=entry.at,
        position=entry.position,
        record=cast("Mapping[str, Json] | None", body),
    )
