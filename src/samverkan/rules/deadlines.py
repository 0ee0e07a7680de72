"""When something must be done: the deadlines of `law/deadlines.toml`, in calendar days.

A last day on a Saturday, Sunday or holiday is shown as it falls, with `working_day` False: the law
note this program rests on gives no section for moving it, so whether it moves is left to a lawyer.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from samverkan.rules import tables
from samverkan.rules.working_days import is_working_day


@dataclass(frozen=True, slots=True)
class Deadline:
    """A last day (or for a notice before an event, the latest day of the notice), and its law."""

    identity: str
    due: date
    citation: str
    sv: str
    en: str

    @property
    def working_day(self) -> bool:
        """Say whether the last day is a working day."""
        return is_working_day(self.due)

    def days_left(self, today: date) -> int:
        """Give the days left; 0 on the last day, negative when it has passed."""
        return (self.due - today).days

    def sentence(self, language: str = "sv") -> str:
        """Say what is to be done by then, in `sv` or `en`."""
        return self.en if language == "en" else self.sv


def deadline(identity: str, start: date, *, on: date | None = None) -> Deadline:
    """Give a deadline counted from its start. `on` picks the law's date; default is the start's."""
    row = tables.one("deadlines", identity, on or start)
    length = int(row["length"]) * (-1 if row["side"] == "before" else 1)
    due = _MOVES[row["unit"]](start, length)
    return Deadline(identity, due, row["citation"], row["text_sv"], row["text_en"])


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
