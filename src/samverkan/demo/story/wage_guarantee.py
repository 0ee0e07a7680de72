"""The other operation under the same direction: 41 convicted of abusing the State wage guarantee.

Fictional. It is never counted as caused by the summer at sea and gives the Coast Guard no credit.
No personal data: only which court, when and what sanction, at the level of tingsrätt.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from samverkan.demo.story.data import read


@dataclass(frozen=True, slots=True)
class Judgment:
    """One judgment of a district court: its case number, day, and persons convicted by sanction."""

    court: str
    number: str
    on: date
    prison: int
    conditional: int

    @property
    def convicted(self) -> int:
        """How many persons the judgment convicts."""
        return self.prison + self.conditional


@dataclass(frozen=True, slots=True)
class OtherOperation:
    """The wage guarantee operation, linked as "same direction"."""

    key: str
    title: str
    phenomenon: str
    goal: str
    participants: tuple[str, ...]
    starts: date
    ends: date
    judgments: tuple[Judgment, ...]


@cache
def wage_guarantee() -> OtherOperation:
    """Give the operation and its judgments."""
    row = read("steering")["wage_guarantee"]
    return OtherOperation(
        row["key"],
        row["title"],
        row["phenomenon"],
        row["goal"],
        tuple(row["participants"]),
        row["starts"],
        row["ends"],
        tuple(Judgment(**each) for each in read("judgments")["judgment"]),
    )
