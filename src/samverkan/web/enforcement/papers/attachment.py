"""The protocol of an execution and what was attached (UF 3:11, 6:8)."""

from __future__ import annotations

from collections.abc import Iterable

from samverkan.rules.protocols import ProtocolKind
from samverkan.web.enforcement import queries
from samverkan.web.enforcement.models import Decision, Execution, ListedItem
from samverkan.web.enforcement.papers.protocols import (
    Contents,
    Draft,
    Notes,
    execution_contents,
    execution_section,
    more_sections,
)
from samverkan.web.enforcement.papers.shape import Paper, Section, Table, kronor
from samverkan.web.enforcement.papers.words import APPEAL, claims_table, marks, officer


def attachment_protocol(execution: Execution, notes: Notes) -> Draft:
    """Draw up the protocol of an execution and what was attached (UF 3:11, 6:8)."""
    items = list(queries.items_of(execution))
    taken = [item for item in items if item.decision == Decision.ATTACHED]
    left = [item for item in items if item.decision != Decision.ATTACHED]
    reserved = [item for item in taken if item.replacement]
    claims = queries.applicants(execution)
    contents: Contents = {
        **execution_contents(execution, notes),
        "decisions": "; ".join(f"{item.description}: {item.section}" for item in items),
        "capital": kronor(sum(claim.capital for claim in claims)),
        "interest": kronor(sum(claim.interest for claim in claims)),
        "court-costs": kronor(sum(claim.case_cost for claim in claims)),
        "estimated-costs": kronor(sum(item.later_costs for item in taken)),
        "property": "; ".join(item.description for item in taken),
        "value": kronor(sum(item.value for item in taken)),
        "reservation": "; ".join(
            f"{item.description}: {kronor(item.replacement)} till gäldenären" for item in reserved
        ),
        "exemption-reason": "; ".join(f"{item.description}: {item.reason}" for item in left),
        **notes.more,
    }
    found = {"reservation"} if reserved else set()
    found |= {"exempted"} if left else set()
    return Draft(
        ProtocolKind.ATTACHMENT,
        Paper(
            title="Utmätningsprotokoll",
            number=execution.number,
            sections=(
                execution_section(execution, contents),
                Section(
                    "Fordringar",
                    facts=(
                        ("Kapital", contents["capital"], "UF 6:8 p. 2"),
                        ("Ränta", contents["interest"], "UF 6:8 p. 2"),
                        ("Kostnader i målen", contents["court-costs"], "UF 6:8 p. 2"),
                        (
                            "Beräknade förrättningskostnader",
                            contents["estimated-costs"],
                            "UF 6:8 p. 2",
                        ),
                    ),
                    table=claims_table(claims, to_debtor=True),
                ),
                _attached_section(taken),
                *_left_sections(left),
                Section("Yttranden och upplysningar", text=(notes.statements,)),
                *more_sections(notes),
                Section("Överklagande och rättelse", notice=APPEAL),
            ),
            signatures=((officer(execution.officer), "Förrättningsman, Kronofogden"),),
        ),
        contents,
        notes.circumstances | found,
    )


def _attached_section(items: Iterable[ListedItem]) -> Section:
    rows = tuple(
        (
            f"{item.description}\n{marks(item)}".strip(),
            f"{item.reason} {item.section}",
            kronor(item.value),
        )
        for item in items
    )
    reserved = tuple(
        f"{item.description} är utmätt med förbehåll: gäldenären ska få {kronor(item.replacement)} "
        "av köpeskillingen (UB 5:4)."
        for item in items
        if item.replacement
    )
    total = kronor(sum(item.value for item in items))
    return Section(
        "Utmätt egendom",
        table=Table(("Egendom", "Skäl", "Värde"), rows, numbers=(2,), total=("Summa", "", total)),
        notice=reserved,
    )


def _left_sections(items: list[ListedItem]) -> tuple[Section, ...]:
    if not items:
        return ()
    rows = tuple((item.description, item.reason, item.section) for item in items)
    table = Table(("Egendom", "Skäl", "Bestämmelse"), rows)
    return (Section("Undantaget och inte utmätt", table=table),)
