"""What the season must come out as, to compare with what the instances computed. Amounts in öre.

Nothing that computes may import this: a test sees to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any

from samverkan.demo.story.data import read


def _nothing() -> Mapping[str, int]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOutcome:
    """The figures of one case; 0 and empty where the case has none. `paid` is by claim."""

    number: int
    attached: int = 0
    corrected: int = 0
    sold: int = 0
    sales_fee: int = 0
    special_fee: int = 0
    lien: int = 0
    replacement: int = 0
    to_creditors: int = 0
    state_price: int = 0
    paid: Mapping[str, int] = field(default_factory=_nothing)
    through_state: Mapping[str, int] = field(default_factory=_nothing)


@cache
def outcomes() -> tuple[CaseOutcome, ...]:
    """Give the figures of the eight cases in their order."""
    return tuple(CaseOutcome(**row) for row in read("expected")["case"])


def totals() -> Mapping[str, Any]:
    """Give the season's sums, such as `attached` and `to_victims`."""
    return MappingProxyType(read("expected")["totals"])


def volumes() -> Mapping[str, Any]:
    """Give the season's counts, such as `checks` and `hits`."""
    return MappingProxyType(read("expected")["volumes"])
