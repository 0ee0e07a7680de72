"""Finds a debtor's matter at Kronofogden and the things in it, by the words of the story."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from samverkan.demo.story.cases import case
from samverkan.demo.story.steps import Step, StepAct
from samverkan.web.enforcement import queries
from samverkan.web.property import queries as property_queries
from samverkan.web.property.actions import Found

if TYPE_CHECKING:
    from samverkan.demo.story.case import Item
    from samverkan.web.enforcement.models import (
        DebtorCase,
        Distribution,
        Execution,
        Forfeiture,
        ListedItem,
        Sale,
        ThirdParty,
    )
    from samverkan.web.property.models import Thing

T = TypeVar("T")


def is_executed(step: Step) -> bool:
    """Say whether Kronofogden begins an execution in the step's case."""
    acts = {each.act for each in case(step.case).steps} if step.case else set()
    return StepAct.EXECUTION_BEGAN in acts


def debtor(step: Step) -> DebtorCase:
    """Give the case of the debtor at Kronofogden. LookupError if no claim has come in."""
    found = queries.case_of(case(step.case).debtor.number)
    if found is None:
        raise LookupError(f"case {step.case} has no claims")
    return found


def execution(step: Step) -> Execution:
    """Give the newest execution in the debtor's case."""
    return queries.executions_of(debtor(step)).latest("pk")


def items(step: Step) -> tuple[Item, ...]:
    """Give the story's things that a step is about."""
    return tuple(item for item in case(step.case).items if item.key in step.items)


def listed(step: Step, item: Item) -> ListedItem:
    """Give a thing as it was listed at the execution."""
    return queries.items_of(execution(step)).get(description=item.words)


def thing_of(item: Item) -> Thing:
    """Give a thing as it is kept here: Kronofogden's own, or what the Police hold."""
    (view,) = (
        view for view in property_queries.things(ended=True) if view.description == item.words
    )
    return property_queries.thing(view.record)


def found(item: Item) -> Found:
    """Say what a thing is and what identifies it."""
    return Found(item.kind, item.words, dict(item.marks))


def third_party(step: Step) -> ThirdParty:
    """Give who else says that the thing is theirs."""
    return queries.third_parties_of(execution(step)).get()


def sale(step: Step) -> Sale:
    """Give the announced sale. LookupError before it is."""
    return _there(queries.sale_of(execution(step)), step)


def distribution(step: Step) -> Distribution:
    """Give the distribution list. LookupError before it is made."""
    return _there(queries.distribution_of(execution(step)), step)


def forfeiture(step: Step) -> Forfeiture:
    """Give the forfeiture. LookupError before it is written down."""
    return _there(queries.forfeiture_of(execution(step)), step)


def _there(row: T | None, step: Step) -> T:
    if row is None:
        raise LookupError(f"{step.act} of case {step.case} comes too early")
    return row
