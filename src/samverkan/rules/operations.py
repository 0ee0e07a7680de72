"""An operation (insats) under a direction: a council agrees, each authority decides for itself.

No council commands an authority: what it agrees on is a request until the authority has decided.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from samverkan.rules.actor import Actor
from samverkan.rules.cooperation import LAW, CooperationDecision, check_decision
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import NotAllowed

COUNCILS = frozenset({"regional-council", "council-chair"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a council agrees on.

    `direction` is a record's name; `networks` are named, persons never. `serious` and `organised`
    are the council's reasons for the two criteria of lag (2016:774) 1 §: each authority writes its
    own. `days` may be empty: then every day from `starts` to `ends`. `participants` are codes.
    """

    name: str
    direction: str
    phenomenon: str
    networks: tuple[str, ...]
    subject: str
    goal: str
    serious: str
    organised: str
    methods: tuple[str, ...]
    days: tuple[date, ...]
    participants: tuple[str, ...]
    starts: date
    ends: date


@dataclass(frozen=True, slots=True)
class Standing:
    """How far an operation has come, as seen here: agreed on, closed, answered by us already."""

    agreed: bool
    closed: bool
    answered: bool = False


def must_be_council(remits: Iterable[str]) -> None:
    """Refuse a participant that prepares for no council."""
    if not COUNCILS & frozenset(remits):
        raise NotAllowed("operations.no_council")


def may_propose(plan: Plan, *, by: Actor, remits: Iterable[str]) -> None:
    """Refuse a plan that is not delimited, or by someone who may not propose."""
    by.may(Permission.PROPOSE_OPERATION)
    must_be_council(remits)
    if not plan.direction.strip():
        raise NotAllowed("operations.no_direction")
    if not plan.subject.strip() or not plan.goal.strip() or not plan.networks:
        raise NotAllowed("cooperation.not_delimited", section=LAW)
    if not plan.serious.strip():
        raise NotAllowed("cooperation.not_serious", section=f"{LAW} 1")
    if not plan.organised.strip():
        raise NotAllowed("cooperation.not_organised", section=f"{LAW} 2")
    _must_have_dates(plan)
    if len(set(plan.participants)) < 2:
        raise NotAllowed("operations.too_few", section=LAW)


def _must_have_dates(plan: Plan) -> None:
    if plan.starts >= plan.ends:
        raise NotAllowed("cooperation.ends_first", starts=plan.starts, ends=plan.ends)
    for day in plan.days:
        if not plan.starts <= day <= plan.ends:
            raise NotAllowed("operations.day_outside", day=day, starts=plan.starts, ends=plan.ends)


def may_agree(standing: Standing, *, by: Actor) -> None:
    """Refuse to agree twice; the council's chair says that it agrees."""
    by.may(Permission.DECIDE_COOPERATION)
    if standing.agreed:
        raise NotAllowed("operations.agreed")


def may_close(standing: Standing, *, by: Actor, words: str) -> None:
    """Refuse to close what does not run, or without saying how it ended."""
    by.may(Permission.PROPOSE_OPERATION)
    if not standing.agreed or standing.closed:
        raise NotAllowed("operations.not_running")
    if not words.strip():
        raise NotAllowed("operations.no_words")


def may_answer(standing: Standing, *, participants: Iterable[str], us: str, by: Actor) -> None:
    """Refuse an answer nobody asked for, a second one, or by someone who may not decide."""
    by.may(Permission.DECIDE_COOPERATION)
    if us not in frozenset(participants):
        raise NotAllowed("operations.not_asked", who=us)
    if not standing.agreed or standing.closed:
        raise NotAllowed("operations.not_running")
    if standing.answered:
        raise NotAllowed("operations.answered")


def check_participation(
    decision: CooperationDecision, *, need: str, fields: str, starts: date, ends: date
) -> None:
    """Refuse a decision to take part that carries no duty, or reaches outside the operation.

    `need` is why the authority needs data to take part, `fields` which (lag 2016:774 2 §);
    `starts` and `ends` are the operation's.
    """
    check_decision(decision)
    if not need.strip() or not fields.strip():
        raise NotAllowed("operations.no_need", section="lag 2016:774 2 §")
    if decision.starts < starts or decision.ends > ends:
        raise NotAllowed("operations.outside", starts=starts, ends=ends)


def may_decline(reasons: str) -> None:
    """Refuse to decline without reasons: the others plan by them."""
    if not reasons.strip():
        raise NotAllowed("operations.no_reasons")


def may_withdraw(*, withdrawn: bool, reasons: str, by: Actor) -> None:
    """Refuse to withdraw a decision twice or without reasons."""
    by.may(Permission.DECIDE_COOPERATION)
    if withdrawn:
        raise NotAllowed("operations.withdrawn")
    if not reasons.strip():
        raise NotAllowed("operations.no_reasons")
