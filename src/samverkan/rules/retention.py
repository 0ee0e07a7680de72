"""When a case has been kept long enough, and who may destroy its key: never one person alone."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from samverkan.rules.tables import one


class Kept(StrEnum):
    """What is kept and why it ends; each is a row of `law/retention.toml`."""

    QUESTION_WITHOUT_HIT = "question-without-hit"
    CHECK_WITH_HIT = "check-with-hit"
    CHECK_REPORTED = "check-reported"
    CHECK_WITHOUT_QUESTION = "check-without-question"
    RECEIVED_PAST_ITS_DAY = "received-past-its-day"
    DEBTOR_CASE = "debtor-case"
    LIST_EXPORT = "list-export"


def due_on(kept: Kept, ended: date) -> date:
    """Give its last day: so many days after it ended, or years after that calendar year's end."""
    row = one("retention", kept, ended)
    if "calendar_years" in row:
        return date(ended.year + row["calendar_years"], 12, 31)
    return ended + timedelta(days=row["days"])


def is_due(kept: Kept, ended: date, *, on: date) -> bool:
    """Say whether it has been kept long enough: the day after its last day."""
    return on > due_on(kept, ended)


def words_of(kept: Kept, ended: date, language: str) -> tuple[str, str]:
    """Give what it is, in `sv` or `en`, and the section."""
    row = one("retention", kept, ended)
    return row[f"title_{'en' if language.startswith('en') else 'sv'}"], row["citation"]
