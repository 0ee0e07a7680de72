"""The one place where the site draws randomness: salts, keys, record numbers."""

from __future__ import annotations

from os import urandom  # noqa: TID251 - here and nowhere else
from uuid import UUID


def draw(size: int) -> bytes:
    """Give `size` unpredictable bytes from the operating system."""
    return urandom(size)


def new_uuid() -> UUID:
    """Give a random UUID (RFC 9562 version 4)."""
    return UUID(bytes=urandom(16), version=4)
