"""What we have asked of each holder lately: its budgets, as far as we can count them ourselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from samverkan.rules.lists import Usage
from samverkan.rules.tables import load_on
from samverkan.web.people.queries import local_date
from samverkan.web.questions.models import Question


@dataclass(frozen=True, slots=True)
class Spending:
    """What has left us for holders: (holder, officer, case, when) of each element.

    A holder counts what other askers use of its own day too, and we cannot: see `Usage.node`.
    """

    rows: tuple[tuple[str, str, str, datetime], ...]
    minutes: Mapping[str, int]
    now: datetime

    def of(self, holder: str, *, officer: str, case: str) -> Usage:
        """Count what a holder has been asked within each budget's time; its burst by requests."""
        theirs = [row for row in self.rows if row[0] == holder]
        within = {
            name: [row for row in theirs if row[3] > self.now - timedelta(minutes=minutes)]
            for name, minutes in self.minutes.items()
        }
        return Usage(
            node=len(within["node"]),
            authority=len(within["authority"]),
            user=sum(row[1] == officer for row in within["user"]),
            case=sum(row[2] == case for row in within["case"]),
            # What leaves in one request has left at one time.
            burst=len({row[3] for row in within["burst"]}),
        )


def spending(*, now: datetime) -> Spending:
    """Give what has left us within the longest of the budgets' times."""
    minutes = _minutes(local_date(now))
    since = now - timedelta(minutes=max(minutes.values()))
    rows = Question.objects.filter(asked_at__gt=since).order_by("pk")
    told = rows.values_list("holder", "card__officer", "card__check_ref", "asked_at")
    return Spending(tuple(told), minutes, now)


def _minutes(on: date) -> dict[str, int]:
    return {row["id"]: row["minutes"] for row in load_on("budgets", on)}
