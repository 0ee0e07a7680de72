"""A creditor's claim against the debtor, as it stands in one sale; and its division with the State.

A judgment that the State has paid in part (criminal injuries compensation) becomes two claims.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from samverkan.rules import tables
from samverkan.rules.money import Ore, half_up
from samverkan.rules.refusal import NotAllowed


class ClaimKind(StrEnum):
    """What the debt is for. It gives no priority in movables; it decides fees and statistics."""

    VICTIM_DAMAGES = "victim-damages"
    STATE_REGRESS = "state-regress"
    TAX = "tax"
    FINE = "fine"
    BENEFIT_RECOVERY = "benefit-recovery"
    BANK = "bank"
    OTHER = "other"


class Standing(StrEnum):
    """Whether the claim can be paid now; else its share is set aside (UB 13:7)."""

    SETTLED = "settled"
    CONDITIONAL = "conditional"
    DISPUTED = "disputed"


class Priority(StrEnum):
    """Special priority rights in movables. Their order stands in `law/priority.toml`."""

    MARITIME_LIEN = "maritime-lien"
    PLEDGE = "pledge"
    BOAT_ADVANCE = "boat-advance"
    BUSINESS_MORTGAGE = "business-mortgage"
    ATTACHMENT = "attachment"
    LATER_BUSINESS_MORTGAGE = "later-business-mortgage"

    def rank(self, on: date) -> int:
        """Give its place, lowest first, on a date (FRL 9 §)."""
        return int(tables.one("priority", self, on)["rank"])

    def citation(self, on: date) -> str:
        """Name the section that gives the place."""
        return str(tables.one("priority", self, on)["citation"])


@dataclass(frozen=True, slots=True)
class Accrual:
    """Simple interest still running: `rate` in per cent a year, from the day after `since`."""

    rate: Fraction
    since: date

    def until(self, on: date, capital: Ore) -> Fraction:
        """Give the exact öre accrued through `on`, on actual days of 365; 0 before it runs."""
        days = max((on - self.since).days, 0)
        return capital * self.rate * days / 36500


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One claim. Amounts in öre, never negative (ValueError).

    `interest` is what is known already; `accrual` adds what runs until the distribution day.
    `public` = allmänt mål (UB 1:6). `attachment` is the group in time order: claims attached for at
    the same time share a number. `within` orders claims of one special priority (SjöL 3:37).
    `late` = not notified in time (UB 13:6 4 st). `capital_first` = the creditor asked to have
    capital paid before interest (UB 13:13). `keep_small` = special reasons to pay out a share under
    100 kr (UB 13:20 a). `protected` = nobody outside the case desk sees the address.
    """

    reference: str
    creditor: str
    kind: ClaimKind
    public: bool
    capital: Ore
    interest: Ore = 0
    accrual: Accrual | None = None
    single_case_cost: Ore = 0
    priority: Priority = Priority.ATTACHMENT
    attachment: int = 1
    within: int = 1
    standing: Standing = Standing.SETTLED
    late: bool = False
    capital_first: bool = False
    keep_small: bool = False
    address: str = ""
    protected: bool = False

    def __post_init__(self) -> None:
        if min(self.capital, self.interest, self.single_case_cost) < 0:
            raise ValueError(f"{self.reference}: a claim has no negative amount")

    def interest_on(self, on: date) -> Ore:
        """Give the interest as of the distribution day, rounded to the öre (UB 13:6)."""
        running = self.accrual.until(on, self.capital) if self.accrual else Fraction(0)
        return self.interest + half_up(running)

    def total(self, on: date) -> Ore:
        """Give capital, interest and the cost of this case alone (UB 13:6 1 and 3 st)."""
        return self.capital + self.interest_on(on) + self.single_case_cost

    def address_shown(self, *, to_debtor: bool) -> str:
        """Give the address, or nothing: a victim's is never in the debtor's papers (OSL 21:3)."""
        hidden = self.protected or (to_debtor and self.kind is ClaimKind.VICTIM_DAMAGES)
        return "" if hidden else self.address


def subrogated(
    judgment: Claim, *, state: str, paid: Ore, paid_on: date, on: date
) -> tuple[Claim, Claim]:
    """Split a judgment into the victim's remainder and the State's part (brottsskadelag 28 §).

    The State (`state` names the authority) takes over `paid` öre of the capital and the interest on
    it from the day it paid; interest up to that day stays with the victim. Interest is fixed as of
    `on`; the two claims sum to the judgment to the öre. The State's claim is private or public as
    the judgment was: which it should be is not settled, so a lawyer sets it.
    """
    if not 0 < paid <= judgment.capital:
        raise NotAllowed("claims.more_than_judgment", section="brottsskadelag 28 §")
    running = judgment.accrual
    since_payment = replace(running, since=max(paid_on, running.since)) if running else None
    to_state = half_up(since_payment.until(on, paid)) if since_payment else 0
    to_victim = judgment.interest_on(on) - to_state
    victim = replace(judgment, capital=judgment.capital - paid, interest=to_victim, accrual=None)
    recourse = replace(
        judgment,
        reference=f"{judgment.reference}/28",
        creditor=state,
        kind=ClaimKind.STATE_REGRESS,
        capital=paid,
        interest=to_state,
        accrual=None,
        single_case_cost=0,
        address="",
        protected=False,
    )
    return victim, recourse
