"""Whether it may be noted how it ended for what was set aside: only what is sure (UB 13:7, 13:14).

Who then gets how much is worked out in `settling`.
"""

from __future__ import annotations

from datetime import date

from samverkan.rules.claims import Claim
from samverkan.rules.deadlines import deadline
from samverkan.rules.outcomes import End, Outcome
from samverkan.rules.refusal import NotAllowed


def may_record(outcome: Outcome, claim: Claim, *, on: date, today: date) -> None:
    """Refuse an outcome without ground, not yet final, in the future, or larger than the claim.

    `on` is the distribution day, as of which the claim is counted (UB 13:6).
    """
    if not outcome.ground.strip():
        raise NotAllowed("set_aside.no_ground", section=outcome.citation)
    _must_have_happened(outcome, today)
    if outcome.end is End.NOT_SUED:
        _must_be_too_late(outcome, today)
    if outcome.end is End.IN_PART:
        _must_be_a_part(outcome, claim, on)


def _must_have_happened(outcome: Outcome, today: date) -> None:
    if outcome.decided_on > today or (outcome.final_on or today) > today:
        raise NotAllowed("set_aside.not_yet", section=outcome.citation)
    if outcome.waits_for_final and outcome.final_on is None:
        raise NotAllowed("set_aside.not_final", section=outcome.citation)
    if outcome.final_on is not None and outcome.final_on < outcome.decided_on:
        raise NotAllowed("set_aside.final_before", section=outcome.citation)


def _must_be_too_late(outcome: Outcome, today: date) -> None:
    """Refuse until the last day of the month, which runs from service, has passed (UB 13:7)."""
    if outcome.served_on is None:
        raise NotAllowed("set_aside.not_served", section=outcome.citation)
    due = deadline("disputed-claim-suit", outcome.served_on).due
    if today <= due:
        raise NotAllowed("set_aside.time_to_sue", section=outcome.citation, due=due)


def _must_be_a_part(outcome: Outcome, claim: Claim, on: date) -> None:
    part, whole = outcome.left_of(claim), claim.total(on)
    larger = (
        part.capital > claim.capital
        or part.interest > claim.interest_on(on)
        or part.single_case_cost > claim.single_case_cost
    )
    if larger or not 0 < part.total(on) < whole:
        raise NotAllowed("set_aside.no_part", section=outcome.citation)
