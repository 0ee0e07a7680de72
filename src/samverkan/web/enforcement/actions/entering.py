"""An execution's line in the journal, as the acts on its property and money write it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.web.enforcement.models import Execution
from samverkan.web.journal import actions as journal
from samverkan.wire.canonical import Json


def enter(
    act: Act,
    execution: Execution,
    ground: str,
    details: Mapping[str, Json],
    *,
    by: Actor,
    now: datetime,
) -> int:
    """Enter an act on an execution, in its case; give the number of the entry."""
    return journal.record(
        act,
        about=execution.record,
        by=by,
        at=now,
        case=execution.case.record,
        ground=ground,
        details=details,
    )
