"""What each app forgets when a case is erased. Filled by each app's `apps.py`."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Forget(Protocol):
    """Take away what the app's own columns say of the persons in a case; keep its bookkeeping."""

    def __call__(self, *, case: str, now: datetime) -> None: ...


_actions: list[Forget] = []


def on_erase(action: Forget) -> None:
    """Register an action for `erase_case`, which calls it in its own transaction."""
    _actions.append(action)


def forget(*, case: str, now: datetime) -> None:
    """Let every app take away its personal values of a case."""
    for action in _actions:
        action(case=case, now=now)
