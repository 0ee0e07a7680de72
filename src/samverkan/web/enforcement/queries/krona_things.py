"""The lines of the things on the krona's way: found, attached, secured, valued and sold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from samverkan.rules.money import format_kronor
from samverkan.web.enforcement.models import Execution, Forfeiture, ListedItem
from samverkan.web.enforcement.queries.sales import forfeiture_of, lots_of, sale_of
from samverkan.web.property import queries as property_queries

if TYPE_CHECKING:
    from samverkan.web.property.models import Valuation
from samverkan.web.enforcement.queries.krona_lines import Line, Proofs


def found_line(item: ListedItem, proofs: Proofs) -> Line:
    """Show a thing that was listed, and what was decided about it."""
    return Line(
        what=item.description,
        rule=item.reason,
        citation=item.section,
        inputs=tuple((name, str(text)) for name, text in item.marks.items()),
        at=item.decided_at,
        entry=item.entry,
        leaf=proofs.get(item.entry),
        kind=item.decision,
    )


def attached_line(item: ListedItem, proofs: Proofs) -> Line:
    """Show what was attached, with the protocol's value."""
    ended = item.corrected_at or item.forfeited_at
    kind = "corrected" if item.corrected_at else "forfeited" if ended else item.decision
    return Line(
        what=item.description,
        amount=item.value,
        rule=item.corrected_why or item.reason,
        citation=item.section,
        at=item.decided_at,
        entry=item.entry,
        leaf=proofs.get(item.entry),
        kind=kind,
    )


def secured_lines(items: list[ListedItem]) -> list[Line]:
    """Show where each thing has been, and is."""
    found = []
    for item in items:
        chain = list(property_queries.custody_chain(property_queries.thing(item.thing)))
        if chain:
            inputs = tuple((row.place, row.reason) for row in chain)
            place = f"{item.description}: {chain[-1].place}"
            found.append(Line(place, citation="UB 6:4", inputs=inputs, at=chain[-1].at))
    return found


def valued_lines(items: list[ListedItem], language: str) -> list[Line]:
    """Show each thing's newest value in its range."""
    return [
        Line(
            _in_range(item.description, row, language),
            amount=row.value,
            rule=row.basis,
            citation="UB 6:9",
            inputs=((_("Värderad av"), row.valued_by),),
            at=row.at,
        )
        for item in items
        for row in list(property_queries.valuations_of(property_queries.thing(item.thing)))[:1]
    ]


def _in_range(what: str, row: Valuation, language: str) -> str:
    """Name a thing with the range of its value, where there is one."""
    if row.low == row.high:
        return what
    low, high = (format_kronor(value, language) for value in (row.low, row.high))
    return _("%(what)s, mellan %(low)s och %(high)s") % {"what": what, "low": low, "high": high}


def sold_lines(execution: Execution, proofs: Proofs) -> list[Line]:
    """Show what came in: each hammer, or what the State got for the forfeited."""
    sale, forfeiture = sale_of(execution), forfeiture_of(execution)
    if forfeiture is not None and forfeiture.received is not None:
        return [_state_sold(forfeiture, proofs)]
    if sale is None or sale.sold_at is None:
        return []
    return [
        Line(
            lot.item.description,
            amount=lot.price,
            rule=sale.conditions,
            citation="UB 9:1, 9:4",
            at=sale.sold_at,
            entry=lot.entry,
            leaf=proofs.get(lot.entry),
        )
        for lot in lots_of(execution)
    ]


def _state_sold(row: Forfeiture, proofs: Proofs) -> Line:
    return Line(
        _("Staten har sålt det förverkade"),
        amount=row.received,
        rule=row.judgment,
        citation="BrB 36:17, 36:21-22",
        at=row.sold_at,
        entry=row.entry,
        leaf=proofs.get(row.entry),
    )
