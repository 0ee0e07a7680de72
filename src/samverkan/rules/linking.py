"""How far down a list of pairs of rows goes, by purpose (`law/linking.toml`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverkan.rules.tables import load_on, one


@dataclass(frozen=True, slots=True)
class Line:
    """Where a list ends: no pair under `least`, and few that are wrong by their probabilities.

    Of the pairs listed, no more than the share `wrong` is expected to be wrong; or, in a list so
    short that this is less than `pairs` of a pair, no more than that.
    """

    least: float
    wrong: float = 1.0
    pairs: float = 0.0


def purposes(on: date) -> tuple[str, ...]:
    """Name the purposes in force."""
    return tuple(str(row["id"]) for row in load_on("linking", on))


def line(purpose: str, *, on: date) -> Line:
    """Give the line for a purpose. NotAllowed if there is no such."""
    row = one("linking", purpose, on)
    return Line(float(row["least"]), float(row["wrong"]), float(row["pairs"]))
