"""What was sold, what came in and what it cost: the matter of one distribution."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from samverkan.rules.claims import Claim, Standing
from samverkan.rules.money import Ore
from samverkan.rules.refusal import NotAllowed


@dataclass(frozen=True, slots=True)
class Lot:
    """One thing sold and its price. `through_other`: sold by someone else (UF 9:3)."""

    what: str
    price: Ore
    through_other: bool = False


@dataclass(frozen=True, slots=True)
class SpecialCost:
    """A cost of the State for one measure in the case; `kind` is listed in `law/fees.toml`."""

    kind: str
    what: str
    amount: Ore


@dataclass(frozen=True, slots=True, kw_only=True)
class Sale:
    """All that one distribution needs. Amounts in öre, never negative (ValueError).

    `replacement` is the sum reserved for the debtor when exempt property was too valuable (UB 5:4).
    """

    reference: str
    debtor: str
    lots: tuple[Lot, ...]
    claims: tuple[Claim, ...]
    net_yield: Ore = 0
    interest: Ore = 0
    special_costs: tuple[SpecialCost, ...] = ()
    replacement: Ore = 0

    def __post_init__(self) -> None:
        amounts = [lot.price for lot in self.lots] + [cost.amount for cost in self.special_costs]
        if min([self.net_yield, self.interest, self.replacement, *amounts]) < 0:
            raise ValueError(f"{self.reference}: a sale has no negative amount")
        for reference, times in Counter(claim.reference for claim in self.claims).items():
            if times > 1:
                raise NotAllowed("distribution.same_reference", reference=reference)

    @property
    def pot(self) -> Ore:
        """Give what is to be distributed: price, net yield and interest (UB 13:2)."""
        return sum(lot.price for lot in self.lots) + self.net_yield + self.interest

    @property
    def meeting_needed(self) -> bool:
        """Say whether the distribution is unclear, so that a meeting is held (UB 13:4)."""
        return any(claim.standing is not Standing.SETTLED for claim in self.claims)
