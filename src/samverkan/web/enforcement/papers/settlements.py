"""The notice of what was decided of money set aside (UB 13:7-8; UF 13:11)."""

from __future__ import annotations

from samverkan.rules.distribution_list import Step, StepKind
from samverkan.rules.outcomes import Held
from samverkan.web.enforcement import queries
from samverkan.web.enforcement.labels import HELD
from samverkan.web.enforcement.models import Settlement
from samverkan.web.enforcement.papers.shape import Paper, Section, Table, day, kronor
from samverkan.web.enforcement.papers.words import APPEAL_DISTRIBUTION, officer, step_name, why
from samverkan.web.enforcement.steps import from_json

HELD_SECTIONS = {Held.DISPUTED: "UB 13:7", Held.CONDITIONAL: "UB 13:7", Held.TITLE: "UB 13:14 p. 1"}


def settlement_notice(row: Settlement) -> Paper:
    """Tell the parties how it ended, and where the money that waited goes, step by step."""
    outcome, steps = queries.outcome_of(row), from_json(row.steps)
    execution = row.distribution.sale.execution
    facts = [
        ("Fordran", row.claim, HELD_SECTIONS[outcome.held]),
        ("Väntade för att", str(HELD[outcome.held]), ""),
        ("Utgång", outcome.words("sv"), outcome.citation),
        ("Grund", row.ground, day(row.decided_on)),
    ]
    if row.final_on:
        facts.append(("Laga kraft", day(row.final_on), ""))
    if row.served_on:
        facts.append(("Föreläggandet delgavs", day(row.served_on), "UB 13:7 2 st"))
    return Paper(
        title="Beslut om avsatta medel",
        number=execution.number,
        sections=(
            Section("Hur det slutade", facts=tuple(facts)),
            Section(
                "Vart pengarna går",
                facts=(
                    ("Avsatt eller innehållet", kronor(row.held), "UB 13:7, 13:14"),
                    ("Ränta på medlen", kronor(row.earned), "UB 13:2"),
                ),
                table=_steps_table(row.held + row.earned, steps),
            ),
            Section("Varför", text=tuple(why(*one) for one in enumerate(steps, start=1))),
            Section("Överklagande", notice=APPEAL_DISTRIBUTION),
        ),
        signatures=((officer(row.prepared_by), "Fördelning, Kronofogden"),),
    )


def _steps_table(total: int, steps: tuple[Step, ...]) -> Table:
    rows = tuple(
        (f"{place}. {step_name(step)}{_kind(step)}", step.citation, kronor(step.amount))
        for place, step in enumerate(steps, start=1)
    )
    head = ("Till", "Bestämmelse", "Belopp")
    return Table(head, rows, numbers=(2,), total=("Summa", "", kronor(total)))


def _kind(step: Step) -> str:
    words = {StepKind.SET_ASIDE: ", avsatt", StepKind.MONEY_INTEREST: ", ränta på medlen"}
    return words.get(step.kind, "")
