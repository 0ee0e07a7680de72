"""What a question needs to know of an operation, out of the cooperation's own records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverkan.rules.cooperation import CooperationDecision, in_force
from samverkan.rules.disclosure_ladder import Purpose
from samverkan.rules.questions import PurposeCard
from samverkan.web.cooperation import queries as cooperation


@dataclass(frozen=True, slots=True)
class OperationFacts:
    """An operation that may ask: its reference, name, first and last day, and who has decided."""

    ref: str
    name: str
    starts: date
    ends: date
    decisions: tuple[CooperationDecision, ...]

    def card(self, record: str, purpose: Purpose) -> PurposeCard:
        """Give the purpose card as the rules read it."""
        return PurposeCard(record, self.name, self.ref, purpose, self.starts, self.ends)

    def takes_part(self, participant: str, *, on: date) -> bool:
        """Say whether a participant's own decision is in force."""
        return any(
            decision.participant == participant and in_force(decision, on)
            for decision in self.decisions
        )


def facts_of(ref: str, *, on: date) -> OperationFacts | None:
    """Give an operation that runs on a day; None if it is not known here, or does not run."""
    row = cooperation.operations(on).filter(record=ref).first()
    if row is None:
        return None
    return OperationFacts(row.record, row.name, row.starts, row.ends, cooperation.decisions(ref))


def name_of(ref: str) -> str:
    """Give an operation's name, also of one that has ended; its reference if it is not known."""
    row = cooperation.operation_rows().filter(record=ref).first()
    return row.name if row else ref


def running(*, on: date) -> tuple[OperationFacts, ...]:
    """Give the operations that check on a day, by name: on their own days, if they name any."""
    rows = (row for row in cooperation.operations(on) if not row.days or on.isoformat() in row.days)
    found = (facts_of(row.record, on=on) for row in rows)
    return tuple(each for each in found if each is not None)
