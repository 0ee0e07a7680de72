"""The lines of each stage of the krona's way: amounts with rule, inputs and journal entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from samverkan.rules.distribution_list import Payee, Step, StepKind
from samverkan.rules.money import Ore, format_kronor
from samverkan.rules.refusal import sentence
from samverkan.web.enforcement.labels import CLAIM_KINDS, INPUTS, part_label
from samverkan.web.enforcement.models import (
    Distribution,
    Execution,
    Forfeiture,
    ListedItem,
    Payment,
    PaymentSource,
)
from samverkan.web.enforcement.queries.cases import applicants, kind_of_claim
from samverkan.web.enforcement.queries.placed import Placed, placed, waits
from samverkan.web.enforcement.queries.sales import (
    distribution_of,
    forfeiture_of,
    lots_of,
    payments_of,
    sale_of,
    steps_of,
)
from samverkan.web.people.queries import display_name
from samverkan.web.property import queries as property_queries

if TYPE_CHECKING:
    from samverkan.web.property.models import Valuation

Proofs = dict[int, int | None]
PAID_BY = {
    PaymentSource.DISTRIBUTION: "UF 13:3",
    PaymentSource.SETTLED: "UB 13:7-8",
    PaymentSource.STATE: "BrB 36:21-22",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One amount (or, without one, one fact) of a stage, and what stands behind it.

    `entry` is the number of its journal entry and `leaf` its place in the log, None until a
    checkpoint covers it.
    """

    what: str
    amount: Ore | None = None
    rule: str = ""
    citation: str = ""
    inputs: tuple[tuple[str, str], ...] = ()
    at: datetime | None = None
    entry: int | None = None
    leaf: int | None = None
    kind: str = ""
    claim: str = ""
    waits: bool = False


def found_line(item: ListedItem, proofs: Proofs) -> Line:
    """Show a thing that was listed, and what was decided about it."""
    return Line(
        what=item.description,
        rule=item.reason,
        citation=item.section,
        inputs=tuple((name, str(text)) for name, text in item.marks.items()),
        at=item.decided_at,
        entry=item.entry,
        leaf=proofs.get(item.entry),
        kind=item.decision,
    )


def attached_line(item: ListedItem, proofs: Proofs) -> Line:
    """Show what was attached, with the protocol's value."""
    ended = item.corrected_at or item.forfeited_at
    kind = "corrected" if item.corrected_at else "forfeited" if ended else item.decision
    return Line(
        what=item.description,
        amount=item.value,
        rule=item.corrected_why or item.reason,
        citation=item.section,
        at=item.decided_at,
        entry=item.entry,
        leaf=proofs.get(item.entry),
        kind=kind,
    )


def secured_lines(items: list[ListedItem]) -> list[Line]:
    """Show where each thing has been, and is."""
    found = []
    for item in items:
        chain = list(property_queries.custody_chain(property_queries.thing(item.thing)))
        if chain:
            inputs = tuple((row.place, row.reason) for row in chain)
            place = f"{item.description}: {chain[-1].place}"
            found.append(Line(place, citation="UB 6:4", inputs=inputs, at=chain[-1].at))
    return found


def valued_lines(items: list[ListedItem], language: str) -> list[Line]:
    """Show each thing's newest value in its range."""
    return [
        Line(
            _in_range(item.description, row, language),
            amount=row.value,
            rule=row.basis,
            citation="UB 6:9",
            inputs=((_("Värderad av"), row.valued_by),),
            at=row.at,
        )
        for item in items
        for row in list(property_queries.valuations_of(property_queries.thing(item.thing)))[:1]
    ]


def _in_range(what: str, row: Valuation, language: str) -> str:
    """Name a thing with the range of its value, where there is one."""
    if row.low == row.high:
        return what
    low, high = (format_kronor(value, language) for value in (row.low, row.high))
    return _("%(what)s, mellan %(low)s och %(high)s") % {"what": what, "low": low, "high": high}


def sold_lines(execution: Execution, proofs: Proofs) -> list[Line]:
    """Show what came in: each hammer, or what the State got for the forfeited."""
    sale, forfeiture = sale_of(execution), forfeiture_of(execution)
    if forfeiture is not None and forfeiture.received is not None:
        return [_state_sold(forfeiture, proofs)]
    if sale is None or sale.sold_at is None:
        return []
    return [
        Line(
            lot.item.description,
            amount=lot.price,
            rule=sale.conditions,
            citation="UB 9:1, 9:4",
            at=sale.sold_at,
            entry=lot.entry,
            leaf=proofs.get(lot.entry),
        )
        for lot in lots_of(execution)
    ]


