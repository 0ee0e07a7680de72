"""Operations and each authority's own decision: each has one home, others hold copies."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from samverkan.rules.cooperation import CooperationDecision
from samverkan.rules.operations import Plan, Standing
from samverkan.web.cooperation.contents import AgreedPlan
from samverkan.web.cooperation.models import Decision, Operation
from samverkan.web.journal.instance import here

WORDS = ("name", "direction", "phenomenon", "subject", "goal", "serious", "organised")


def operations(on: date) -> QuerySet[Operation]:
    """Give the operations that run on a day, by name."""
    running = Operation.objects.filter(
        agreed_at__isnull=False, closed_at=None, recalled_at=None, starts__lte=on, ends__gte=on
    )
    return running.order_by("name")


def operation_rows() -> QuerySet[Operation]:
    """Give every operation known here, plans too, newest first."""
    return Operation.objects.order_by("-starts", "-pk")


def operation(ref: str) -> Operation:
    """Give one operation by its record's name. Operation.DoesNotExist if it is not known here."""
    return Operation.objects.get(record=ref)


def under(direction: str) -> QuerySet[Operation]:
    """Give the operations under a direction: related by it, never as cause of one another."""
    return operation_rows().filter(direction=direction)


def parties(ref: str) -> tuple[str, ...]:
    """Give the codes of the authorities asked to take part, in the order of the plan."""
    row = Operation.objects.filter(record=ref).first()
    return tuple(row.participants) if row else ()


def answers(ref: str) -> dict[str, Decision]:
    """Give each party's answer that stands, our own and those received; by code, in their order."""
    rows = Decision.objects.filter(operation=ref, withdrawn_at=None)
    found = {row.participant: row for row in rows}
    return {code: found[code] for code in parties(ref) if code in found}


def missing(ref: str) -> tuple[str, ...]:
    """Give the parties whose own answer has not reached us."""
    answered = answers(ref)
    return tuple(code for code in parties(ref) if code not in answered)


def decisions(operation_ref: str) -> tuple[CooperationDecision, ...]:
    """Give every decision to take part, for the rules to judge; none if it is not known here."""
    rows = answers(operation_ref).values()
    return tuple(_value(row) for row in rows if row.takes_part)


def decided_by_us(operation_ref: str) -> CooperationDecision | None:
    """Give our own decision to take part, None if there is none."""
    row = answers(operation_ref).get(here().participant)
    return _value(row) if row is not None and row.takes_part else None


def decision(pk: int) -> Decision:
    """Give one answer, ours or received. Decision.DoesNotExist if there is none."""
    return Decision.objects.get(pk=pk)


def plan_of(row: Operation) -> Plan:
    """Give what the council agreed on."""
    return Plan(
        **{name: getattr(row, name) for name in WORDS},
        networks=tuple(row.networks),
        methods=tuple(row.methods),
        days=tuple(map(date.fromisoformat, row.days)),
        participants=tuple(row.participants),
        starts=row.starts,
        ends=row.ends,
    )


def agreed_of(row: Operation) -> AgreedPlan:
    """Give an agreed plan as it is sent. ValueError before the council has agreed."""
    if row.agreed_at is None:
        raise ValueError(f"{row.record} is a plan that no council has agreed on")
    return AgreedPlan(
        plan=plan_of(row),
        agreed_by=row.agreed_by,
        agreed_at=row.agreed_at,
        closed_at=row.closed_at,
        closing_words=row.closing_words,
    )


def standing_of(row: Operation) -> Standing:
    """Say how far an operation has come, as seen here."""
    return Standing(
        agreed=row.agreed_at is not None,
        closed=row.closed_at is not None or row.recalled_at is not None,
        answered=here().participant in answers(row.record),
    )


def _value(row: Decision) -> CooperationDecision:
    if row.starts is None or row.ends is None:
        raise ValueError(f"{row.record} takes part without days")
    return CooperationDecision(
        participant=row.participant,
        cooperation=row.operation,
        subject=row.subject,
        goal=row.goal,
        serious=row.serious,
        organised=row.organised,
        starts=row.starts,
        ends=row.ends,
        decided_by=row.decided_by,
    )
