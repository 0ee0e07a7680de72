"""The only clock. In demo mode it is a file that the driver advances; start-up checks that."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from samverkan.wire.times import from_text

FILE = "demo-clock"


def now() -> datetime:
    """Give the time, aware and in UTC."""
    file = Path(settings.SAMVERKAN_DATA) / FILE
    if file.exists():
        return from_text(file.read_text("ascii").strip())
    return datetime.now(tz=UTC)