def _state_sold(row: Forfeiture, proofs: Proofs) -> Line:
    return Line(
        _("Staten har sålt det förverkade"),
        amount=row.received,
        rule=row.judgment,
        citation="BrB 36:17, 36:21-22",
        at=row.sold_at,
        entry=row.entry,
        leaf=proofs.get(row.entry),
    )


def costs_lines(execution: Execution, proofs: Proofs, language: str) -> list[Line]:
    """Show what the State took first."""
    made = distribution_of(execution)
    if made is None:
        return _kept_by_state(execution, proofs)
    steps = [step for step in steps_of(made) if step.kind is StepKind.COST]
    return [_step(step, made.entry, proofs, language) for step in steps]


def _kept_by_state(execution: Execution, proofs: Proofs) -> list[Line]:
    row = forfeiture_of(execution)
    if row is None or row.received is None:
        return []
    kept = row.received - sum(amount for _claim, _name, amount, _law in row.compensations)
    words = _("Stannar hos staten")
    return [
        Line(
            words,
            amount=kept,
            citation="BrB 36:28",
            at=row.sold_at,
            entry=row.entry,
            leaf=proofs.get(row.entry),
            kind="state",
        )
    ]


def claims_lines(execution: Execution, proofs: Proofs, language: str) -> list[Line]:
    """Show what each claim is given, or before the sale, who waits."""
    made, row = distribution_of(execution), forfeiture_of(execution)
    if made is not None:
        left_out = {StepKind.COST, StepKind.MONEY_INTEREST}
        rows = [one for one in placed(made) if one.step.kind not in left_out]
        return [
            _step(one.step, one.entry, proofs, language, waits=_is_aside(one, made)) for one in rows
        ]
    if row is not None and row.received is not None:
        return [
            Line(
                name,
                amount=amount,
                citation=law,
                at=row.sold_at,
                entry=row.entry,
                leaf=proofs.get(row.entry),
                kind=kind_of_claim(claim),
                claim=claim,
            )
            for claim, name, amount, law in row.compensations
        ]
    return [
        Line(
            claim.creditor,
            rule=claim.title,
            inputs=((_("Fordran"), format_kronor(claim.total, language)),),
            kind=claim.kind,
            claim=claim.reference,
        )
        for claim in applicants(execution)
    ]


def _is_aside(one: Placed, made: Distribution) -> bool:
    """Say whether a claim's step is set aside, or is kept back though the others are paid."""
    return waits(one) and (one.step.kind is StepKind.SET_ASIDE or made.paid_at is not None)


def _step(step: Step, entry: int, proofs: Proofs, language: str, *, waits: bool = False) -> Line:
    said = {
        name: format_kronor(value, language) if isinstance(value, int) else value
        for name, value in step.inputs
    }
    inputs = [(str(INPUTS[name]), text) for name, text in said.items() if name in INPUTS]
    parts = [(part_label(part.kind), format_kronor(part.amount, language)) for part in step.parts]
    return Line(
        what=step.name or _what(step),
        amount=step.amount,
        rule=sentence(step.rule, language, **said),
        citation=step.citation,
        inputs=(*inputs, *parts),
        entry=entry,
        leaf=proofs.get(entry),
        kind=kind_of_claim(step.claim) or step.kind,
        claim=step.claim,
        waits=waits,
    )


def _what(step: Step) -> str:
    """Name a cost by what it was for, and the rest by the one who gets it."""
    said = dict(step.inputs)
    fee = _("Försäljningsavgift") if step.rule.startswith("fees.sales") else None
    what = str(said.get("what", ""))
    return f"{fee}: {what}" if fee else what or str(CLAIM_KINDS["state"])


def paid_lines(execution: Execution, proofs: Proofs) -> list[Line]:
    """Show what has left the account."""
    made = distribution_of(execution)
    steps = {(one.source, one.number): one.step for one in placed(made)} if made else {}
    return [
        Line(
            _payee(row, steps),
            amount=row.amount,
            citation=PAID_BY[PaymentSource(row.source)],
            inputs=(
                (_("Förberedd av"), display_name(row.prepared_by)),
                (_("Godkänd av"), display_name(row.approved_by)),
            ),
            at=row.paid_at,
            entry=row.entry,
            leaf=proofs.get(row.entry),
            kind=row.claim_kind or row.step_kind,
            claim=row.claim,
        )
        for row in payments_of(execution)
    ]


def _payee(row: Payment, steps: Mapping[tuple[PaymentSource, int], Step]) -> str:
    """Name who was paid; the State with what it was for; interest on money set aside as such."""
    name = row.name
    if row.payee == Payee.STATE:
        step = steps[PaymentSource(row.source), row.step]
        name = _("Staten: %(what)s") % {"what": _what(step)}
    if row.step_kind == StepKind.MONEY_INTEREST:
        return _("Ränta på avsatta medel: %(name)s") % {"name": name}
    return name
