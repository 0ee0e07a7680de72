"""A case in one row of figures, all of them inputs of the story: what came of it is a link."""

from __future__ import annotations

from dataclasses import dataclass

from samverkan.demo.story.case import Case, ItemDecision
from samverkan.demo.story.cases import cases
from samverkan.demo.story.checks import asked, checks
from samverkan.demo.story.hits import hits
from samverkan.demo.story.steps import StepAct
from samverkan.rules.claims import ClaimKind

PAYING = frozenset({StepAct.PAID, StepAct.STATE_PAID})


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """Amounts in öre: attached, lifted by correction, sold for, and the victims' claims.

    `by_state` = the State sold it, after forfeiture. `paid_by` is the staff reference of whoever
    paid, where the computation is found; empty if nothing was.
    """

    attached: int
    corrected: int
    sold: int
    by_state: bool
    claimed: int
    paid_by: str


def case_row(case: Case) -> CaseRow:
    """Sum a case's things and the claims of its victims."""
    return CaseRow(
        attached=_value(case, ItemDecision.ATTACHED),
        corrected=_value(case, ItemDecision.CORRECTED),
        sold=case.state_price or _sold(case),
        by_state=case.state_price is not None,
        claimed=sum(each.total for each in case.claims if each.kind is ClaimKind.VICTIM_DAMAGES),
        paid_by=next((step.by for step in case.steps if step.act in PAYING), ""),
    )


@dataclass(frozen=True, slots=True)
class Counts:
    """The season's volumes; `attached` and `sold` in öre."""

    checks: int
    asked: int
    hits: int
    attached: int
    sold: int


def counts() -> Counts:
    """Count the checks, the persons asked about and the hits; sum the eight cases."""
    return Counts(
        checks=len(checks()),
        asked=len(asked()),
        hits=len(hits()),
        attached=sum(_value(case, ItemDecision.ATTACHED) for case in cases()),
        sold=sum(_sold(case) for case in cases()),
    )


def _value(case: Case, decision: ItemDecision) -> int:
    return sum(item.value for item in case.items if item.decision is decision)


def _sold(case: Case) -> int:
    return sum(item.sold_for or 0 for item in case.items)
