"""The distribution list (fördelningslängd): every movement of money with its rule and inputs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samverkan.rules.money import Ore, format_kronor
from samverkan.rules.proceeds import Sale
from samverkan.rules.refusal import sentence


class StepKind(StrEnum):
    """Where the money of a step goes. Interest on money set aside is let go beside it."""

    COST = "cost"
    REPLACEMENT = "replacement"
    PAID = "paid"
    SET_ASIDE = "set-aside"
    TO_STATE = "to-state"
    SURPLUS = "surplus"
    MONEY_INTEREST = "money-interest"


class Payee(StrEnum):
    """Who gets it."""

    STATE = "state"
    DEBTOR = "debtor"
    CREDITOR = "creditor"


class PartKind(StrEnum):
    """What of a claim a payment covers; `claim` where the order is not UB 13:13's (UB 13:21)."""

    INTEREST = "interest"
    COST = "cost"
    CAPITAL = "capital"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a payment, in öre, and what of the claim it covers."""

    kind: PartKind
    amount: Ore


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One movement of money in öre. `name` is the creditor or debtor; `claim` its reference.

    `inputs` are what the rule used: whole numbers are öre. A step of 0 öre says why nothing went.
    """

    kind: StepKind
    payee: Payee
    amount: Ore
    rule: str
    citation: str
    inputs: tuple[tuple[str, Ore | str], ...]
    name: str = ""
    claim: str = ""
    parts: tuple[Part, ...] = ()

    def sentence(self, language: str = "sv") -> str:
        """Say in `sv` or `en` why this amount went here."""
        words = {
            name: format_kronor(value, language) if isinstance(value, int) else value
            for name, value in self.inputs
        }
        return sentence(self.rule, language, **words)


@dataclass(frozen=True, slots=True)
class Distribution:
    """The distribution list: the steps in order. ValueError unless they sum to the pot exactly."""

    sale: Sale
    on: date
    steps: tuple[Step, ...]

    def __post_init__(self) -> None:
        given = sum(step.amount for step in self.steps)
        if given != self.sale.pot or any(step.amount < 0 for step in self.steps):
            raise ValueError(f"{given} öre distributed of {self.sale.pot}")

    def sum_of(self, *kinds: StepKind) -> Ore:
        """Give the öre that went to steps of these kinds."""
        return sum(step.amount for step in self.steps if step.kind in kinds)

    def paid(self, reference: str) -> Ore:
        """Give what a claim is paid now; 0 while its share is set aside."""
        return sum(
            step.amount
            for step in self.steps
            if step.claim == reference and step.kind is StepKind.PAID
        )
