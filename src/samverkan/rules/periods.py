"""Counting days, weeks and months: to the day of the same name or number (1930:173 1 §)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta


def count(start: date, length: int, unit: str) -> date:
    """Give the last day of so many `days`, `weeks` or `months`; a length below 0 counts back."""
    return _MOVES[unit](start, length)


def add_months(start: date, months: int) -> date:
    """Give the same day of a later (or earlier) month, or that month's last day if it has none."""
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _add_days(start: date, days: int) -> date:
    return start + timedelta(days=days)


def _add_weeks(start: date, weeks: int) -> date:
    return start + timedelta(weeks=weeks)


_MOVES: dict[str, Callable[[date, int], date]] = {
    "days": _add_days,
    "weeks": _add_weeks,
    "months": add_months,
}
