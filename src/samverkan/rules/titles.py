"""Whether there is something to enforce: the enforceable title (exekutionstitel, UB 3 kap.)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from samverkan.rules.refusal import NotAllowed


class TitleKind(StrEnum):
    """The titles of UB 3:1."""

    JUDGMENT = "judgment"
    SETTLEMENT = "settlement"
    PENALTY_ORDER = "penalty-order"
    ARBITRAL_AWARD = "arbitral-award"
    MAINTENANCE_AGREEMENT = "maintenance-agreement"
    AUTHORITY_DECISION = "authority-decision"
    ORDER_TO_PAY = "order-to-pay"
    SPECIAL_RULE = "special-rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A title. `final` = laga kraft. `at_once` = a special rule lets it be enforced before that.

    `penalty` = it is about a fine, a conditional fine or a sum forfeited. `objection` = payment,
    set-off or another circumstance that cannot be left aside (UB 3:21).
    """

    kind: TitleKind
    final: bool
    at_once: bool = False
    penalty: bool = False
    objection: bool = False


def may_enforce(title: Title | None) -> None:
    """Refuse unless the title may be enforced now (UB 3:1, 3:20-21, 3:23)."""
    if title is None:
        raise NotAllowed("titles.none", section="UB 3:1")
    if title.penalty and not title.final:
        raise NotAllowed("titles.penalty_not_final", section="UB 3:23")
    decision = title.kind is TitleKind.AUTHORITY_DECISION
    if decision and not (title.final or title.at_once):
        raise NotAllowed("titles.decision_not_final", section="UB 3:20")
    if title.objection:
        raise NotAllowed("titles.objection", section="UB 3:21")
