"""How what waited in a distribution ended: a dispute, a condition, a title that was not final.

What each ending means for the money stands in `law/set_aside.toml` (UB 13:7-8, 13:14 p. 1, 3:22).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from samverkan.rules import tables
from samverkan.rules.claims import Claim, Standing
from samverkan.rules.money import Ore


class Held(StrEnum):
    """Why a share waits."""

    DISPUTED = "disputed"
    CONDITIONAL = "conditional"
    TITLE = "title"


class End(StrEnum):
    """How it ended."""

    STANDS = "stands"
    IN_PART = "in-part"
    FALLS = "falls"
    NOT_SUED = "not-sued"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How it ended for the claim of this reference; öre of each part that stands, if in part.

    `decided_on`: the day of the decision or event; `final_on`: the day that it became final;
    `served_on`: the day that the order to sue was served. `ground` names the decision in words.
    """

    claim: str
    held: Held
    end: End
    decided_on: date
    final_on: date | None = None
    served_on: date | None = None
    ground: str = ""
    capital: Ore = 0
    interest: Ore = 0
    cost: Ore = 0

    @property
    def citation(self) -> str:
        """Name the section that gives the ending its effect."""
        return str(self._row["citation"])

    def words(self, language: str = "sv") -> str:
        """Say in `sv` or `en` how it ended."""
        return str(self._row["text_en" if language == "en" else "text_sv"])

    @property
    def waits_for_final(self) -> bool:
        """Say whether only what is finally decided counts."""
        return bool(self._row["waits_for_final"])

    def left_of(self, claim: Claim) -> Claim:
        """Give what stands of the claim, settled."""
        settled = replace(claim, standing=Standing.SETTLED)
        match self.end:
            case End.STANDS:
                return settled
            case End.IN_PART:
                return replace(
                    settled,
                    capital=self.capital,
                    interest=self.interest,
                    accrual=None,
                    single_case_cost=self.cost,
                )
            case End.FALLS | End.NOT_SUED:
                return replace(settled, capital=0, interest=0, accrual=None, single_case_cost=0)

    @property
    def _row(self) -> Mapping[str, Any]:
        return tables.one("set_aside", f"{self.held}.{self.end}", self.decided_on)


def endings(held: Held, on: date) -> tuple[tuple[End, str, str], ...]:
    """Give how a share that waits for this may end: the ending, and its words in sv and en."""
    return tuple(
        (End(row["end"]), str(row["text_sv"]), str(row["text_en"]))
        for row in tables.load_on("set_aside", on)
        if row["held"] == held
    )
