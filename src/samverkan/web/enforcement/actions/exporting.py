"""Taking a list out into a spreadsheet: a disclosure with ground, need, copy and last day."""

from __future__ import annotations

from datetime import datetime

from django.utils import translation

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.list_exports import Ground, ListKind, Wish, may_export
from samverkan.rules.permissions import Permission
from samverkan.web.design.sheets import Sheet, as_csv
from samverkan.web.design.workbooks import as_xlsx
from samverkan.web.enforcement import queries
from samverkan.web.enforcement.models import ListExport
from samverkan.web.journal import actions as journal
from samverkan.web.journal.cases import seal_under
from samverkan.web.journal.chance import new_uuid
from samverkan.web.journal.instance import here
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.people.queries import display_name, local_date
from samverkan.wire.canonical import digest

XLSX = "xlsx"
MAY = {
    ListKind.PROPERTY: (Permission.ATTACH, Permission.SELL),
    ListKind.DISTRIBUTION: (Permission.DISTRIBUTE,),
}


@in_one_transaction
def export_list(*, wish: Wish, form: str, by: Actor, now: datetime) -> ListExport:
    """Take a list out as `csv` or `xlsx`: entered, and kept as the exact file to its last day."""
    by.may(*MAY[wish.kind])
    on = local_date(now)
    ground = may_export(wish, on=on)
    record = f"{here().participant}/{new_uuid()}"
    sheet = _sheet(wish, ground, record)
    content = as_csv(sheet)
    if form == XLSX:
        content = as_xlsx(sheet, _about(wish, ground, record, by, now))
    executions = sorted({str(row[0]) for row in sheet.rows})
    entry = journal.record(
        Act.LIST_EXPORTED,
        about=record,
        by=by,
        at=now,
        case=record,
        ground=ground.citation,
        details={
            "digest": digest(content),
            "executions": [*executions],
            "first": wish.first.isoformat(),
            "form": form,
            "kind": str(wish.kind),
            "last": wish.last.isoformat(),
            "need": wish.need.strip(),
            "recipient": wish.recipient.strip(),
            "rows": len(sheet.rows),
            "weighing": wish.weighing.strip(),
        },
    )
    return ListExport.objects.create(
        record=record,
        kind=wish.kind,
        ground=ground.id,
        citation=ground.citation,
        recipient=wish.recipient.strip(),
        need=wish.need.strip(),
        weighing=wish.weighing.strip(),
        first=wish.first,
        last=wish.last,
        form=form,
        rows=len(sheet.rows),
        executions=executions,
        digest=digest(content),
        content=seal_under(record, content, now=now),
        expires_on=ground.ends(on),
        by=by.reference,
        made_at=now,
        entry=entry,
    )


def _sheet(wish: Wish, ground: Ground, record: str) -> Sheet:
    """Give the list, in Swedish; its last column names the export on every row that is cut out."""
    head = queries.head_of(wish.kind, ground)
    with translation.override("sv"):
        rows = queries.rows_for(wish.kind, wish.first, wish.last, ground)
    return Sheet((*head, "Utlämnande"), tuple((*row, record) for row in rows))


def _about(
    wish: Wish, ground: Ground, record: str, by: Actor, now: datetime
) -> tuple[tuple[str, str], ...]:
    on = local_date(now)
    return (
        ("Utlämnande", record),
        ("Till", wish.recipient.strip()),
        ("Behov", wish.need.strip()),
        ("Grund", f"{ground.sv} ({ground.citation})"),
        ("Uttagen av", display_name(by.reference)),
        ("Uttagen", on.isoformat()),
        ("Förstörs senast", ground.ends(on).isoformat()),
        ("Sekretess", "OSL 34:1"),
    )
