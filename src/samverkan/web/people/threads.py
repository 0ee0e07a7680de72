"""A record's thread as pages show it: journal lines in words, with the officer's name."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import get_language

from samverkan.rules.acts import words
from samverkan.web.design.components import Entry, EntryKind
from samverkan.web.journal.queries import JournalLine, thread_of
from samverkan.web.people.queries import display_name


def thread(*records: str) -> tuple[Entry, ...]:
    """Give what happened to some records, oldest first, in the screen's language."""
    lines = [line for record in records for line in thread_of(record)]
    return entries_of(sorted(lines, key=lambda line: line.number))


def entries_of(lines: Iterable[JournalLine]) -> tuple[Entry, ...]:
    """Put journal lines into words."""
    return tuple(_entry(line) for line in lines)


def _entry(line: JournalLine) -> Entry:
    said = words()[line.act]
    record = line.record or {}
    return Entry(
        kind=EntryKind(said.kind),
        at=line.at,
        title=said.name((get_language() or "sv")[:2]),
        by=display_name(line.actor),
        section=str(record.get("ground", "")),
    )
