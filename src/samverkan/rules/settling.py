"""Who gets money that was set aside, once it is known how the dispute, condition or title ended.

The creditor, if the claim stands. Else the others, as if the claim had never been there, or had
been as small as it turned out (UB 13:8): the distribution is worked out anew as of the same day,
and each is given what it lacks. Nobody pays back: what somebody already has more than that, for a
last öre or a small share, the others' gains bear in proportion.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from samverkan.rules import tables
from samverkan.rules.claims import Claim
from samverkan.rules.distribution import order_within, share_out
from samverkan.rules.distribution_list import Distribution, Part, Payee, Step, StepKind
from samverkan.rules.money import Ore, largest_remainder
from samverkan.rules.outcomes import Outcome

Inputs: TypeAlias = tuple[tuple[str, Ore | str], ...]
REST = ""  # the debtor's, when every claim is paid
TAKEN_FIRST = frozenset({StepKind.COST, StepKind.REPLACEMENT})


@dataclass(frozen=True, slots=True)
class Settled:
    """Where the `held` öre go, step by step; `earned` is the interest on them that is paid out.

    ValueError unless the steps sum to the two exactly.
    """

    outcome: Outcome
    held: Ore
    earned: Ore
    steps: tuple[Step, ...]

    def __post_init__(self) -> None:
        given = sum(step.amount for step in self.steps)
        if given != self.held + self.earned or any(step.amount < 0 for step in self.steps):
            raise ValueError(f"{given} öre let go of {self.held} and {self.earned}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A share that waits: what every claim was given so far, and of what the outcome is about.

    `steps`: the list's and those of outcomes before this one. `before`: those outcomes. `held`: the
    öre that wait for this claim. `others`: the claims, by reference, whose shares wait still.
    """

    made: Distribution
    steps: tuple[Step, ...]
    held: Ore
    before: tuple[Outcome, ...] = ()
    others: frozenset[str] = frozenset()


def settle(waiting: Waiting, outcome: Outcome, *, earned: Ore = 0) -> Settled:
    """Let go of what waits for the outcome's claim, with the interest that it has earned (UB 13:2).

    The interest on what is still set aside for another stays with it and is not paid out here.
    """
    had = _had(waiting.steps)
    had[outcome.claim] -= waiting.held
    parts = _divided(waiting.held, had, _as_if(waiting, outcome))
    steps = list(_steps(waiting, outcome, had, parts))
    steps += _interest(parts, tuple(steps), earned)
    paid = sum(step.amount for step in steps) - waiting.held
    return Settled(outcome, waiting.held, paid, tuple(steps))


def _had(steps: Sequence[Step]) -> Counter[str]:
    """Add up what each claim, and the debtor, has been given: paid, set aside or a trifle."""
    had: Counter[str] = Counter()
    for step in steps:
        if step.kind not in TAKEN_FIRST | {StepKind.MONEY_INTEREST}:
            had[step.claim] += step.amount
    return had


def _as_if(waiting: Waiting, outcome: Outcome) -> Counter[str]:
    """Work the distribution out anew with the claims as they turned out; costs stay as taken."""
    made = waiting.made
    turned_out = {one.claim: one for one in (*waiting.before, outcome)}
    claims = tuple(
        turned_out[claim.reference].left_of(claim) if claim.reference in turned_out else claim
        for claim in made.sale.claims
    )
    left = made.sale.pot - made.sum_of(*TAKEN_FIRST)
    target: Counter[str] = Counter()
    for step in share_out(claims, left, made.on):
        target[step.claim] += step.amount
    target[REST] += left - sum(target.values())
    return target


def _divided(held: Ore, had: Mapping[str, Ore], target: Mapping[str, Ore]) -> dict[str, Ore]:
    """Give each what it lacks. The gains are the held sum, or more where somebody has too much."""
    gains = {key: amount - had.get(key, 0) for key, amount in target.items()}
    gains = {key: gain for key, gain in gains.items() if gain > 0}
    if sum(gains.values()) == held:
        return gains
    parts = largest_remainder(held, list(gains.values()))
    return dict(zip(gains, parts, strict=True))


