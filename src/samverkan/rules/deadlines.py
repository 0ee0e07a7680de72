"""When something must be done: the deadlines of `law/deadlines.toml`.

A last day by which somebody must act that falls on a Saturday, Sunday, holiday or one of three eves
moves to the next working day (1930:173 2 §). Each row says whether it is such a day, and why.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverkan.rules import tables
from samverkan.rules.periods import count
from samverkan.rules.working_days import CITATION, is_working_day, next_working_day


@dataclass(frozen=True, slots=True)
class Deadline:
    """A last day (or for a notice before an event, the latest day of the notice), and its law.

    `counted` is the day that the period ends on when it is counted out; `due` is that day, or the
    working day that it moves to. `why_sv` and `why_en` say why such a day moves, or does not.
    """

    identity: str
    counted: date
    due: date
    citation: str
    sv: str
    en: str
    why_sv: str
    why_en: str

    @property
    def working_day(self) -> bool:
        """Say whether the last day is a working day."""
        return is_working_day(self.due)

    @property
    def moved(self) -> bool:
        """Say whether the last day has moved."""
        return self.due != self.counted

    def days_left(self, today: date) -> int:
        """Give the days left; 0 on the last day, negative when it has passed."""
        return (self.due - today).days

    def sentence(self, language: str = "sv") -> str:
        """Say what is to be done by then, in `sv` or `en`."""
        return self.en if language == "en" else self.sv

    def why(self, language: str = "sv") -> str:
        """Say why a last day that is no working day moves or does not, in `sv` or `en`."""
        return self.why_en if language == "en" else self.why_sv


def deadline(identity: str, start: date, *, on: date | None = None) -> Deadline:
    """Give a deadline counted from its start. `on` picks the law's date; default is the start's."""
    row = tables.one("deadlines", identity, on or start)
    length = int(row["length"]) * (-1 if row["side"] == "before" else 1)
    counted = count(start, length, row["unit"])
    due = next_working_day(counted) if row["moves"] else counted
    return Deadline(
        identity,
        counted,
        due,
        row["citation"] if due == counted else f"{row['citation']}; {CITATION}",
        row["text_sv"],
        row["text_en"],
        row["why_sv"],
        row["why_en"],
    )
