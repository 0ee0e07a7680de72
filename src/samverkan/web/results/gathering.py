"""Rows of each data set, counted in this authority's own records of the earlier steps.

A row names no person: a thing by its kind and month, a payment by who it is for, a count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from samverkan.rules.claims import ClaimKind
from samverkan.rules.distribution_list import Step, StepKind
from samverkan.rules.figures import Period, Row, grouped, numbered
from samverkan.rules.lists import counted_as
from samverkan.rules.questions import SubjectRole
from samverkan.web.disclosure import queries as disclosure
from samverkan.web.enforcement import queries as enforcement
from samverkan.web.inspections import queries as inspections
from samverkan.web.people.queries import local_date
from samverkan.web.questions import queries as questions

if TYPE_CHECKING:
    from samverkan.web.enforcement.models import Execution, ListedItem
    from samverkan.web.inspections.models import Check
    from samverkan.web.questions.queries import AskedCard

Cell = tuple[str, str, str, int]
LIEN = "lien/"
SPECIAL = "fees.special"
WHOLE = ""
"""A count without month: a smaller cell could point at somebody."""


def things(period: Period) -> Sequence[Row]:
    """Give each thing attached in the period, by the value in its protocol (UF 6:8 p. 4)."""
    return numbered(
        (item.kind, _month(item.decided_at), _status(item, execution, period), item.value)
        for execution in _executions()
        for item in _attached(execution, period)
    )


def money(period: Period) -> Sequence[Row]:
    """Give what came in for the things of the period that stood, and where it went."""
    return numbered(
        cell
        for execution in _executions()
        if any(_stands(item, period) for item in _attached(execution, period))
        for cell in (*_distributed(execution), *_through_state(execution))
        if cell[-1]
    )


def checks(period: Period) -> Sequence[Row]:
    """Count the checks of the period."""
    return _counted((row.mode, "done") for row in _checks(period))


def persons_asked(period: Period) -> Sequence[Row]:
    """Count the persons asked about, once for each check, with a hit or without."""
    return _counted(
        ("person", "hit" if asked.hits else "no-hit")
        for asked in _asked(period)
        if asked.card.role != SubjectRole.CRAFT
    )


def hits(period: Period) -> Sequence[Row]:
    """Count the hits by whose list it was."""
    return _counted(
        (counted_as(hit.holder, on=local_date(hit.at)), "hit")
        for asked in _asked(period)
        for hit in asked.hits
    )


def refusals(period: Period) -> Sequence[Row]:
    """Count the requests to us that were refused."""
    rows = disclosure.requests(outgoing=False)
    found = (row for row in rows if _in(period, row.made_at) and row.state in REFUSED)
    return _counted(("request", "refused") for _ in found)


REFUSED = frozenset({"refused", "upheld"})


def _executions() -> Iterator[Execution]:
    for case in enforcement.cases():
        yield from enforcement.executions_of(case)


def _attached(execution: Execution, period: Period) -> Iterator[ListedItem]:
    for item in enforcement.items_of(execution).filter(decision="attached"):
        if _in(period, item.decided_at):
            yield item


def _stands(item: ListedItem, period: Period) -> bool:
    return item.corrected_at is None or local_date(item.corrected_at) > period.last


def _status(item: ListedItem, execution: Execution, period: Period) -> str:
    if item.corrected_at is not None:
        return "lifted" if _stands(item, period) else "corrected"
    if item.forfeited_at is not None:
        return "forfeited"
    sold = enforcement.lots_of(execution).filter(item=item).exists()
    return "sold" if sold else "attached"


def _distributed(execution: Execution) -> Iterator[Cell]:
    """Give a distribution's money: the prices, then each step of the list."""
    made = enforcement.distribution_of(execution)
    if made is None or made.sale.sold_at is None:
        return
    for lot in enforcement.lots_of(execution):
        yield "price", _month(made.sale.sold_at), "attachment", lot.price
    for step in enforcement.steps_of(made):
        yield _payee(step), f"{made.on:%Y-%m}", "attachment", step.amount


def _through_state(execution: Execution) -> Iterator[Cell]:
    found = enforcement.forfeiture_of(execution)
    if found is None or found.sold_at is None:
        return
    yield "price", _month(found.sold_at), "state", found.received or 0
    for payment in enforcement.payments_of(execution).filter(source="state"):
        yield "victim", _month(payment.paid_at), "state", payment.amount


def _payee(step: Step) -> str:
    match step.kind:
        case StepKind.COST:
            return "special-fee" if step.rule == SPECIAL else "sale-fee"
        case StepKind.REPLACEMENT | StepKind.SURPLUS:
            return "replacement"
        case StepKind.TO_STATE:
            return "state"
        case _:
            return "lien" if step.claim.startswith(LIEN) else _creditor(step.claim)


def _creditor(reference: str) -> str:
    claim = enforcement.claim_row(reference)
    if claim.kind == ClaimKind.VICTIM_DAMAGES:
        return "victim"
    return "state" if claim.public or claim.kind == ClaimKind.STATE_REGRESS else "other"


def _checks(period: Period) -> Iterator[Check]:
    return (row for row in inspections.checks() if _in(period, row.started_at))


def _asked(period: Period) -> Iterator[AskedCard]:
    for row in _checks(period):
        yield from questions.questions_of(row.record)


def _counted(found: Iterator[tuple[str, str]]) -> Sequence[Row]:
    return grouped(Row(0, kind, WHOLE, status, 1) for kind, status in found)


def _in(period: Period, at: datetime) -> bool:
    return period.first <= local_date(at) <= period.last


def _month(at: datetime) -> str:
    return f"{local_date(at):%Y-%m}"