def _steps(
    waiting: Waiting, outcome: Outcome, had: Mapping[str, Ore], parts: Mapping[str, Ore]
) -> Iterator[Step]:
    for claim in waiting.made.sale.claims:
        part = parts.get(claim.reference, 0)
        if claim.reference == outcome.claim:
            yield _of_the_claim(claim, outcome, waiting, had[claim.reference], part)
        elif part:
            yield _of_another(claim, waiting, had[claim.reference], part)
    if parts.get(REST, 0):
        yield _of_the_debtor(waiting, parts[REST])


def _of_the_claim(claim: Claim, outcome: Outcome, waiting: Waiting, before: Ore, part: Ore) -> Step:
    left = outcome.left_of(claim)
    rule = "set_aside.creditor" if part else "set_aside.nothing"
    more: Inputs = (("held", waiting.held), ("claim", left.total(waiting.made.on)))
    return _to(left, waiting, (before, part), rule=rule, citation=outcome.citation, more=more)


def _of_another(claim: Claim, waiting: Waiting, before: Ore, part: Ore) -> Step:
    citation = f"{claim.priority.citation(waiting.made.on)}; UB 13:8"
    return _to(claim, waiting, (before, part), rule="set_aside.others", citation=citation)


def _to(
    claim: Claim,
    waiting: Waiting,
    amounts: tuple[Ore, Ore],
    *,
    rule: str,
    citation: str,
    more: Inputs = (),
) -> Step:
    """Pay a claim its part, set it aside while it waits still, or leave a trifle to the State."""
    kind, payee, (before, part) = StepKind.PAID, Payee.CREDITOR, amounts
    if part and claim.reference in waiting.others:
        kind, rule = StepKind.SET_ASIDE, "set_aside.still_waits"
    elif 0 < part < _least(waiting):
        kind, payee, rule = StepKind.TO_STATE, Payee.STATE, "set_aside.trifle"
        citation = f"{citation}; {_least_citation(waiting)}"
    return Step(
        kind=kind,
        payee=payee,
        amount=part,
        rule=rule,
        citation=citation,
        inputs=(("creditor", claim.creditor), ("before", before), ("share", part), *more),
        name=claim.creditor,
        claim=claim.reference,
        parts=_more(claim, before, part, waiting) if kind is StepKind.PAID else (),
    )


def _of_the_debtor(waiting: Waiting, part: Ore) -> Step:
    trifle = part < _least(waiting)
    return Step(
        kind=StepKind.TO_STATE if trifle else StepKind.SURPLUS,
        payee=Payee.STATE if trifle else Payee.DEBTOR,
        amount=part,
        rule="set_aside.trifle_left" if trifle else "set_aside.surplus",
        citation=f"UB 13:8; {_least_citation(waiting)}" if trifle else "UB 13:8",
        inputs=(("share", part),),
        name="" if trifle else waiting.made.sale.debtor,
    )


def _interest(parts: Mapping[str, Ore], steps: Sequence[Step], earned: Ore) -> Iterator[Step]:
    """Let the interest follow each amount; on what is set aside for another it stays (UB 13:2)."""
    if not earned:
        return
    shares = dict(zip(parts, largest_remainder(earned, list(parts.values())), strict=True))
    for step in steps:
        share = shares.get(step.claim, 0) if step.amount else 0
        if share and step.kind is not StepKind.SET_ASIDE:
            yield Step(
                kind=StepKind.MONEY_INTEREST,
                payee=step.payee,
                amount=share,
                rule="set_aside.interest",
                citation="UB 13:2",
                inputs=(("share", share), ("earned", earned)),
                name=step.name,
                claim=step.claim,
            )


def _more(claim: Claim, before: Ore, part: Ore, waiting: Waiting) -> tuple[Part, ...]:
    """Say what of the claim a further payment covers: what the whole covers, less the first."""
    on = waiting.made.on
    first = {one.kind: one.amount for one in order_within(claim, before, on=on)}
    whole = order_within(claim, before + part, on=on)
    more = (Part(one.kind, one.amount - first.get(one.kind, 0)) for one in whole)
    return tuple(one for one in more if one.amount)


def _least(waiting: Waiting) -> Ore:
    return int(tables.one("fees", "small-payment", waiting.made.on)["kronor"]) * 100


def _least_citation(waiting: Waiting) -> str:
    return str(tables.one("fees", "small-payment", waiting.made.on)["citation"])
