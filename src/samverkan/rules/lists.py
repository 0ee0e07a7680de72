"""What a holder may list for sealed questions, and which questions it evaluates.

To publish a pack is a release: each entry has its ground, need, harm test and end, decided by a
named officer. The holder checks every evaluation itself and never trusts that the asker did.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from samverkan.rules.cooperation import CooperationDecision, must_take_part
from samverkan.rules.disclosure_ladder import Fact, Purpose, Situation, ground, must_apply
from samverkan.rules.questions import PurposeCard, must_be_current
from samverkan.rules.refusal import NotAllowed, reason
from samverkan.rules.tables import load_on, one

OVER_BUDGET = {
    "node": "questions.budget_node",
    "authority": "questions.budget_authority",
    "user": "questions.budget_user",
    "case": "questions.budget_case",
    "burst": "questions.budget_burst",
}


@dataclass(frozen=True, slots=True)
class ListEntry:
    """A person or craft that an officer would list; the texts are the officer's own words."""

    authority: str
    list_id: str
    ground: str
    need: str
    harm_test: str
    ends: date
    listed_by: str


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a question says of itself: who asks, under which card, for how many elements.

    `ground` and `askers` are those of the holder's published pack. `asked_before` of the elements
    have been evaluated for this asker in this epoch: the answer tells nothing new, and costs none.
    """

    holder: str
    asker: str
    card: PurposeCard | None
    elements: int
    ground: str
    askers: frozenset[str]
    asked_before: int = 0


@dataclass(frozen=True, slots=True)
class Usage:
    """What has been evaluated within each budget's time (`budgets.toml`), by the holder's record.

    All but `burst` count elements; `burst` counts questions.
    """

    node: int = 0
    authority: int = 0
    user: int = 0
    case: int = 0
    burst: int = 0

    def of(self, budget: str) -> int:
        """Give the count of one budget by its id."""
        count: int = getattr(self, budget)
        return count


def may_list(entry: ListEntry, *, on: date) -> None:
    """Refuse an entry without its ground, need, harm test, end date or named officer."""
    row = _list(entry, on)
    if entry.ground not in row["grounds"]:
        raise NotAllowed("questions.wrong_ground", section=row["citation"])
    ground(entry.ground, on)
    if not entry.need.strip():
        raise NotAllowed("questions.no_need", section=row["citation"])
    if not entry.harm_test.strip():
        raise NotAllowed("questions.no_harm_test", section=row["citation"])
    if entry.ends <= on:
        raise NotAllowed("questions.no_end", on=on)
    if not entry.listed_by.strip():
        raise NotAllowed("questions.nobody_listed")


def may_evaluate(
    envelope: Envelope,
    *,
    used: Usage,
    decisions: Iterable[CooperationDecision],
    on: date,
) -> None:
    """Refuse to evaluate a question without card, operation, right to ask, or budget.

    Budgets count elements, so many small questions cost as much as one large; an element that comes
    again is not counted again.
    """
    if envelope.card is None:
        raise NotAllowed("questions.routine", section="lag 2016:774 1 §")
    must_be_current(envelope.card, on)
    if envelope.asker not in envelope.askers:
        raise NotAllowed("questions.not_named", who=envelope.asker)
    must_be_open(
        envelope.ground,
        holder=envelope.holder,
        asker=envelope.asker,
        purpose=envelope.card.purpose,
        on=on,
    )
    known = tuple(decisions)
    for participant in (envelope.asker, envelope.holder):
        must_take_part(known, cooperation=envelope.card.cooperation, participant=participant, on=on)
    if envelope.elements < 1:
        raise NotAllowed("questions.no_elements")
    must_fit_budgets(envelope.elements - envelope.asked_before, used, on)


def hit_text(list_id: str, language: str, *, on: date) -> str:
    """Give all that a hit says, in `sv` or `en`: the desk to contact."""
    return str(one("lists", list_id, on)[f"hit_{language}"])


def desk_text(holder: str, language: str, *, on: date) -> str:
    """Give all that a hit at a holder says; its lists share one text, so none of them shows."""
    return hit_text(str(_any_list(holder, on)["id"]), language, on=on)


def counted_as(holder: str, *, on: date) -> str:
    """Give what a hit at a holder is counted as in published figures: all its lists as one."""
    return str(_any_list(holder, on)["counted_as"])


def is_afloat(holder: str, *, on: date) -> bool:
    """Say whether a hit at a holder is for the patrol at sea; else its own liaison takes it."""
    return bool(_any_list(holder, on)["afloat"])


def open_grounds(
    grounds: Iterable[str], *, holder: str, asker: str, purpose: Purpose, on: date
) -> tuple[str, ...]:
    """Give those grounds on which a holder may let this asker ask for a purpose, in fixed order."""
    return tuple(
        name
        for name in sorted(set(grounds))
        if reason(must_be_open, name, holder=holder, asker=asker, purpose=purpose, on=on) is None
    )


def must_be_open(ground_id: str, *, holder: str, asker: str, purpose: Purpose, on: date) -> None:
    """Refuse a ground whose date, parties or purpose do not cover this asker.

    The facts that the ground asks for were decided when each entry was listed.
    """
    row = ground(ground_id, on)
    facts = frozenset(Fact(fact) for fact in row["facts"])
    must_apply(row, Situation(holder, asker, purpose, on, facts))


def lists_of(holder: str, *, on: date) -> tuple[Mapping[str, Any], ...]:
    """Give the lists that a holder may have on a date."""
    rows = load_on("lists", on)
    return tuple(row for row in rows if row["authority"] == holder and row["may_list"])


def _any_list(holder: str, on: date) -> Mapping[str, Any]:
    found = lists_of(holder, on=on)
    if not found:
        raise NotAllowed("questions.never_lists", section="OSL 18:2", who=holder)
    return found[0]


def _list(entry: ListEntry, on: date) -> Mapping[str, Any]:
    rows = tuple(row for row in load_on("lists", on) if row["authority"] == entry.authority)
    for row in rows:
        if not row["may_list"]:
            raise NotAllowed("questions.never_lists", section=row["citation"], who=entry.authority)
        if row["id"] == entry.list_id:
            return row
    raise NotAllowed("questions.no_list", who=entry.authority, list=entry.list_id)


def must_fit_budgets(elements: int, used: Usage, on: date) -> None:
    """Refuse what would take a budget above what it allows."""
    for row in load_on("budgets", on):
        asked = elements if row["unit"] == "elements" else 1
        if used.of(row["id"]) + asked > row["most"]:
            raise NotAllowed(
                OVER_BUDGET[row["id"]], most=row["most"], used=used.of(row["id"]), asked=asked
            )
