"""When the court forfeits what was attached: the attachment lapses, and the State pays victims.

BrB 36:17, 36:21-22. The State pays an entitled claimant at most what it received.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samverkan.rules.claims import Claim, ClaimKind
from samverkan.rules.money import Ore
from samverkan.rules.shares import Stake, by_rank


@dataclass(frozen=True, slots=True)
class Compensation:
    """What one claimant gets from the State, in öre, and what stood behind it."""

    claim: str
    creditor: str
    amount: Ore
    citation: str = "BrB 36:21-22"


@dataclass(frozen=True, slots=True)
class Forfeited:
    """What the State received, whom it paid and what it keeps; together they are all of it."""

    received: Ore
    compensations: tuple[Compensation, ...]

    @property
    def kept(self) -> Ore:
        """Give what stays with the State."""
        return self.received - sum(paid.amount for paid in self.compensations)


def compensate(received: Ore, claims: Sequence[Claim], *, on: date) -> Forfeited:
    """Pay victims' claims from what the State received; other attached creditors get nothing.

    The forfeiture ended their attachment right (BrB 36:17). Where several victims' claims exceed
    the sum they share in proportion: the section does not say how, so a lawyer confirms that.
    """
    victims = [claim for claim in claims if claim.kind is ClaimKind.VICTIM_DAMAGES]
    shares = by_rank(received, [Stake((1,), claim.total(on)) for claim in victims])
    return Forfeited(
        received,
        tuple(
            Compensation(claim.reference, claim.creditor, share.amount)
            for claim, share in zip(victims, shares, strict=True)
        ),
    )
