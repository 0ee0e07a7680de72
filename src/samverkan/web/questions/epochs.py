"""Which epoch it is, and when it ends. An epoch is a day in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from samverkan.sealed.epochs import epoch_of

__all__ = ["end_of", "epoch_of"]


def end_of(epoch: str) -> datetime:
    """Give the moment when an epoch such as `2025-07-12` ends."""
    day = date.fromisoformat(epoch)
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=1)
