"""The journal's due work: one beat of the log."""

from __future__ import annotations

from datetime import datetime

from samverkan.web.journal import actions


def run(*, now: datetime) -> None:
    """Build tiles and sign a checkpoint over what has been written since the last beat."""
    actions.beat(now=now)
