"""What is forgotten of a debtor's case when it is erased: every name, number and free word.

Kinds, sections, times and amounts stay, so that the season's figures can be drawn up again.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from samverkan.web.enforcement.models import (
    ClaimRow,
    Cost,
    DebtorCase,
    Distribution,
    Document,
    Execution,
    Forfeiture,
    LienNotice,
    ListedItem,
    ListExport,
    Payment,
    Sale,
    SaleLot,
    SetAsideRow,
    Settlement,
    TakenUp,
    ThirdParty,
)
from samverkan.web.questions import actions as questions
from samverkan.web.releases import queries as releases

NAME = "Gallrad"


def forget(*, case: str, now: datetime) -> None:
    """Forget the debtor's case of this reference, or the note on a received release's."""
    del now
    received = releases.received().filter(case=case).order_by().values_list("pk", flat=True)
    TakenUp.objects.filter(release__in=list(received)).update(note="")
    exported = ListExport.objects.filter(record=case)
    exported.update(content=b"", recipient="", need="", weighing="")
    row = DebtorCase.objects.filter(record=case).first()
    if row is not None:
        _lists(row)
        _debtor(row)
        _executions(row)
        _money(row)


def _debtor(row: DebtorCase) -> None:
    """Forget the debtor and the claims. The number must be one of its kind, and is nobody's."""
    claims = ClaimRow.objects.filter(case=row)
    questions.forget_listed(case_refs=tuple(claims.values_list("reference", flat=True)))
    # A line set aside belongs to no case: it goes with the first case of its file.
    SetAsideRow.objects.filter(source__rows__case=row).update(text="", sentences={})
    claims.update(creditor="", address="", title="", token="", ended_why="")
    Document.objects.filter(case=row).update(content=b"")
    TakenUp.objects.filter(case=row).update(note="")
    DebtorCase.objects.filter(pk=row.pk).update(
        debtor_number=f"{row.pk:08}0000", debtor_name=NAME, address=""
    )


def _lists(row: DebtorCase) -> None:
    """Let go of our copies of lists that name the debtor: others stand in them, who can wait."""
    gone = {str(number) for number in row.executions.values_list("number", flat=True)}
    for number, named in ListExport.objects.values_list("pk", "executions"):
        if not gone.isdisjoint(named):
            ListExport.objects.filter(pk=number).update(content=b"")


def _executions(row: DebtorCase) -> None:
    Execution.objects.filter(case=row).update(
        place="", special_hours="", identified_by=[], served_how=""
    )
    items = ListedItem.objects.filter(execution__case=row)
    items.update(description="", marks={}, reason="", duties=[], corrected_why="")
    ThirdParty.objects.filter(item__in=items).update(who="", says="")
    Cost.objects.filter(execution__case=row).update(what="")
    LienNotice.objects.filter(execution__case=row).update(claimant="", what="")


def _money(row: DebtorCase) -> None:
    Sale.objects.filter(execution__case=row).update(place="", conditions="", vat="")
    SaleLot.objects.filter(sale__execution__case=row).update(buyer="")
    Payment.objects.filter(execution__case=row).update(name="")
    for made in Distribution.objects.filter(sale__execution__case=row):
        Distribution.objects.filter(pk=made.pk).update(steps=_nameless(made.steps))
    for ended in Settlement.objects.filter(distribution__sale__execution__case=row):
        Settlement.objects.filter(pk=ended.pk).update(
            ground="", withdrawn_why="", steps=_nameless(ended.steps)
        )
    for ruled in Forfeiture.objects.filter(execution__case=row):
        shares = [[claim, "", *rest] for claim, _name, *rest in ruled.compensations]
        Forfeiture.objects.filter(pk=ruled.pk).update(
            opened_by="", sale_waits="", judgment="", compensations=shares
        )


def _nameless(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**step, "name": "", "inputs": _amounts(step["inputs"])} for step in steps]


def _amounts(inputs: list[list[object]]) -> list[list[object]]:
    """Keep what is an amount; words may name somebody."""
    return [[name, value if isinstance(value, int) else ""] for name, value in inputs]
