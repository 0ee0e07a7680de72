"""Who gets what of a sale's proceeds, in which order and by which section (UB 13, 17:7; FRL).

Order: common execution costs; the debtor's replacement sum; claims by special priority, with
attachments earlier before later and simultaneous ones in proportion; late claims; the debtor. Every
öre of the pot stands in exactly one step, with its rule, citation and inputs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from samverkan.rules import tables
from samverkan.rules.claims import Claim, Priority, Standing
from samverkan.rules.distribution_list import Distribution, Part, PartKind, Payee, Step, StepKind
from samverkan.rules.fees import common_fees
from samverkan.rules.money import Ore
from samverkan.rules.proceeds import Sale
from samverkan.rules.shares import Division, Rank, Share, Stake, without_small


def distribute(sale: Sale, *, on: date) -> Distribution:
    """Distribute the proceeds of a sale as of the distribution day `on` (UB 13:6).

    NotAllowed for a cost that may not be charged or a date that the tables do not reach.
    """
    steps = list(_costs(sale, on))
    left = sale.pot - _sum(steps)
    steps += _replacement(sale, left)
    left = sale.pot - _sum(steps)
    steps += share_out(sale.claims, left, on)
    steps += _surplus(sale, sale.pot - _sum(steps), on)
    return Distribution(sale, on, tuple(steps))


def share_out(among: Sequence[Claim], left: Ore, on: date) -> Iterator[Step]:
    """Pay timely claims what is `left`, then late ones from what is over (UB 13:6 4 st)."""
    for late in (False, True):
        claims = [claim for claim in among if claim.late is late]
        stakes = [_stake(claim, on) for claim in claims]
        division = without_small(left, stakes, least=_limit("small-share", on))
        yield from _of_division(claims, division, on)
        left -= division.total


def order_within(claim: Claim, amount: Ore, *, on: date) -> tuple[Part, ...]:
    """Split a payment on its claim: interest and accessory before capital (UB 13:13).

    The creditor may have asked for capital first. Public claims are settled by their own rules
    (UB 13:21; several tax claims by limitation, 1993:891 19 §), so they are not split here.
    """
    if claim.public:
        return (Part(PartKind.CLAIM, amount),)
    accessory = [
        (PartKind.INTEREST, claim.interest_on(on)),
        (PartKind.COST, claim.single_case_cost),
    ]
    capital = [(PartKind.CAPITAL, claim.capital)]
    parts: list[Part] = []
    for kind, due in capital + accessory if claim.capital_first else accessory + capital:
        given = min(amount, due)
        amount -= given
        parts.append(Part(kind, given))
    return tuple(part for part in parts if part.amount)


def _sum(steps: Sequence[Step]) -> Ore:
    return sum(step.amount for step in steps)


def _costs(sale: Sale, on: date) -> Iterator[Step]:
    """Take the common execution costs, as far as the pot goes (UB 17:7)."""
    left = sale.pot
    for fee in common_fees(sale, on=on):
        given = min(fee.amount, left)
        left -= given
        yield Step(
            kind=StepKind.COST,
            payee=Payee.STATE,
            amount=given,
            rule=fee.rule,
            citation=f"UB 17:7; {fee.citation}",
            inputs=(*fee.inputs, ("fee", fee.amount)),
        )


def _replacement(sale: Sale, left: Ore) -> list[Step]:
    """Give the debtor the sum reserved for a replacement, from what the costs left (UB 5:4)."""
    if not sale.replacement:
        return []
    return [
        Step(
            kind=StepKind.REPLACEMENT,
            payee=Payee.DEBTOR,
            amount=min(sale.replacement, left),
            rule="distribution.replacement",
            citation="UB 5:4",
            inputs=(("reserved", sale.replacement), ("available", left)),
            name=sale.debtor,
        )
    ]


def _stake(claim: Claim, on: date) -> Stake:
    group = claim.attachment if claim.priority is Priority.ATTACHMENT else claim.within
    rank: Rank = (claim.priority.rank(on), group)
    return Stake(rank, claim.total(on), yields=_yields(claim))


def _yields(claim: Claim) -> bool:
    """UB 13:20 a is about payments in attachment cases, so not about liens or what is set aside."""
    return (
        claim.priority is Priority.ATTACHMENT
        and claim.standing is Standing.SETTLED
        and not claim.keep_small
    )


def _limit(row: str, on: date) -> Ore:
    return int(tables.one("fees", row, on)["kronor"]) * 100


def _of_division(claims: Sequence[Claim], division: Division, on: date) -> Iterator[Step]:
    for place, share in division.yielded:
        if division.shares[place].amount != share.amount:
            yield _gave_way(claims[place], share, on)
    for claim, share in zip(claims, division.shares, strict=True):
        if share.amount:
            yield _of_claim(claim, share, on)


def _gave_way(claim: Claim, share: Share, on: date) -> Step:
    row = tables.one("fees", "small-share", on)
    return Step(
        kind=StepKind.PAID,
        payee=Payee.CREDITOR,
        amount=0,
        rule="distribution.gave_way",
        citation=str(row["citation"]),
        inputs=(*_inputs(claim, share), ("limit", _limit("small-share", on))),
        name=claim.creditor,
        claim=claim.reference,
    )


def _of_claim(claim: Claim, share: Share, on: date) -> Step:
    """Pay a claim its share, set it aside, or leave a trifle to the State."""
    kind, payee, rule, section = StepKind.PAID, Payee.CREDITOR, _rule(claim, share), ""
    if claim.standing is not Standing.SETTLED:
        kind, rule, section = StepKind.SET_ASIDE, "distribution.set_aside", "UB 13:7"
    elif share.amount < _limit("small-payment", on):
        kind, payee, rule = StepKind.TO_STATE, Payee.STATE, "distribution.trifle"
        section = str(tables.one("fees", "small-payment", on)["citation"])
    elif claim.late:
        section = "UB 13:6 4 st"
    return Step(
        kind=kind,
        payee=payee,
        amount=share.amount,
        rule=rule,
        citation="; ".join(filter(None, (claim.priority.citation(on), section))),
        inputs=_inputs(claim, share),
        name=claim.creditor,
        claim=claim.reference,
        parts=order_within(claim, share.amount, on=on) if kind is StepKind.PAID else (),
    )


def _rule(claim: Claim, share: Share) -> str:
    if claim.late:
        return "distribution.late"
    return "distribution.full" if share.full else "distribution.share"


def _inputs(claim: Claim, share: Share) -> tuple[tuple[str, Ore | str], ...]:
    return (
        ("creditor", claim.creditor),
        ("claim", share.stake),
        ("share", share.amount),
        ("available", share.available),
        ("claimed", share.claimed),
        ("exact", str(share.exact)),
    )


def _surplus(sale: Sale, left: Ore, on: date) -> list[Step]:
    """Give the debtor what is over, unless it is a trifle (UB 13:20 a 2 st)."""
    if not left:
        return []
    trifle = left < _limit("small-payment", on)
    row = tables.one("fees", "small-payment", on)
    return [
        Step(
            kind=StepKind.TO_STATE if trifle else StepKind.SURPLUS,
            payee=Payee.STATE if trifle else Payee.DEBTOR,
            amount=left,
            rule="distribution.trifle_left" if trifle else "distribution.surplus",
            citation=str(row["citation"]) if trifle else "UB 13:6 4 st",
            inputs=(("share", left),),
            name="" if trifle else sale.debtor,
        )
    ]
