"""The logging duty in numbers: operation by operation, which fields the entries hold."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from samverkan.rules.acts import Act
from samverkan.rules.logged import Field, Operation, fields_of, operation_of, operations, required
from samverkan.web.journal import review

NEWEST = 1000
REFUSING = (
    Act.REQUEST_REFUSED,
    Act.REFUSAL_RECEIVED,
    Act.REQUEST_REVIEWED,
    Act.NOT_ANSWERED,
    Act.PARTICIPATION_DECLINED,
)


@dataclass(frozen=True, slots=True)
class DutyRow:
    """An operation: entries in all, and of the newest how many hold each field, of how many.

    `erased` are those whose record is gone: they prove that something was logged, and no more.
    """

    operation: Operation
    entries: int
    looked_at: int
    erased: int
    fields: tuple[tuple[Field, int, bool], ...]


@dataclass(frozen=True, slots=True)
class Refusals:
    """How often something was refused, by act."""

    rows: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """Give them all together."""
        return sum(count for _act, count in self.rows)


def duty() -> tuple[DutyRow, ...]:
    """Go through the newest entries of each operation and count the fields they hold."""
    counts = review.count_by_act()
    by_operation: Counter[Operation] = Counter()
    for act, count in counts.items():
        by_operation[operation_of(act)] += count
    return tuple(_row(operation, by_operation[operation]) for operation in Operation)


def refusals() -> Refusals:
    """Count refusals: each is a decision with a person and a reason behind it."""
    counts = review.count_by_act()
    return Refusals(tuple((str(act), counts.get(act, 0)) for act in REFUSING))


def _row(operation: Operation, count: int) -> DutyRow:
    acts = operations()[operation].acts
    lines = review.lines(review.entries(acts=acts)[:NEWEST]) if acts else []
    readable = [line.record for line in lines if line.record is not None]
    held: Counter[Field] = Counter()
    for record in readable:
        held.update(fields_of(record))
    wanted = required(operation)
    return DutyRow(
        operation=operation,
        entries=count,
        looked_at=len(readable),
        erased=len(lines) - len(readable),
        fields=tuple((field, held[field], field in wanted) for field in Field),
    )
