"""What a check offers a disclosure: whom it names, its craft, its circumstances and notes."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import override

from samverkan.rules.inspections import Mode, regime_of
from samverkan.web.design.formats import position, tidpunkt
from samverkan.web.disclosure.sources import Circumstance, Source
from samverkan.web.inspections import queries
from samverkan.web.inspections.labels import FIELDS
from samverkan.web.inspections.models import Check
from samverkan.web.journal.instance import here


def source(ref: str) -> Source | None:
    """Give a check as a source, None if the record is none. Unknown persons are not offered."""
    check = Check.objects.filter(record=ref).first()
    if check is None:
        return None
    with override("sv"):
        circumstances = tuple(_circumstances(check))
    return Source(
        ref=check.record,
        case=check.case,
        title=str(check),
        url=queries.address(check),
        persons=tuple(row.subject for row in check.persons.filter(unknown=False).order_by("pk")),
        craft=check.craft,
        operation=check.operation,
        circumstances=circumstances,
        alongside=check.alongside,
        control_ended_at=check.control_ended_at,
    )


def _circumstances(check: Check) -> Iterator[Circumstance]:
    ended = check.control_ended_at
    values = {
        "started_at": tidpunkt(check.started_at),
        "control_ended_at": tidpunkt(ended) if ended else "pågår",
        "alongside": "ja" if check.alongside else "nej",
        "position": position(check.latitude, check.longitude),
        "place": check.place,
    }
    regime = regime_of(Mode(check.mode), here().participant)
    for name, value in values.items():
        if value:
            yield Circumstance(name, name, str(FIELDS[name]), value, regime)
    for note in queries.notes_of(check):
        label = "Iakttagelse" if note.fact else "Bedömning"
        yield Circumstance(f"note-{note.pk}", "note", label, note.text, regime, fact=note.fact)
