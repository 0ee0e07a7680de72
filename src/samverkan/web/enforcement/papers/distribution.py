"""The distribution list, with every step's section and why (UF 13:9)."""

from __future__ import annotations

from collections.abc import Iterable

from samverkan.rules.distribution_list import Step
from samverkan.rules.protocols import ProtocolKind
from samverkan.web.enforcement import queries
from samverkan.web.enforcement.models import Distribution, Execution
from samverkan.web.enforcement.papers.fallback import if_it_falls
from samverkan.web.enforcement.papers.protocols import (
    Contents,
    Draft,
    Notes,
    execution_contents,
    execution_section,
)
from samverkan.web.enforcement.papers.shape import Paper, Section, Table, day, kronor, moment
from samverkan.web.enforcement.papers.words import (
    APPEAL_DISTRIBUTION,
    BASIC_FEE,
    claims_table,
    officer,
    step_name,
    why,
)


def distribution_list(distribution: Distribution, notes: Notes) -> Draft:
    """Draw up the distribution list, with every step's section and why (UF 13:9)."""
    execution = distribution.sale.execution
    steps = queries.steps_of(distribution)
    claims = queries.applicants(execution)
    contents: Contents = {
        **execution_contents(execution, notes),
        "time": moment(distribution.made_at),
        "place": "Kronofogdens lokal",
        "purpose": "fördelning av influtna medel",
        "decisions": "Medlen fördelas enligt längden.",
        "reason": _why_meeting(execution),
        "announced": "Sakägarna underrättas genom denna längd.",
        "present": notes.parties,
        "funds": kronor(distribution.pot),
        "claims": "; ".join(f"{claim.creditor} {kronor(claim.total)}" for claim in claims),
        "motions": "Inga yrkanden.",
        "distribution-list": "; ".join(f"{step.name} {kronor(step.amount)}" for step in steps),
        "appeal": " ".join(APPEAL_DISTRIBUTION),
        **notes.more,
    }
    return Draft(
        ProtocolKind.DISTRIBUTION,
        Paper(
            title="Fördelningslängd",
            number=execution.number,
            sections=(
                execution_section(execution, contents),
                Section(
                    "Medel att fördela",
                    facts=(
                        ("Influtet", contents["funds"], "UB 13:2"),
                        ("Fördelningsdag", day(distribution.on), "UB 13:6"),
                        ("Sammanträde", contents["reason"], "UF 13:9 p. 1"),
                        ("Yrkanden", contents["motions"], "UF 13:9 p. 6"),
                        ("Grundavgift", BASIC_FEE, "1992:1094 6, 15 §§; UB 13:6 3 st"),
                    ),
                    table=claims_table(claims, to_debtor=True),
                ),
                Section("Längd", table=_steps_table(distribution.pot, steps)),
                Section("Varför", text=tuple(why(*one) for one in enumerate(steps, start=1))),
                *_aside_sections(distribution),
                Section("Överklagande", notice=APPEAL_DISTRIBUTION),
            ),
            signatures=((officer(distribution.prepared_by), "Fördelning, Kronofogden"),),
        ),
        contents,
        notes.circumstances,
    )


def _aside_sections(distribution: Distribution) -> tuple[Section, ...]:
    """Say what happens with what is set aside if the claim falls away (UB 13:8)."""
    texts = if_it_falls(distribution)
    return (Section("Om det avsatta", text=texts),) if texts else ()


def _why_meeting(execution: Execution) -> str:
    """Say why a meeting is held, or that none is needed (UB 13:4)."""
    unsettled = ", ".join(claim.reference for claim in queries.unsettled(execution))
    if not unsettled:
        return "Inget är tvistigt eller villkorat, så inget sammanträde behövs (UB 13:4)."
    return f"Tvistigt eller villkorat: {unsettled}. Sammanträde hålls (UB 13:4)."


def _steps_table(pot: int, steps: Iterable[Step]) -> Table:
    rows = tuple(
        (f"{place}. {step_name(step)}", step.citation, kronor(step.amount))
        for place, step in enumerate(steps, start=1)
    )
    return Table(
        ("Till", "Bestämmelse", "Belopp"),
        rows,
        numbers=(2,),
        total=("Summa", "", kronor(pot)),
    )
