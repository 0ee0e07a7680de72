"""The guided page of a disclosure: the ladder, the cooperations in force, and the field picker."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from samverkan.rules.cooperation import covers
from samverkan.rules.disclosure_ladder import REFUSE, Rung
from samverkan.rules.refusal import reason
from samverkan.web.cooperation import queries as cooperation
from samverkan.web.disclosure.labels import GROUPS
from samverkan.web.disclosure.sources import Candidate


@dataclass(frozen=True, slots=True)
class RungShown:
    """One rung as the page shows it: open with a button, or grey with the rule's sentence."""

    id: str
    number: int
    citation: str
    text: str
    sentence: str
    checked: bool
    is_last: bool

    @property
    def closed(self) -> bool:
        """Say whether the rule refuses this rung."""
        return bool(self.sentence)


@dataclass(frozen=True, slots=True)
class FieldShown:
    """One field of the picker: to tick, or locked with the rule's sentence."""

    key: str
    label: str
    value: str
    public: bool
    secrecy: str
    fact: bool
    sentence: str
    checked: bool


def rungs_shown(rungs: Iterable[Rung], *, language: str, chosen: str) -> tuple[RungShown, ...]:
    """Put the ladder into words, in order."""
    return tuple(
        RungShown(
            id=rung.id,
            number=rung.number,
            citation=str(rung.row["citation"]),
            text=rung.text(language),
            sentence=rung.refusal.sentence(language) if rung.refusal else "",
            checked=rung.id == chosen,
            is_last=rung.id == REFUSE,
        )
        for rung in rungs
    )


def fields_shown(
    candidates: Iterable[Candidate], *, language: str, chosen: Iterable[str]
) -> tuple[tuple[str, tuple[FieldShown, ...]], ...]:
    """Put the fields into groups. A locked field shows its name and why, never its value."""
    ticked = frozenset(chosen)
    return tuple(
        (
            str(GROUPS[group]),
            tuple(
                FieldShown(
                    key=each.key,
                    label=each.label,
                    value="" if each.refusal else each.value,
                    public=each.is_public,
                    secrecy=", ".join(f"OSL {section}" for section in each.field.secrecy),
                    fact=each.fact,
                    sentence=each.refusal.sentence(language) if each.refusal else "",
                    checked=each.key in ticked,
                )
                for each in members
            ),
        )
        for group, members in groupby(candidates, key=lambda each: each.group)
    )


def cooperations(*, us: str, other: str, on: date) -> list[tuple[str, str]]:
    """Give the operations in which both have decisions in force, for a form's choice."""
    return [
        (row.record, row.name)
        for row in cooperation.operations(on)
        if reason(covers, cooperation.decisions(row.record), sender=us, receiver=other, on=on)
        is None
    ]


def running(*, on: date) -> list[tuple[str, str]]:
    """Give the operations that run, for a form's choice; a rule says whose decision is missing."""
    return [(row.record, row.name) for row in cooperation.operations(on)]
