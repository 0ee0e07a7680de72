"""Reading the ledger: events, shared credit, what has come of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import QuerySet

from samverkan.rules.measures import Measure, measure
from samverkan.rules.refusal import NotAllowed
from samverkan.rules.results import Standing
from samverkan.rules.results import credited as by_shares
from samverkan.web.cooperation import queries as cooperation
from samverkan.web.journal.instance import here
from samverkan.web.releases import queries as releases
from samverkan.web.results.models import Event, Outcome


@dataclass(frozen=True, slots=True)
class Credited:
    """What an authority shares in under one measure: its events and its part of their value."""

    participant: str
    measure: Measure
    events: int
    value: int


def events() -> QuerySet[Event]:
    """Give the events that stand, newest first, with credits and outcomes."""
    rows = Event.objects.filter(withdrawn_at=None).order_by("-on", "-pk")
    return rows.prefetch_related("credits", "outcomes")


def event(record: str) -> Event:
    """Give one event by its record. NotAllowed if it is not known here."""
    row = Event.objects.filter(record=record).prefetch_related("credits", "outcomes").first()
    if row is None:
        raise NotAllowed("results.unknown_event")
    return row


def event_numbered(pk: int) -> Event:
    """Give one event. Event.DoesNotExist if there is none."""
    return Event.objects.prefetch_related("credits", "outcomes", "links", "corrections").get(pk=pk)


def is_ours(row: Event) -> bool:
    """Say whether the event is at home here."""
    return row.home == here().participant


def measure_of(row: Event) -> Measure:
    """Give the definition that an event is counted by."""
    return measure(row.measure, row.on)


def shares_of(row: Event) -> dict[str, Fraction]:
    """Give the exact shares of an event, by participant."""
    ordered = sorted(row.credits.all(), key=lambda credit: credit.pk)
    return {each.participant: Fraction(each.numerator, each.denominator) for each in ordered}


def credited(rows: Iterable[Event]) -> tuple[Credited, ...]:
    """Add up what each authority shares in; under each measure the parts sum to the whole."""
    counts: Counter[tuple[str, str]] = Counter()
    sums: Counter[tuple[str, str]] = Counter()
    definitions: dict[str, Measure] = {}
    for row in rows:
        definitions.setdefault(row.measure, measure_of(row))
        for participant, value in by_shares(row.value, shares_of(row)).items():
            counts[row.measure, participant] += 1
            sums[row.measure, participant] += value
    return tuple(
        Credited(participant, definitions[key], counts[key, participant], sums[key, participant])
        for key, participant in sorted(sums, key=lambda pair: (pair[0], -sums[pair], pair[1]))
    )


def standing_of(row: Event) -> Standing:
    """Give where an event stands, for the rule on relations."""
    return Standing(row.record, row.operation, row.direction)


def related(row: Event) -> tuple[tuple[str, Event], ...]:
    """Give the events that one is linked to, with the relation; those known here."""
    known = {each.record: each for each in events()}
    pairs = [(link.relation, known.get(link.other)) for link in row.links.order_by("pk")]
    return tuple((relation, other) for relation, other in pairs if other is not None)


def took_part(operation: str) -> tuple[str, ...]:
    """Give those who have decided to take part in an operation: they alone may be credited."""
    return tuple(decision.participant for decision in cooperation.decisions(operation))


def operation_choices() -> list[tuple[str, str]]:
    """Give the operations known here, for a form's choice."""
    return [(row.record, row.name) for row in cooperation.operation_rows()]


def operation_words(operation: str) -> Mapping[str, str]:
    """Give an operation's name and direction; nothing if it is not known here."""
    for row in cooperation.operation_rows():
        if row.record == operation:
            return {"operation_name": row.name, "direction": row.direction}
    return {}


def late_outcomes(count: int) -> QuerySet[Outcome]:
    """Give the newest outcomes of events that stand."""
    rows = Outcome.objects.filter(event__withdrawn_at=None).select_related("event")
    return rows.order_by("-made_at", "-pk")[:count]


def holders_of(record: str) -> tuple[str, ...]:
    """Give who holds a copy of a record of ours: each later version goes to them too."""
    rows = releases.releases_of(record).filter(recalled_at=None)
    return tuple(dict.fromkeys(rows.values_list("recipient", flat=True)))
