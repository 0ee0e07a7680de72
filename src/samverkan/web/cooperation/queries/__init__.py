"""Reading what has been agreed on, who has decided, and what waits for whom."""

from samverkan.web.cooperation.queries.council import (
    council_members,
    current,
    direction,
    direction_of,
    directions,
    positions_on,
    proposal,
    proposals,
    stand,
)
from samverkan.web.cooperation.queries.operations import (
    agreed_of,
    answers,
    decided_by_us,
    decision,
    decisions,
    missing,
    operation,
    operation_rows,
    operations,
    parties,
    plan_of,
    standing_of,
    under,
)
from samverkan.web.cooperation.queries.powers import (
    first_holder,
    holders_of_powers,
    without_powers,
)
from samverkan.web.cooperation.queries.waiting import waiting_for

__all__ = [
    "agreed_of",
    "answers",
    "council_members",
    "current",
    "decided_by_us",
    "decision",
    "decisions",
    "direction",
    "direction_of",
    "directions",
    "first_holder",
    "holders_of_powers",
    "missing",
    "operation",
    "operation_rows",
    "operations",
    "parties",
    "plan_of",
    "positions_on",
    "proposal",
    "proposals",
    "stand",
    "standing_of",
    "under",
    "waiting_for",
    "without_powers",
]
