"""What of a distribution waits: set aside in a dispute (UB 13:7), or kept back (UB 13:14 p. 1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from samverkan.rules.claims import Claim, Standing
from samverkan.rules.distribution_list import Distribution as Made
from samverkan.rules.money import Ore
from samverkan.rules.outcomes import Held
from samverkan.rules.refusal import NotAllowed
from samverkan.rules.settling import Waiting as Waits
from samverkan.web.enforcement.models import (
    ClaimRow,
    Distribution,
    Execution,
    Settlement,
)
from samverkan.web.enforcement.queries.cases import applicants
from samverkan.web.enforcement.queries.outcomes import outcome_of, settlements_of
from samverkan.web.enforcement.queries.placed import placed, waits
from samverkan.web.enforcement.queries.sales import distribution_of, proceeds_of, steps_of


@dataclass(frozen=True, slots=True)
class HeldShare:
    """What waits for a claim, in öre, why and since when; and the outcome under way, if any."""

    distribution: Distribution
    claim: str
    creditor: str
    amount: Ore
    why: Held
    since: datetime
    settlement: Settlement | None = None


def held_shares(distribution: Distribution) -> tuple[HeldShare, ...]:
    """Give what waits in a paid distribution, claim by claim."""
    if distribution.paid_at is None:
        return ()
    sums: dict[str, Ore] = {}
    for row in placed(distribution):
        if row.step.claim and waits(row):
            sums[row.step.claim] = sums.get(row.step.claim, 0) + row.step.amount
    claims = ClaimRow.objects.in_bulk(list(sums), field_name="reference")
    under_way = {row.claim: row for row in settlements_of(distribution) if _is_open(row)}
    return tuple(
        HeldShare(
            distribution,
            claim,
            claims[claim].creditor,
            amount,
            _why(claims[claim]),
            distribution.paid_at,
            under_way.get(claim),
        )
        for claim, amount in sums.items()
    )


def held_in(execution: Execution) -> tuple[HeldShare, ...]:
    """Give what waits of the proceeds of an execution."""
    made = distribution_of(execution)
    return held_shares(made) if made else ()


def held_everywhere() -> tuple[HeldShare, ...]:
    """Give all that waits, oldest first."""
    rows = Distribution.objects.exclude(paid_at=None).order_by("paid_at")
    rows = rows.select_related("sale__execution__case")
    return tuple(share for row in rows for share in held_shares(row))


def held_share(distribution: Distribution, claim: str) -> HeldShare:
    """Give what waits for one claim; NotAllowed if nothing does."""
    for share in held_shares(distribution):
        if share.claim == claim:
            return share
    raise NotAllowed("set_aside.nothing_waits", claim=claim)


def claim_in(distribution: Distribution, reference: str) -> Claim:
    """Give a claim as it is in a distribution."""
    return next(one for one in _made(distribution).sale.claims if one.reference == reference)


def waiting_of(share: HeldShare) -> Waits:
    """Give what waits as the rule sees it, with everything that was given before."""
    made = share.distribution
    done = settlements_of(made).exclude(paid_at=None)
    return Waits(
        made=_made(made),
        steps=tuple(row.step for row in placed(made)),
        held=share.amount,
        before=tuple(outcome_of(row) for row in done),
        others=_others(share),
    )


def _others(share: HeldShare) -> frozenset[str]:
    """Name the claims that may not be paid yet, whether or not anything waits for them so far.

    The claim itself is among them if its dispute is over but its title is not final.
    """
    held = {one.claim for one in held_shares(share.distribution)} - {share.claim}
    for row in applicants(share.distribution.sale.execution):
        itself = row.reference == share.claim
        disputed = row.standing != Standing.SETTLED and not itself
        if disputed or (not row.title_final and not (itself and share.why is Held.TITLE)):
            held.add(row.reference)
    return frozenset(held)


def _made(row: Distribution) -> Made:
    return Made(proceeds_of(row.sale, at=row.made_at), row.on, steps_of(row))


def _is_open(row: Settlement) -> bool:
    return row.paid_at is None and row.withdrawn_at is None


def _why(row: ClaimRow) -> Held:
    """Say why a claim's money waits: as it stands now, or as it stood before another outcome."""
    match Standing(row.standing):
        case Standing.DISPUTED:
            return Held.DISPUTED
        case Standing.CONDITIONAL:
            return Held.CONDITIONAL
        case Standing.SETTLED if not row.title_final:
            return Held.TITLE
        case Standing.SETTLED:
            last = Settlement.objects.filter(claim=row.reference).exclude(paid_at=None).last()
            return Held(last.why_held) if last else Held.DISPUTED
