"""The notice of what was decided of money set aside (UB 13:7-8; UF 13:11)."""

from __future__ import annotations

from samverkan.rules.distribution import distribute
from samverkan.rules.distribution_list import Step, StepKind
from samverkan.rules.outcomes import End, Held, Outcome
from samverkan.rules.settling import Waiting, settle
from samverkan.web.enforcement import queries
from samverkan.web.enforcement.labels import HELD
from samverkan.web.enforcement.models import Distribution, Settlement
from samverkan.web.enforcement.papers.shape import Paper, Section, Table, day, kronor
from samverkan.web.enforcement.papers.words import APPEAL_DISTRIBUTION, officer, step_name, why
from samverkan.web.enforcement.steps import from_json


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


def if_it_falls(row: Distribution) -> tuple[str, ...]:
    """Say for each share set aside where it goes if the claim falls away (UB 13:8)."""
    return tuple(
        _fallback(row, step)
        for step in queries.steps_of(row)
        if step.kind is StepKind.SET_ASIDE and step.amount
    )


HELD_SECTIONS = {Held.DISPUTED: "UB 13:7", Held.CONDITIONAL: "UB 13:7", Held.TITLE: "UB 13:14 p. 1"}


def _fallback(row: Distribution, step: Step) -> str:
    made = distribute(queries.proceeds_of(row.sale, at=row.made_at), on=row.on)
    outcome = Outcome(claim=step.claim, held=Held.DISPUTED, end=End.FALLS, decided_on=row.on)
    there = Waiting(made=made, steps=queries.steps_of(row), held=step.amount)
    to = ", ".join(
        f"{kronor(one.amount)} till {step_name(one)}"
        for one in settle(there, outcome).steps
        if one.amount
    )
    return f"Faller fordran {step.claim} bort går de avsatta medlen så här: {to} (UB 13:8)."


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
