"""Each holder's lists as rows and as CSV files, so that exactly the 40 hits of the season happen.

A list of persons has the columns of `PERSON_COLUMNS`, one of craft those of `CRAFT_COLUMNS`; UTF-8,
comma, one header line. Every entry is a decision of a named officer: ground, need, harm test, end.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from io import StringIO
from pathlib import Path
from random import Random

from samverkan.demo.story import SEED
from samverkan.demo.story.craft import Craft, invented
from samverkan.demo.story.data import read
from samverkan.demo.story.hits import hits
from samverkan.demo.story.persons import Person, named, strangers

PERSON_COLUMNS = (
    "personal_number",
    "name",
    "list",
    "ground",
    "need",
    "harm_test",
    "ends_on",
    "case_reference",
)
CRAFT_COLUMNS = ("hull", "engine", "make", "likeness", *PERSON_COLUMNS[2:])
ENDS_ON = date(2025, 8, 31)
FIRST_CASE, FIRST_CRAFT_CASE = 98_000, 198_000
"""Case numbers: a list of persons and one of craft under the same name never share one."""

NOT_ASKED_BY_THE_COAST_GUARD = ("nadja",)
"""Debtors of the cases whom only Police met."""


@dataclass(frozen=True, slots=True)
class HolderList:
    """One file of one holder's list. `list_id` and `ground` are ids of the legal tables.

    `key` names the file: a list that holds persons and craft has two. `entries` = strangers.
    `by_likeness`: its entries may be found by likeness; `damaged` is a craft listed whose number
    could not be read at sea.
    """

    key: str
    holder: str
    list_id: str
    ground: str
    need: str
    harm_test: str
    of_craft: bool
    entries: int
    by_likeness: bool
    damaged: Craft | None


@cache
def holder_lists() -> tuple[HolderList, ...]:
    """Give every list, in the order of the file."""
    return tuple(
        HolderList(
            key=row["key"],
            holder=row["holder"],
            list_id=row["list_id"],
            ground=row["ground"],
            need=row["need"],
            harm_test=row["harm_test"],
            of_craft=row["about"] == "craft",
            entries=row["entries"],
            by_likeness=row.get("by_likeness", False),
            damaged=Craft(**row["damaged"]) if "damaged" in row else None,
        )
        for row in read("lists")["list"]
    )


def write_registers(folder: Path) -> tuple[Path, ...]:
    """Write `KFM-pending.csv` and its like into a folder that exists; give their paths."""
    return tuple(_write(folder, each) for each in holder_lists())


def csv_of(each: HolderList) -> str:
    """Give a list as CSV, as the holder's own register would."""
    file = StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(CRAFT_COLUMNS if each.of_craft else PERSON_COLUMNS)
    writer.writerows(rows(each))
    return file.getvalue()


def rows(each: HolderList) -> tuple[tuple[str, ...], ...]:
    """Give a list's rows, sorted, so that nobody can tell by place who was met at sea."""
    likeness = "ja" if each.by_likeness else ""
    subjects: set[tuple[str, ...]] = {_subject(entry, likeness) for entry in _entries(each)}
    decided = (each.list_id, each.ground, each.need, each.harm_test, ENDS_ON.isoformat())
    first = FIRST_CRAFT_CASE if each.of_craft else FIRST_CASE
    return tuple(
        (*subject, *decided, f"{each.holder} {2025 - number % 3}-{first + number}")
        for number, subject in enumerate(sorted(subjects))
    )


def persons_on(each: HolderList) -> tuple[Person, ...]:
    """Give the persons of a list: those met at sea, then the strangers."""
    met = [
        hit.about for hit in hits() if hit.list_key == each.key and isinstance(hit.about, Person)
    ]
    if each.key == "KFM-pending":
        met += [named()[key] for key in NOT_ASKED_BY_THE_COAST_GUARD]
    return (*met, *_share(each))


def _share(each: HolderList) -> tuple[Person, ...]:
    """Give this list's part of its holder's strangers; lists of one holder never overlap."""
    before = 0
    for other in holder_lists():
        if other.key == each.key:
            break
        if other.holder == each.holder and not other.of_craft:
            before += other.entries
    return strangers(each.holder)[before : before + each.entries]


def _craft_on(each: HolderList) -> Iterator[Craft]:
    yield from (
        hit.about for hit in hits() if hit.list_key == each.key and isinstance(hit.about, Craft)
    )
    yield from (each.damaged,) if each.damaged else ()
    random = Random(f"{SEED} {each.key}")  # noqa: S311  a story, not a secret
    yield from (invented(random) for _ in range(each.entries))


def _entries(each: HolderList) -> Iterator[Person | Craft]:
    return _craft_on(each) if each.of_craft else iter(persons_on(each))


def _subject(entry: Person | Craft, likeness: str) -> tuple[str, ...]:
    match entry:
        case Person():
            return entry.number, entry.name
        case Craft():
            return entry.hull, entry.engine, entry.make, likeness


def _write(folder: Path, each: HolderList) -> Path:
    path = folder / f"{each.key}.csv"
    path.write_text(csv_of(each), "utf-8", newline="")
    return path
