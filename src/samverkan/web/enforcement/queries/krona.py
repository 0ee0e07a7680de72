"""The way of the krona: from what was found to who was paid, each amount with rule and proof.

Amounts under each stage add up: what was sold is what was taken in costs, liens, the debtor's sum
and paid to claims, to the öre.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samverkan.rules.money import Ore
from samverkan.web.enforcement.models import Decision, Execution
from samverkan.web.enforcement.queries.executions import items_of
from samverkan.web.enforcement.queries.krona_lines import Line, Proofs
from samverkan.web.enforcement.queries.krona_shares import claims_lines, costs_lines, paid_lines
from samverkan.web.enforcement.queries.krona_things import (
    attached_line,
    found_line,
    secured_lines,
    sold_lines,
    valued_lines,
)
from samverkan.web.enforcement.queries.sales import forfeiture_hinders
from samverkan.web.journal.queries import thread_of


class Stage(StrEnum):
    """The stages from left to right."""

    FOUND = "found"
    ATTACHED = "attached"
    SECURED = "secured"
    VALUED = "valued"
    SOLD = "sold"
    COSTS = "costs"
    CLAIMS = "claims"
    PAID = "paid"


STAGES: dict[Stage, Promise] = {
    Stage.FOUND: _("Påträffat"),
    Stage.ATTACHED: _("Utmätt"),
    Stage.SECURED: _("Säkrat"),
    Stage.VALUED: _("Värderat"),
    Stage.SOLD: _("Sålt"),
    Stage.COSTS: _("Kostnader"),
    Stage.CLAIMS: _("Fordringar"),
    Stage.PAID: _("Utbetalt"),
}

KEPT = _("Staten behåller")


@dataclass(frozen=True, slots=True)
class StageView:
    """A stage: its lines and their sum; `done` once something has happened in it."""

    stage: Stage
    lines: tuple[Line, ...]
    counted: bool = True
    forfeited: bool = False

    @property
    def label(self) -> str:
        """Name the stage on screen."""
        kept = self.forfeited and self.stage is Stage.COSTS
        return str(KEPT if kept else STAGES[self.stage])

    @property
    def done(self) -> bool:
        """Say whether something has happened in it."""
        return bool(self.lines)

    @property
    def total(self) -> Ore | None:
        """Give the sum of its amounts; None if it has none."""
        amounts = [line.amount for line in self.lines if line.amount is not None]
        return sum(amounts) if amounts and self.counted else None


@dataclass(frozen=True, slots=True)
class Krona:
    """The whole way of one execution."""

    execution: Execution
    stages: tuple[StageView, ...]
    forfeited: bool

    def stage(self, stage: Stage) -> StageView:
        """Give one stage."""
        return next(view for view in self.stages if view.stage is stage)

    @property
    def adds_up(self) -> bool:
        """Say whether what came in is exactly what went out; True before anything is sold."""
        out = self.stage(Stage.COSTS).total or 0
        paid = self.stage(Stage.CLAIMS).total or 0
        came = self.stage(Stage.SOLD).total or 0
        return not (out or paid) or came == out + paid


def krona_of(execution: Execution, language: str) -> Krona:
    """Follow the money of one execution, in words of a language."""
    proofs = _proofs(execution)
    forfeited = forfeiture_hinders(execution)
    items = list(items_of(execution))
    kept = [item for item in items if item.decision == Decision.ATTACHED]
    stages = (
        StageView(Stage.FOUND, tuple(found_line(item, proofs) for item in items), counted=False),
        StageView(Stage.ATTACHED, tuple(attached_line(item, proofs) for item in kept)),
        StageView(Stage.SECURED, tuple(secured_lines(kept)), counted=False),
        StageView(Stage.VALUED, tuple(valued_lines(kept, language)), counted=False),
        StageView(Stage.SOLD, tuple(sold_lines(execution, proofs))),
        StageView(
            Stage.COSTS, tuple(costs_lines(execution, proofs, language)), forfeited=forfeited
        ),
        StageView(Stage.CLAIMS, tuple(claims_lines(execution, proofs, language))),
        StageView(Stage.PAID, tuple(paid_lines(execution, proofs))),
    )
    return Krona(execution, stages, forfeited)


def _proofs(execution: Execution) -> Proofs:
    return {line.number: line.position for line in thread_of(execution.record)}
