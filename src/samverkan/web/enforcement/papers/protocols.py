"""Protocols: of the attachment (UF 3:11, 6:8), the sale (9:7) and the distribution (13:9)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from samverkan.rules.distribution_list import Step
from samverkan.rules.protocols import ProtocolKind
from samverkan.web.enforcement import queries
from samverkan.web.enforcement.labels import METHODS, WAYS
from samverkan.web.enforcement.models import (
    Decision,
    Distribution,
    Execution,
    ListedItem,
    Sale,
)
from samverkan.web.enforcement.papers.fallback import if_it_falls
from samverkan.web.enforcement.papers.shape import (
    Paper,
    Section,
    Table,
    day,
    kronor,
    moment,
)
from samverkan.web.enforcement.papers.words import (
    APPEAL,
    APPEAL_DISTRIBUTION,
    APPEAL_SALE,
    BASIC_FEE,
    claims_table,
    marks,
    officer,
    step_name,
    why,
)
from samverkan.web.people.queries import local_date

Contents = dict[str, str]


@dataclass(frozen=True, slots=True)
class Notes:
    """What the officer writes into a protocol: who was there, what was said, and what else.

    `circumstances` are keys of `law/protocols.toml`; each makes an item necessary, and `more`
    holds the texts of such items by key.
    """

    parties: str
    statements: str
    circumstances: frozenset[str] = frozenset()
    more: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """A protocol before it is issued: the paper, and its contents by the law's keys."""

    kind: ProtocolKind
    paper: Paper
    contents: Contents
    circumstances: frozenset[str]


def attachment_protocol(execution: Execution, notes: Notes) -> Draft:
    """Draw up the protocol of an execution and what was attached (UF 3:11, 6:8)."""
    items = list(queries.items_of(execution))
    taken = [item for item in items if item.decision == Decision.ATTACHED]
    left = [item for item in items if item.decision != Decision.ATTACHED]
    reserved = [item for item in taken if item.replacement]
    claims = queries.applicants(execution)
    contents: Contents = {
        **_execution_contents(execution, notes),
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
                _execution_section(execution, contents),
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
                *_more_sections(notes),
                Section("Överklagande och rättelse", notice=APPEAL),
            ),
            signatures=((officer(execution.officer), "Förrättningsman, Kronofogden"),),
        ),
        contents,
        notes.circumstances | found,
    )


def sale_protocol(sale: Sale, notes: Notes) -> Draft:
    """Draw up the protocol of a sale (UF 9:7). The buyer is named only where the law asks."""
    execution = sale.execution
    lots = list(queries.lots_of(execution))
    total = kronor(sum(lot.price for lot in lots))
    contents: Contents = {
        **_execution_contents(execution, notes),
        "time": moment(sale.sold_at or sale.announced_at),
        "place": sale.place,
        "purpose": "försäljning av utmätt egendom",
        "decisions": "Buden antas.",
        "property": "; ".join(lot.item.description for lot in lots),
        "method": str(METHODS[sale.method]),
        "conditions": sale.conditions,
        "bid": total if lots else "",
        "vat": sale.vat,
        "buyer": "; ".join(lot.buyer for lot in lots),
        **notes.more,
    }
    named = "buyer-noted" in notes.circumstances
    rows = tuple(
        (lot.item.description, lot.buyer if named else "antecknad i målet", kronor(lot.price))
        for lot in lots
    )
    return Draft(
        ProtocolKind.SALE,
        Paper(
            title="Försäljningsprotokoll",
            number=execution.number,
            sections=(
                _execution_section(execution, contents),
                Section(
                    "Försäljningen",
                    facts=(
                        ("Försäljningssätt", contents["method"], "UF 9:7 p. 2"),
                        ("Kungjord", moment(sale.announced_at), "UB 9:2; UF 9:9"),
                        ("Villkor", sale.conditions, "UF 9:7 p. 3"),
                        ("Mervärdesskatt", sale.vat, "UF 9:7 p. 7"),
                    ),
                    table=Table(
                        ("Egendom", "Köpare", "Antaget bud"),
                        rows,
                        numbers=(2,),
                        total=("Summa", "", total),
                    ),
                ),
                Section("Yttranden och upplysningar", text=(notes.statements,)),
                *_more_sections(notes),
                Section("Överklagande", notice=APPEAL_SALE),
            ),
            signatures=((officer(sale.by), "Förrättningsman, Kronofogden"),),
        ),
        contents,
        notes.circumstances,
    )


def distribution_list(distribution: Distribution, notes: Notes) -> Draft:
    """Draw up the distribution list, with every step's section and why (UF 13:9)."""
    execution = distribution.sale.execution
    steps = queries.steps_of(distribution)
    claims = queries.applicants(execution)
    contents: Contents = {
        **_execution_contents(execution, notes),
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
                _execution_section(execution, contents),
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


def _execution_contents(execution: Execution, notes: Notes) -> Contents:
    claims = queries.applicants(execution)
    return {
        "officer": officer(execution.officer),
        "time": moment(execution.began_at),
        "place": execution.place,
        "purpose": "utmätning för alla sökande samtidigt (UB 4:11)",
        "parties": notes.parties,
        "enforcement-sought": "betalning av " + ", ".join(claim.reference for claim in claims),
        "title": "; ".join(f"{claim.title} ({day(claim.title_on)})" for claim in claims),
        "statements": notes.statements,
    }


def _execution_section(execution: Execution, contents: Contents) -> Section:
    ended = execution.control_ended_at
    before = (("Kontrollen avslutad", moment(ended), "annan myndighets händelse"),) if ended else ()
    return Section(
        "Förrättningen",
        facts=(
            ("Förrättningsman", contents["officer"], "UF 3:11 p. 1"),
            *before,
            ("Tid", contents["time"], "UF 3:11 p. 1"),
            ("Plats", contents["place"], "UF 3:11 p. 1"),
            ("Ändamål", contents["purpose"], "UF 3:11 p. 1"),
            (
                "Sätt",
                str(WAYS[execution.way]),
                queries.way_section(execution.way, on=_on(execution)),
            ),
            ("Gäldenär", execution.case.debtor_name, execution.case.shown_number),
            ("Närvarande", contents["parties"], "UF 3:11 p. 3"),
            ("Exekutionstitlar", contents["title"], "UF 3:11 p. 5"),
        ),
    )


def _on(execution: Execution) -> date:
    return local_date(execution.began_at)


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


def _more_sections(notes: Notes) -> tuple[Section, ...]:
    texts = tuple(text for text in notes.more.values() if text)
    return (Section("Övrigt", text=texts),) if texts else ()


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
