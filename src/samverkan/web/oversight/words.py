"""Journal entries in words, for those who look through them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samverkan.rules.acts import words
from samverkan.rules.logged import Operation, operation_of, operations
from samverkan.web.journal.queries import JournalLine
from samverkan.web.people.queries import display_name
from samverkan.wire.canonical import Json, encode

LONGEST = 400
DETAILS = {
    "accepted": _("Godtogs"),
    "address": _("Sidans adress"),
    "agreed": _("Godkänt av"),
    "cards": _("Kort, ett för var och en"),
    "check": _("Kontroll"),
    "count": _("Antal"),
    "digest": _("Kontrollsumma"),
    "elements": _("Blindade element"),
    "fields": _("Uppgifter som lämnades"),
    "handling": _("Hanteringskod"),
    "kind": _("Slag"),
    "note": _("Anteckning"),
    "operation": _("Insats"),
    "purpose": _("Ändamål"),
    "reason": _("Skäl"),
    "recipient": _("Mottagare"),
    "role": _("Roll"),
    "seen": _("Det som visades"),
    "subject": _("Om"),
    "to": _("Element till varje mottagare"),
    "version": _("Version"),
    "words": _("Med ord"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as the room shows it; `details` are names and values as text."""

    number: int
    at: datetime
    act: str
    act_words: str
    operation: str
    by: str
    about: str
    ground: str
    position: int | None
    erased: bool
    details: tuple[tuple[str, str], ...]


def language() -> str:
    """Give the language of the request, `sv` or `en`."""
    return (get_language() or "sv")[:2]


def shown(line: JournalLine) -> Shown:
    """Put an entry into words."""
    record = line.record or {}
    details = record.get("details")
    return Shown(
        number=line.number,
        at=line.at,
        act=line.act,
        act_words=act_name(line.act),
        operation=operation_name(operation_of(line.act)),
        by=display_name(line.actor),
        about=line.about,
        ground=str(record.get("ground", "")),
        position=line.position,
        erased=line.record is None,
        details=_details(details if isinstance(details, Mapping) else {}),
    )


def act_name(act: str) -> str:
    """Name an act."""
    return words()[act].name(language())


def operation_name(operation: Operation) -> str:
    """Name an operation of the logging duty."""
    return operations()[operation].words.read(language())


def elements_of(line: JournalLine) -> tuple[str, ...]:
    """Give the blinded elements that an entry holds, in hexadecimal; none if it is no question."""
    details = (line.record or {}).get("details")
    pairs = details.get("elements") if isinstance(details, Mapping) else None
    if not isinstance(pairs, list):
        return ()
    return tuple(_element(pair) for pair in pairs)


def _element(pair: Json) -> str:
    return str(pair[-1]) if isinstance(pair, list) and pair else str(pair)


def _details(details: Mapping[str, Json]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (str(DETAILS.get(name, name)), _text(value))
        for name, value in sorted(details.items())
        if value not in ("", [], {}, None)
    )


def _text(value: Json) -> str:
    """Write a value; texts and rows of texts with commas, anything deeper as it was recorded."""
    text = _listed(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"


def _listed(value: Json) -> str:
    match value:
        case str():
            return value
        case [*rows] if all(isinstance(each, str) for each in rows):
            return ", ".join(map(str, rows))
        case [*rows] if all(isinstance(each, list) for each in rows):
            return ", ".join(" ".join(map(_listed, row)) for row in rows if isinstance(row, list))
        case _:
            return encode(value).decode()


def all_shown(lines: Iterable[JournalLine]) -> list[Shown]:
    """Put entries into words."""
    return [shown(line) for line in lines]
