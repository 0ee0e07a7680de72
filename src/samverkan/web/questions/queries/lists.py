"""Our own list: what is in force, new, expiring or withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import get_language

from samverkan.rules.lists import lists_of
from samverkan.web.journal.instance import here
from samverkan.web.questions.models import ListedLikeness, ListedNumber, ListEntry

SOON = timedelta(days=14)
LATELY = timedelta(days=7)
EMPTY = "0/0"
"""The state of a list that has never had an entry."""


@dataclass(frozen=True, slots=True)
class ListCount:
    """How many entries one list has: in force, new within a week, soon over, lately withdrawn."""

    list_id: str
    words: str
    citation: str
    in_force: int
    new: int
    expiring: int
    withdrawn: int


def in_force(*, on: date) -> QuerySet[ListEntry]:
    """Give the entries that may be asked about on a day; the last day is included."""
    return ListEntry.objects.filter(withdrawn_at=None, ends_on__gte=on)


def standing() -> dict[tuple[str, str], frozenset[tuple[str, str]]]:
    """Give the numbers (kind, normal) of every entry that is not withdrawn, by list and case."""
    rows = ListedNumber.objects.filter(entry__withdrawn_at=None)
    found: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for name, case, kind, normal in rows.values_list(
        "entry__list_id", "entry__case_ref", "kind", "normal"
    ):
        found.setdefault((name, case), set()).add((kind, normal))
    return {key: frozenset(numbers) for key, numbers in found.items()}


def standing_likeness() -> dict[tuple[str, str], dict[str, str]]:
    """Give the fields by which each entry that is not withdrawn may be found, by list and case."""
    rows = ListedLikeness.objects.filter(entry__withdrawn_at=None)
    found = rows.values_list("entry__list_id", "entry__case_ref", "fields")
    return {(name, case): fields for name, case, fields in found}


def state_of_list(*, on: date) -> str:
    """Name what the list holds on a day: entries never change, they only come and go."""
    newest = ListEntry.objects.aggregate(newest=Max("pk"))["newest"]
    return f"{newest or 0}/{in_force(on=on).count()}"


def expiring(*, on: date) -> QuerySet[ListEntry]:
    """Give the entries in force that end within two weeks, first to end first."""
    return in_force(on=on).filter(ends_on__lte=on + SOON).order_by("ends_on", "pk")


def entries(
    *, state: str, list_id: str, search: str, on: date, now: datetime
) -> QuerySet[ListEntry]:
    """Give the entries of a filter: state `in-force`, `new`, `expiring` or `withdrawn`."""
    rows = _in_state(state, on=on, now=now)
    rows = rows.select_related("likeness").prefetch_related("numbers")
    if list_id:
        rows = rows.filter(list_id=list_id)
    if search:
        rows = rows.filter(Q(case_ref__icontains=search) | Q(numbers__normal=search)).distinct()
    return rows


def entry(pk: int) -> ListEntry:
    """Give one entry. ListEntry.DoesNotExist if there is none."""
    rows = ListEntry.objects.select_related("likeness").prefetch_related("numbers")
    return rows.get(pk=pk)


def list_choices(*, on: date) -> list[tuple[str, str]]:
    """Give our lists for a form's choice: id, and what it holds in the screen's language."""
    return [(row["id"], _words(row)) for row in lists_of(here().participant, on=on)]


def list_counts(*, on: date, now: datetime) -> tuple[ListCount, ...]:
    """Count each of our lists."""
    states = ("in-force", "new", "expiring", "withdrawn")
    found = {state: _count(state, on=on, now=now) for state in states}
    return tuple(
        ListCount(
            row["id"],
            _words(row),
            row["citation"],
            *(found[state].get(row["id"], 0) for state in states),
        )
        for row in lists_of(here().participant, on=on)
    )


def _count(state: str, *, on: date, now: datetime) -> dict[str, int]:
    rows = _in_state(state, on=on, now=now).order_by()
    return dict(rows.values_list("list_id").annotate(Count("pk")))


def _in_state(state: str, *, on: date, now: datetime) -> QuerySet[ListEntry]:
    match state:
        case "new":
            return (
                in_force(on=on).filter(decided_at__gt=now - LATELY).order_by("-decided_at", "-pk")
            )
        case "expiring":
            return expiring(on=on)
        case "withdrawn":
            return ListEntry.objects.filter(withdrawn_at__gt=now - LATELY).order_by("-withdrawn_at")
        case _:
            return in_force(on=on).order_by("list_id", "case_ref")


def _words(row: object) -> str:
    language = "en" if (get_language() or "sv").startswith("en") else "sv"
    return str(row[f"text_{language}"])  # type: ignore[index]
