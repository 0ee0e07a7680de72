"""A case as its page shows it: claims, executions with things and money, papers, deadlines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samverkan.rules.money import Ore
from samverkan.rules.outcomes import Held
from samverkan.web.design.components import Tone
from samverkan.web.enforcement import queries
from samverkan.web.enforcement.labels import (
    CLAIM_KINDS,
    DECISIONS,
    DOCUMENTS,
    HELD,
    METHODS,
    THIRD_PARTY_STATES,
    WAYS,
)
from samverkan.web.enforcement.models import (
    ClaimRow,
    DebtorCase,
    Decision,
    Document,
    Execution,
    Forfeiture,
    ListedItem,
    Sale,
    ThirdParty,
    ThirdPartyState,
)
from samverkan.web.enforcement.queries import Clock, HeldShare
from samverkan.web.people.queries import local_date
from samverkan.web.property.labels import KINDS
from samverkan.web.property.queries import ThingView, decisions_about, views_of

if TYPE_CHECKING:
    from samverkan.web.property.models import PhoneDecision

Steps = tuple[tuple[str, Promise], ...]
NEXT: dict[str, Steps] = {
    ThirdPartyState.CLAIMED: (("forelagg", _("Förelägg att väcka talan")),),
    ThirdPartyState.ORDERED: (("delge", _("Anteckna delgivning")),),
    ThirdPartyState.SERVED: (
        ("talan", _("Talan har väckts")),
        ("ingen-talan", _("Ingen talan inom månaden")),
    ),
}


@dataclass(frozen=True, slots=True)
class ClaimShown:
    """A claim with its kind in words."""

    row: ClaimRow
    kind: str


@dataclass(frozen=True, slots=True)
class ItemShown:
    """A listed thing with its kind and decision in words, and where it is now."""

    row: ListedItem
    kind: str
    decision: str
    tone: Tone
    thing: ThingView | None


@dataclass(frozen=True, slots=True)
class ThirdPartyShown:
    """A third party's claim with its state in words, and the steps that may follow."""

    row: ThirdParty
    state: str
    steps: Steps


@dataclass(frozen=True, slots=True)
class HeldShown:
    """A share that waits, with why in words, its section, and how far its outcome has come."""

    share: HeldShare
    execution: Execution
    why: str
    section: str
    state: str

    @property
    def case_url(self) -> str:
        """Give the address of the case's page."""
        return reverse("enforcement:case", args=[self.execution.case.number])


@dataclass(frozen=True, slots=True)
class ExecutionShown:
    """An execution with everything in it."""

    row: Execution
    way: str
    section: str
    state: str
    tone: Tone
    items: tuple[ItemShown, ...]
    third_parties: tuple[ThirdPartyShown, ...]
    attached: Ore
    sale: Sale | None
    method: str
    forfeiture: Forfeiture | None
    held: tuple[HeldShown, ...]


@dataclass(frozen=True, slots=True)
class DocumentShown:
    """A paper with its name."""

    row: Document
    name: str


@dataclass(frozen=True, slots=True)
class CaseShown:
    """The whole case."""

    claims: tuple[ClaimShown, ...]
    claimed: Ore
    executions: tuple[ExecutionShown, ...]
    held: tuple[ThingView, ...]
    phone: tuple[PhoneDecision, ...]
    documents: tuple[DocumentShown, ...]
    clocks: tuple[Clock, ...]


def case_view(case: DebtorCase) -> CaseShown:
    """Give a case as its page shows it."""
    claims = tuple(ClaimShown(row, str(CLAIM_KINDS[row.kind])) for row in queries.claims_of(case))
    return CaseShown(
        claims=claims,
        claimed=sum(one.row.total for one in claims if one.row.ended_at is None),
        executions=tuple(_execution(row) for row in queries.executions_of(case)),
        held=queries.held_provisionally(case),
        phone=decisions_about(case.record),
        documents=tuple(
            DocumentShown(row, str(DOCUMENTS[row.kind])) for row in queries.documents_of(case)
        ),
        clocks=queries.clocks_of(case),
    )


def held_shown(share: HeldShare) -> HeldShown:
    """Give a share that waits as a page shows it."""
    row = share.settlement
    state = _("Väntar på betalning") if row and row.approved_at else _("Väntar på godkännande")
    return HeldShown(
        share=share,
        execution=share.distribution.sale.execution,
        why=str(HELD[share.why]),
        section="UB 13:14 p. 1" if share.why is Held.TITLE else "UB 13:7",
        state=str(state) if row else "",
    )


def _execution(row: Execution) -> ExecutionShown:
    items = list(queries.items_of(row))
    things = views_of(item.thing for item in items if item.thing)
    words, tone = queries.state_of(row)
    sale = queries.sale_of(row)
    return ExecutionShown(
        row=row,
        way=str(WAYS[row.way]),
        section=queries.way_section(row.way, on=local_date(row.began_at)),
        state=words,
        tone=tone,
        items=tuple(_item(item, things.get(item.thing)) for item in items),
        third_parties=tuple(_third_party(one) for one in queries.third_parties_of(row)),
        attached=sum(
            item.value
            for item in items
            if item.decision == Decision.ATTACHED and item.corrected_at is None
        ),
        sale=sale,
        method=str(METHODS[sale.method]) if sale else "",
        forfeiture=queries.forfeiture_of(row),
        held=tuple(held_shown(share) for share in queries.held_in(row)),
    )


def _item(row: ListedItem, thing: ThingView | None) -> ItemShown:
    words, tone = str(DECISIONS[row.decision]), Tone.NEUTRAL
    if row.corrected_at is not None:
        words = str(_("Rättat"))
    elif row.forfeited_at is not None:
        words = str(_("Förverkat"))
    elif row.decision == Decision.ATTACHED:
        tone = Tone.INFO
    return ItemShown(row, str(KINDS[row.kind]), words, tone, thing)


def _third_party(row: ThirdParty) -> ThirdPartyShown:
    return ThirdPartyShown(row, str(THIRD_PARTY_STATES[row.state]), NEXT.get(row.state, ()))
