"""What the distribution list says of money set aside: where it goes if the claim falls away."""

from __future__ import annotations

from samverkan.rules.distribution import distribute
from samverkan.rules.distribution_list import Step, StepKind
from samverkan.rules.outcomes import End, Held, Outcome
from samverkan.rules.settling import Waiting, settle
from samverkan.web.enforcement import queries
from samverkan.web.enforcement.models import Distribution
from samverkan.web.enforcement.papers.shape import kronor
from samverkan.web.enforcement.papers.words import step_name


def if_it_falls(row: Distribution) -> tuple[str, ...]:
    """Say for each share set aside where it goes if the claim falls away (UB 13:8)."""
    return tuple(
        _fallback(row, step)
        for step in queries.steps_of(row)
        if step.kind is StepKind.SET_ASIDE and step.amount
    )


def _fallback(row: Distribution, step: Step) -> str:
    made = distribute(queries.proceeds_of(row.sale, at=row.made_at), on=row.on)
    outcome = Outcome(claim=step.claim, held=Held.DISPUTED, end=End.FALLS, decided_on=row.on)
    there = Waiting(made=made, steps=queries.steps_of(row), held=step.amount)
    to = ", ".join(
        f"{kronor(one.amount)} till {step_name(one)}"
        for one in settle(there, outcome).steps
        if one.amount
    )
    return f"Faller fordran {step.claim} bort går de avsatta medlen så här: {to} (UB 13:8)."
