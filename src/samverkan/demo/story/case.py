"""One case: what was found, who had claims, what it cost and what happened. Amounts in öre."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from samverkan.demo.story.persons import Person
from samverkan.demo.story.steps import Step, StepAct
from samverkan.rules.claims import ClaimKind


class ItemKind(StrEnum):
    """The kinds that the season's sum is divided by, and the rest."""

    BOAT = "boat"
    JET_SKI = "jet-ski"
    WATCH = "watch"
    JEWELLERY = "jewellery"
    OTHER = "other"


class ItemDecision(StrEnum):
    """What Kronofogden decided about a thing."""

    ATTACHED = "attached"
    EXEMPT = "exempt"
    NOT_DEBTORS = "not-debtors"
    NOT_TAKEN = "not-taken"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A thing. `marks` are what identifies it; `sold_for` and `minimum_price` in öre or None.

    `claimed_by` is a third person who says that it is theirs, else None.
    """

    key: str
    kind: ItemKind
    words: str
    marks: Mapping[str, str]
    value: int
    decision: ItemDecision
    section: str
    reason: str
    sold_for: int | None
    minimum_price: int | None
    claimed_by: Person | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClaim:
    """A creditor's claim. `public` = allmänt mål; `case_cost` = basic fee of this claim alone."""

    key: str
    creditor: str
    person: Person | None
    kind: ClaimKind
    public: bool
    capital: int
    interest: int
    case_cost: int
    title: str
    title_on: date

    @property
    def total(self) -> int:
        """Capital, interest and the cost of this case alone, in öre."""
        return self.capital + self.interest + self.case_cost


@dataclass(frozen=True, slots=True)
class Cost:
    """A special cost of the case; `kind` as in `rules/law/fees.toml`."""

    kind: str
    words: str
    amount: int


@dataclass(frozen=True, slots=True)
class Lien:
    """A maritime lien that was notified before the sale."""

    claimant: str
    words: str
    amount: int
    notified_at: datetime
    section: str


@dataclass(frozen=True, slots=True)
class Replacement:
    """The sum reserved for the debtor out of the price (UB 5:4)."""

    amount: int
    words: str
    section: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One of the eight. `check` is the key of its single check, empty where Police checked.

    `wronged` is the person taken for the debtor. `state_price` is what the State sold forfeited
    property for.
    """

    number: int
    debtor: Person
    wronged: Person | None
    title: str
    title_en: str
    check: str
    sections: tuple[str, ...]
    items: tuple[Item, ...]
    claims: tuple[CaseClaim, ...]
    special_costs: tuple[Cost, ...]
    lien: Lien | None
    replacement: Replacement | None
    state_price: int | None
    steps: tuple[Step, ...]

    @property
    def attached(self) -> tuple[Item, ...]:
        """The things that were attached and not corrected."""
        return tuple(item for item in self.items if item.decision is ItemDecision.ATTACHED)

    def at(self, act: StepAct) -> datetime:
        """When an act first happened in this case. StopIteration if it did not."""
        return next(step.at for step in self.steps if step.act is act)
