"""Moments as text: UTC with a Z, whole seconds or exactly six decimals, so one moment has one text.

Deadlines and screens use Europe/Stockholm; what is stored, hashed and sent is this form.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from samverkan.wire.canonical import Malformed

_FORM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{6})?Z")


def to_text(moment: datetime) -> str:
    """Write `2025-07-12T12:05:00Z`, with six decimals only if there are microseconds.

    Raises Malformed unless the moment is aware and in UTC.
    """
    if moment.utcoffset() != timedelta(0):
        raise Malformed(f"The time {moment.isoformat()} is not in UTC.")
    return f"{moment.replace(tzinfo=None).isoformat()}Z"


def from_text(text: str) -> datetime:
    """Read what `to_text` writes, and nothing else; the result is aware, in UTC."""
    if _FORM.fullmatch(text) is None:
        raise Malformed(f"{text[:60]!r} is not a time such as 2025-07-12T12:05:00Z.")
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Malformed(f"{text!r} is not a time that exists.") from None
    if to_text(moment) != text:
        raise Malformed(f"The time {text!r} has needless decimals.")
    return moment
