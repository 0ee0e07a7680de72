"""A line on the krona's way: an amount with its rule, its inputs and its journal entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from samverkan.rules.money import Ore

Proofs = dict[int, int | None]


@dataclass(frozen=True, slots=True)
class Line:
    """One amount (or, without one, one fact) of a stage, and what stands behind it.

    `entry` is the number of its journal entry and `leaf` its place in the log, None until a
    checkpoint covers it.
    """

    what: str
    amount: Ore | None = None
    rule: str = ""
    citation: str = ""
    inputs: tuple[tuple[str, str], ...] = ()
    at: datetime | None = None
    entry: int | None = None
    leaf: int | None = None
    kind: str = ""
    claim: str = ""
    waits: bool = False
