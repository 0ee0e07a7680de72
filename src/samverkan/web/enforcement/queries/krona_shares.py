"""The lines of who gets what on the krona's way: costs, claims and payments."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from samverkan.rules.distribution_list import Payee, Step, StepKind
from samverkan.rules.money import format_kronor
from samverkan.rules.refusal import sentence
from samverkan.web.enforcement.labels import CLAIM_KINDS, INPUTS, part_label
from samverkan.web.enforcement.models import Distribution, Execution, Payment, PaymentSource
from samverkan.web.enforcement.queries.cases import applicants, kind_of_claim
from samverkan.web.enforcement.queries.krona_lines import Line, Proofs
from samverkan.web.enforcement.queries.placed import Placed, placed, waits
from samverkan.web.enforcement.queries.sales import (
    distribution_of,
    forfeiture_of,
    payments_of,
    steps_of,
)
from samverkan.web.people.queries import display_name

PAID_BY = {
    PaymentSource.DISTRIBUTION: "UF 13:3",
    PaymentSource.SETTLED: "UB 13:7-8",
    PaymentSource.STATE: "BrB 36:21-22",
}


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
