"""Fees of an attachment case: what the State takes first (förordning 1992:1094)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from samverkan.rules import tables
from samverkan.rules.claims import Claim, ClaimKind, Priority
from samverkan.rules.money import Ore
from samverkan.rules.proceeds import Lot, Sale, SpecialCost
from samverkan.rules.refusal import NotAllowed


@dataclass(frozen=True, slots=True)
class Fee:
    """One fee in öre, its section, and the key and inputs of the sentence that explains it."""

    amount: Ore
    rule: str
    citation: str
    inputs: tuple[tuple[str, Ore | str], ...]


def basic_fee(kind: ClaimKind, *, on: date) -> Ore:
    """Give the basic fee of one title: 600 kr, but 0 for a victim of crime (6, 15 §§)."""
    if _exempt("basic", (kind,), on):
        return 0
    return int(tables.one("fees", "basic", on)["kronor"]) * 100


def common_fees(sale: Sale, *, on: date) -> tuple[Fee, ...]:
    """Give the costs common to all cases of a sale: sales fees, then special fees (UB 17:7)."""
    return (*_sales_fees(sale, on), *(special_fee(cost, on=on) for cost in sale.special_costs))


def special_fee(cost: SpecialCost, *, on: date) -> Fee:
    """Give the special fee of one measure: its cost. NotAllowed for what 14 § never charges."""
    never = tables.one("fees", "never-special", on)
    if cost.kind in never["never"]:
        raise NotAllowed("fees.never_special", section=never["citation"], what=cost.what)
    charged = tables.one("fees", "special", on)
    if cost.kind not in charged["charged"]:
        known = ", ".join(charged["charged"])
        raise NotAllowed("fees.unknown_cost", what=cost.what, kind=cost.kind, known=known)
    return Fee(cost.amount, "fees.special", charged["citation"], (("what", cost.what),))


def sales_fee(lot: Lot, applicants: Iterable[ClaimKind], *, on: date) -> Fee:
    """Give the sales fee of one thing sold: 4 % of its price, or 0 and why (10-11, 15 §§)."""
    what = ("what", lot.what)
    if lot.through_other:
        row = tables.one("fees", "sales-through-other", on)
        return Fee(0, "fees.sales_through_other", row["citation"], (what,))
    if _exempt("sales", tuple(applicants), on):
        row = tables.one("fees", "exemption", on)
        return Fee(0, "fees.sales_only_victims", row["citation"], (what,))
    row = tables.one("fees", "sales", on)
    percent = int(row["percent"])
    inputs = (what, ("percent", str(percent)), ("price", lot.price))
    return Fee(lot.price * percent // 100, "fees.sales", row["citation"], inputs)


def _sales_fees(sale: Sale, on: date) -> Iterator[Fee]:
    applicants = [claim.kind for claim in sale.claims if _applicant(claim)]
    return (sales_fee(lot, applicants, on=on) for lot in sale.lots)


def _applicant(claim: Claim) -> bool:
    """Only those attached for are applicants; a lien or pledge creditor is not (1992:1094 15 §)."""
    return claim.priority is Priority.ATTACHMENT


def _exempt(fee: str, applicants: tuple[ClaimKind, ...], on: date) -> bool:
    row = tables.one("fees", "exemption", on)
    return fee in row["fees"] and bool(applicants) and set(applicants) <= set(row["kinds"])
