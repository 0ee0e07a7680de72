"""Whether a list may be taken out into a spreadsheet: for whom, on what ground, for how long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from samverkan.rules import tables
from samverkan.rules.refusal import NotAllowed


class ListKind(StrEnum):
    """The lists that a desk of Kronofogden needs in a spreadsheet."""

    PROPERTY = "property"
    DISTRIBUTION = "distribution"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A ground in force: its section and words, which lists, and what it takes and gives.

    `marks` says whether the words and marks by which a thing is known go along: they may point at
    whose it was.
    """

    id: str
    citation: str
    sv: str
    en: str
    lists: frozenset[ListKind]
    persons: bool
    marks: bool
    weighing: bool
    days: int

    def words(self, language: str = "sv") -> str:
        """Say the ground in `sv` or `en`."""
        return self.en if language == "en" else self.sv

    def ends(self, made: date) -> date:
        """Give the last day that a copy made then may be kept."""
        return made + timedelta(days=self.days)


def grounds(on: date) -> tuple[Ground, ...]:
    """Give the grounds in force on a day, in the order of the table."""
    return tuple(
        Ground(
            id=row["id"],
            citation=row["citation"],
            sv=row["text_sv"],
            en=row["text_en"],
            lists=frozenset(map(ListKind, row["lists"])),
            persons=row["persons"],
            marks=row["marks"],
            weighing=row["weighing"],
            days=row["days"],
        )
        for row in tables.load_on("list_exports", on)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be taken out: which list of which days, to whom, on what ground and why."""

    kind: ListKind
    ground: str
    recipient: str
    need: str
    first: date
    last: date
    weighing: str = ""


def may_export(wish: Wish, *, on: date) -> Ground:
    """Give the ground, or refuse a list without receiver, need, weighing or right to it."""
    ground = next((one for one in grounds(on) if one.id == wish.ground), None)
    if ground is None:
        raise NotAllowed("list_exports.no_ground", ground=wish.ground)
    if wish.kind not in ground.lists:
        raise NotAllowed("list_exports.not_this_list", section=ground.citation)
    if not wish.recipient.strip() or not wish.need.strip():
        raise NotAllowed("list_exports.no_need", section=ground.citation)
    if ground.weighing and not wish.weighing.strip():
        raise NotAllowed("list_exports.no_weighing", section=ground.citation)
    if wish.last < wish.first:
        raise NotAllowed("figures.bad_period", first=wish.first, last=wish.last)
    return ground


def may_open(section: str, last: date, *, on: date) -> None:
    """Refuse a copy past the last day that its ground gave it, though it be not erased yet."""
    if on > last:
        raise NotAllowed("list_exports.past", section=section, day=last)
