"""Whether a figure meets its goal, and how it is written: never rounded in our favour."""

from __future__ import annotations

import operator
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

DIGITS = 4
WITHIN = {"<=": operator.le, ">=": operator.ge, "<": operator.lt, ">": operator.gt}


def met(value: float, goal: str) -> bool:
    """Say whether a value is within its goal, on all of its digits. Raises on an unclear goal."""
    sign, bound = _bound(goal)
    return bool(WITHIN[sign](value, bound))


def figure(value: float, goal: str | None = None) -> str:
    """Write a value with four digits; with a goal, rounded away from meeting it."""
    number = Decimal(repr(float(value)))
    if not number:
        return "0"
    place = min(number.adjusted() - DIGITS + 1, 0)
    short = number.quantize(Decimal(1).scaleb(place), rounding=_rounding(goal))
    if abs(number) < Decimal("0.0001"):
        return f"{short.normalize():e}"
    text = f"{short:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _rounding(goal: str | None) -> str:
    if goal is None:
        return ROUND_HALF_EVEN
    return ROUND_CEILING if _bound(goal)[0] in {"<=", "<"} else ROUND_FLOOR


def _bound(goal: str) -> tuple[str, float]:
    """Take a goal such as "<= 1.05" apart."""
    sign, _, bound = goal.partition(" ")
    if sign not in WITHIN:
        raise ValueError(f'A goal reads "<= 1.05", ">= 6" or "> 0", not "{goal}".')
    return sign, float(bound)
