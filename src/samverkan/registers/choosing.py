"""Chooses the columns of a source: those that a mapping names, and the rest by their own names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samverkan.registers.columns import Source, plain, recognise
from samverkan.registers.dates import Dates
from samverkan.registers.mapping import DATE, Mapping, Told
from samverkan.registers.wanted import Wanted, as_recognised
from samverkan.rules.refusal import NotAllowed


@dataclass(frozen=True, slots=True)
class Chosen:
    """The columns to read, names that are not read, and sentences about what is not certain."""

    wanted: tuple[Wanted, ...]
    unread: tuple[str, ...]
    notes: tuple[NotAllowed, ...]

    @property
    def places(self) -> tuple[int, ...]:
        """Give the places of the source's columns that are needed, in order."""
        return tuple(sorted({source.place for one in self.wanted for source in one.sources}))


def choose(header: Sequence[str], mapping: Mapping, *, on: date, first: bool = False) -> Chosen:
    """Choose the columns. NotAllowed if a named one is not there, two would be the same, or none.

    `on` is the day as on which two-digit years are read. Of columns that mean the same, the
    `first` is taken if so told, with a note.
    """
    told = tuple(_as_told(one, header, on) for one in mapping.columns)
    used = {source.place for one in told for source in one.sources}
    rest = ["" if place in used else name for place, name in enumerate(header)]
    found = recognise([] if mapping.only else rest, first=first)
    names = {one.name for one in told}
    unclear = tuple(one for one in found.unclear if one.parameters["column"] not in names)
    if unclear and not first:
        raise unclear[0]
    seen = tuple(
        one for one in as_recognised(found, on=on, nulls=mapping.nulls) if one.name not in names
    )
    if not told and not seen:
        raise NotAllowed("registers.no_known_column", names=", ".join(header))
    kept = {source.place for one in seen for source in one.sources} | used
    unread = tuple(name for place, name in enumerate(header) if name and place not in kept)
    return Chosen(told + seen, unread, found.notes + unclear)


def _as_told(told: Told, header: Sequence[str], on: date) -> Wanted:
    sources = (_source(told, name, header) for name in told.names)
    return Wanted(
        told.name,
        tuple(sources),
        constant=told.value,
        nulls=told.nulls,
        dates=Dates(on, told.form, told.century) if told.kind == DATE else None,
        amounts=told.amounts,
    )


def _source(told: Told, name: str, header: Sequence[str]) -> Source:
    """Find a named column: by its very name, else however it is spelt, else by its number."""
    for same in (str.strip, plain):
        places = [place for place, one in enumerate(header) if same(one) == same(name) != ""]
        if len(places) == 1:
            return Source(places[0], name, told.joined)
    if name.isdecimal() and 1 <= int(name) <= len(header):
        return Source(int(name) - 1, name, told.joined)
    raise NotAllowed(
        "mapping.no_such_column", where=f"columns.{told.name}", name=name, names=", ".join(header)
    )
