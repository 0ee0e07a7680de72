"""What waits for a person: the common shape in which each app tells its part of the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing to do: in words, where, by when (UTC) and on what ground."""

    what: str
    url: str
    due: datetime | None = None
    ground: str = ""
    waits_for_us: str = ""
