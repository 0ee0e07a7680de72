"""Debtors' cases and claims, executions and what was listed, sales, distribution, documents."""

from samverkan.web.enforcement.models.claims import (
    ClaimImport,
    ClaimRow,
    DebtorCase,
    SetAsideRow,
    TakenUp,
)
from samverkan.web.enforcement.models.executions import (
    Decision,
    Execution,
    ListedItem,
    ThirdParty,
    ThirdPartyState,
    Way,
)
from samverkan.web.enforcement.models.exports import ListExport
from samverkan.web.enforcement.models.money import (
    Cost,
    Distribution,
    Document,
    DocumentKind,
    Forfeiture,
    LienNotice,
    Payment,
    PaymentSource,
    Sale,
    SaleLot,
    Settlement,
)

__all__ = [
    "ClaimImport",
    "ClaimRow",
    "Cost",
    "DebtorCase",
    "Decision",
    "Distribution",
    "Document",
    "DocumentKind",
    "Execution",
    "Forfeiture",
    "LienNotice",
    "ListExport",
    "ListedItem",
    "Payment",
    "PaymentSource",
    "Sale",
    "SaleLot",
    "SetAsideRow",
    "Settlement",
    "TakenUp",
    "ThirdParty",
    "ThirdPartyState",
    "Way",
]
