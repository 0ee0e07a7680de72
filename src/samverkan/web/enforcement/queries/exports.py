"""Reading lists for a spreadsheet, row by row, and the lists that have been taken out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TypeVar

from django.db.models import QuerySet

from samverkan.rules.list_exports import Ground, ListKind
from samverkan.web.enforcement.labels import CLAIM_KINDS
from samverkan.web.enforcement.models import (
    Decision,
    Distribution,
    Execution,
    ListedItem,
    ListExport,
)
from samverkan.web.enforcement.queries.cases import kind_of_claim
from samverkan.web.enforcement.queries.placed import Placed, placed
from samverkan.web.journal.cases import CaseErased, open_under
from samverkan.web.people.queries import local_date
from samverkan.web.property.labels import KINDS
from samverkan.web.property.queries import ThingView, views_of

Cells = tuple[str | int, ...]
C = TypeVar("C", str, str | int)
PERSONS = ("Gäldenär", "Personnummer")
MARKS = frozenset({"Sak", "Känns igen på"})
"""Columns of free words that may point at whose a thing was."""
HEADS = {
    ListKind.PROPERTY: (
        *("Förrättning", "Sak", "Slag", "Känns igen på"),
        *("Värde", "Utmätt", "Plats", "Läge"),
    ),
    ListKind.DISTRIBUTION: (
        *("Förrättning", "Led", "Till", "Bestämmelse"),
        *("Belopp", "Fördelat", "Läge"),
    ),
}


def exports() -> QuerySet[ListExport]:
    """Give the lists that have been taken out, newest first; a file is read when looked at."""
    return ListExport.objects.defer("content").order_by("-pk")


def erased_exports() -> frozenset[str]:
    """Give the records of those whose file is gone."""
    return frozenset(ListExport.objects.filter(content=b"").values_list("record", flat=True))


def export(record: str) -> ListExport:
    """Give one of them. ListExport.DoesNotExist if there is none."""
    return ListExport.objects.get(record=record)


def file_of_export(row: ListExport) -> bytes | None:
    """Give the exact file; None once it, or a case in it, is erased."""
    if not row.content:
        return None
    try:
        return open_under(row.record, bytes(row.content))
    except CaseErased:
        return None


def head_of(kind: ListKind, ground: Ground) -> tuple[str, ...]:
    """Name the columns of a list that go along on a ground."""
    return (*_allowed(kind, ground, HEADS[kind]), *(PERSONS if ground.persons else ()))


def rows_for(kind: ListKind, first: date, last: date, ground: Ground) -> tuple[Cells, ...]:
    """Give a list's rows of the days from `first` to `last`; whole numbers are öre."""
    persons = ground.persons
    rows = (
        _property(first, last) if kind is ListKind.PROPERTY else _distribution(first, last, persons)
    )
    return tuple(
        (*_allowed(kind, ground, cells), *(_person(row) if persons else ())) for row, cells in rows
    )


def _allowed(kind: ListKind, ground: Ground, cells: tuple[C, ...]) -> tuple[C, ...]:
    return tuple(
        cell
        for head, cell in zip(HEADS[kind], cells, strict=True)
        if ground.marks or head not in MARKS
    )


def _person(row: Execution) -> Cells:
    return row.case.debtor_name, row.case.shown_number


def _property(first: date, last: date) -> Iterator[tuple[Execution, Cells]]:
    items = ListedItem.objects.filter(decision=Decision.ATTACHED).order_by("pk")
    found = [
        item
        for item in items.select_related("execution__case")
        if first <= local_date(item.decided_at) <= last
    ]
    things = views_of(item.thing for item in found)
    for item in found:
        yield item.execution, _thing(item, things.get(item.thing))


def _thing(item: ListedItem, thing: ThingView | None) -> Cells:
    return (
        item.execution.number,
        item.description,
        str(KINDS[item.kind]),
        ", ".join(str(text) for text in item.marks.values()),
        item.value,
        local_date(item.decided_at).isoformat(),
        thing.place if thing else "",
        thing.state if thing else "",
    )


def _distribution(first: date, last: date, persons: bool) -> Iterator[tuple[Execution, Cells]]:
    made = Distribution.objects.filter(on__gte=first, on__lte=last).order_by("pk")
    for row in made.select_related("sale__execution__case"):
        for place, one in enumerate(placed(row), start=1):
            yield row.sale.execution, _step(row, place, one, persons)


def _step(row: Distribution, place: int, one: Placed, persons: bool) -> Cells:
    step = one.step
    kind = str(CLAIM_KINDS[kind_of_claim(step.claim) or step.kind])
    return (
        row.sale.execution.number,
        str(place),
        f"{step.name}, {kind}" if persons and step.name else kind,
        step.citation,
        step.amount,
        row.on.isoformat(),
        "Betalt" if one.paid else "Inte betalt",
    )
