"""Who gets how much of a sum: ranks one after another, and within a rank in proportion.

Pure arithmetic for `distribution`; the law that sets the ranks stands there.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from samverkan.rules.money import Ore, largest_remainder

Rank: TypeAlias = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Stake:
    """A claim in the division: its rank (lowest first), its öre, whether it yields when small."""

    rank: Rank
    amount: Ore
    yields: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """What a stake gets: of `available` öre that its rank had, for `claimed` öre in the rank."""

    amount: Ore
    stake: Ore
    available: Ore
    claimed: Ore

    @property
    def full(self) -> bool:
        """Say whether the stake is paid in full."""
        return self.amount == self.stake

    @property
    def exact(self) -> Fraction:
        """Give the share in öre before rounding: the stake, or its proportion of what there was."""
        if self.available >= self.claimed:
            return Fraction(self.stake)
        return Fraction(self.available * self.stake, self.claimed)


@dataclass(frozen=True, slots=True)
class Division:
    """One share per stake; `yielded` holds, by place, the small share that went to others first."""

    shares: tuple[Share, ...]
    yielded: tuple[tuple[int, Share], ...]

    @property
    def total(self) -> Ore:
        """Give what was divided out."""
        return sum(share.amount for share in self.shares)


def by_rank(pot: Ore, stakes: Sequence[Stake]) -> tuple[Share, ...]:
    """Pay ranks in order; the rank that the pot does not cover shares it in proportion.

    Ties for the last öre go to the earliest stake. No stake gets more than it is, and nothing is
    left over while one is unpaid.
    """
    found: dict[int, Share] = {}
    for rank in sorted({stake.rank for stake in stakes}):
        places = [place for place, stake in enumerate(stakes) if stake.rank == rank]
        amounts = [stakes[place].amount for place in places]
        claimed = sum(amounts)
        parts = amounts if claimed <= pot else largest_remainder(pot, amounts)
        for place, part in zip(places, parts, strict=True):
            found[place] = Share(part, stakes[place].amount, pot, claimed)
        pot -= min(pot, claimed)
    return tuple(found[place] for place in range(len(stakes)))


def without_small(pot: Ore, stakes: Sequence[Stake], *, least: Ore) -> Division:
    """Divide so that shares under `least` öre go to the other stakes not paid in full.

    All small shares give way at once, so equal stakes stay equal. Raising the others never makes a
    share small, but may uncover a new small one in a later rank; then it too gives way. What the
    others cannot use goes back to those that gave way, by rank.
    """
    yielded: dict[int, Share] = {}
    shares = _divide(pot, stakes, yielded)
    while small := _small(shares, stakes, yielded, least):
        yielded |= {place: shares[place] for place in small}
        shares = _divide(pot, stakes, yielded)
    return Division(shares, tuple(sorted(yielded.items(), key=lambda item: item[0])))


def _small(
    shares: Sequence[Share], stakes: Sequence[Stake], yielded: Collection[int], least: Ore
) -> list[int]:
    return [
        place
        for place, share in enumerate(shares)
        if stakes[place].yields and place not in yielded and 0 < share.amount < least
    ]


def _divide(pot: Ore, stakes: Sequence[Stake], last: Collection[int]) -> tuple[Share, ...]:
    """Divide with the stakes at `last` behind all others, in their own order."""
    return by_rank(
        pot,
        [
            Stake((place in last, *stake.rank), stake.amount, stake.yields)
            for place, stake in enumerate(stakes)
        ],
    )
