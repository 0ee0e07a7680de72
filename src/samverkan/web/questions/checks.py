"""What a question needs to know of the check it is asked in: only whether it has ended.

Checks stand below questions in the process, so they tell it here and are never imported.
"""

from __future__ import annotations

from collections.abc import Callable

Ended = Callable[[str], bool]

_told: list[Ended] = []


def register(ended: Ended) -> None:
    """Let an app say whether a record of its own, by its reference, has ended."""
    if ended not in _told:
        _told.append(ended)


def has_ended(check: str) -> bool:
    """Say whether the check has ended; what nobody knows of has not."""
    return any(ended(check) for ended in _told)
