"""The protocol of a sale (UF 9:7)."""

from __future__ import annotations

from samverkan.rules.protocols import ProtocolKind
from samverkan.web.enforcement import queries
from samverkan.web.enforcement.labels import METHODS
from samverkan.web.enforcement.models import Sale
from samverkan.web.enforcement.papers.protocols import (
    Contents,
    Draft,
    Notes,
    execution_contents,
    execution_section,
    more_sections,
)
from samverkan.web.enforcement.papers.shape import Paper, Section, Table, kronor, moment
from samverkan.web.enforcement.papers.words import APPEAL_SALE, officer


def sale_protocol(sale: Sale, notes: Notes) -> Draft:
    """Draw up the protocol of a sale (UF 9:7). The buyer is named only where the law asks."""
    execution = sale.execution
    lots = list(queries.lots_of(execution))
    total = kronor(sum(lot.price for lot in lots))
    contents: Contents = {
        **execution_contents(execution, notes),
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
                execution_section(execution, contents),
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
                *more_sections(notes),
                Section("Överklagande", notice=APPEAL_SALE),
            ),
            signatures=((officer(sale.by), "Förrättningsman, Kronofogden"),),
        ),
        contents,
        notes.circumstances,
    )
