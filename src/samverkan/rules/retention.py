"""When a case has been kept long enough, and who may destroy its key: never one person alone."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from samverkan.rules.tables import one


class Kept(StrEnum):
    """What is kept and why it ends; each is a row of `law/retention.toml`."""

    QUESTION_WITHOUT_HIT = "question-without-hit"
    CHECK_WITHOUT_QUESTION = "check-without-question"
    RECEIVED_PAST_ITS_DAY = "received-past-its-day"


def due_on(kept: Kept, ended: date) -> date:
    """Give the first day on which it may be kept no longer than that day."""
    row = one("retention", kept, ended)
    return ended + timedelta(days=row["days"])


def is_due(kept: Kept, ended: date, *, on: date) -> bool:
    """Say whether it has been kept long enough: the day after its last day."""
    return on > due_on(kept, ended)


def words_of(kept: Kept, ended: date, language: str) -> tuple[str, str]:
    """Give what it is, in `sv` or `en`, and the section."""
    row = one("retention", kept, ended)
    return row[f"title_{'en' if language.startswith('en') else 'sv'}"], row["citation"]
