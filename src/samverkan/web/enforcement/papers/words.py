"""Words that several papers share: how to appeal, who the claims are, what identifies a thing."""

from __future__ import annotations

from collections.abc import Iterable

from samverkan.rules.distribution_list import PartKind, Step, StepKind
from samverkan.web.enforcement import queries
from samverkan.web.enforcement.models import ClaimRow, ListedItem
from samverkan.web.enforcement.papers.shape import Table, kronor
from samverkan.web.people.queries import display_name
from samverkan.web.property.labels import mark_label

APPEAL = (
    "Den som är missnöjd kan be Kronofogden att rätta beslutet (UF 3:16).",
    "Sökanden och gäldenären får överklaga inom tre veckor från delgivningen. För den som påstår "
    "bättre rätt finns ingen tidsgräns. Överklagandet prövas av tingsrätten och lämnas till "
    "Kronofogden (UB 18:1, 18:7).",
)
APPEAL_SALE = (
    "Försäljningen får överklagas inom tre veckor från försäljningen. Överklagandet prövas av "
    "tingsrätten och lämnas till Kronofogden (UB 18:1, 18:7).",
)
APPEAL_DISTRIBUTION = (
    "Fördelningen får överklagas inom tre veckor från beslutet. Överklagandet prövas av "
    "tingsrätten och lämnas till Kronofogden (UB 18:1, 18:7).",
)
BASIC_FEE = (
    "Tas inte ur medlen: den står som kostnad i det enskilda målet, med det belopp som fordran "
    "anger. Målsägande betalar ingen."
)
BAN = (
    "Du får inte sälja, skänka bort, pantsätta, förstöra eller på annat sätt förfoga över den "
    "utmätta egendomen så att det skadar sökandena (UB 4:29).",
    "Den som olovligen förfogar över utmätt egendom kan dömas för överträdelse av myndighets bud "
    "till böter eller fängelse i högst ett år (BrB 17:13).",
)
PARTS = {
    PartKind.INTEREST: "ränta",
    PartKind.COST: "kostnad",
    PartKind.CAPITAL: "kapital",
    PartKind.CLAIM: "fordran",
}


def officer(reference: str) -> str:
    """Name an officer of ours."""
    return display_name(reference)


def marks(item: ListedItem) -> str:
    """Write what identifies a thing."""
    return ", ".join(f"{mark_label(name)} {text}" for name, text in item.marks.items())


def claims_table(claims: Iterable[ClaimRow], *, to_debtor: bool) -> Table:
    """Show the claims with creditor and sum. Victims' addresses never stand in debtors' papers."""
    rows = tuple(
        (
            row.reference,
            ", ".join(
                filter(
                    None,
                    (row.creditor, queries.claim_of(row).address_shown(to_debtor=to_debtor)),
                )
            ),
            kronor(row.total),
        )
        for row in claims
    )
    total = kronor(sum(row.total for row in claims))
    return Table(("Mål", "Sökande", "Fordran"), rows, numbers=(2,), total=("Summa", "", total))


def step_name(step: Step) -> str:
    """Name who gets a step's money, or what it is for."""
    if step.kind is StepKind.COST:
        return f"Staten, {dict(step.inputs).get('what', 'avgift')}"
    return step.name or "Staten"


def why(place: int, step: Step) -> str:
    """Say why a step's money goes where it goes, and what of the claim it covers."""
    parts = ", ".join(f"{PARTS[part.kind]} {kronor(part.amount)}" for part in step.parts)
    return f"{place}. {step.sentence('sv')}" + (f" Därav {parts}." if parts else "")
