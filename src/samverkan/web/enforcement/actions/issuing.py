"""Issuing a paper: refused while something is missing, then kept as the exact file."""

from __future__ import annotations

from datetime import datetime

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.claims import ClaimKind
from samverkan.rules.permissions import Permission
from samverkan.rules.protocols import missing
from samverkan.rules.refusal import NotAllowed
from samverkan.web.enforcement import queries
from samverkan.web.enforcement.models import (
    ClaimRow,
    DebtorCase,
    Document,
    DocumentKind,
    Execution,
    Settlement,
)
from samverkan.web.enforcement.papers.letters import (
    notice_to_debtor,
    provisional_notice,
    victim_letter,
)
from samverkan.web.enforcement.papers.protocols import Draft
from samverkan.web.enforcement.papers.settlements import settlement_notice
from samverkan.web.enforcement.papers.shape import Paper, set_paper
from samverkan.web.journal import actions as journal
from samverkan.web.journal.cases import seal_under
from samverkan.web.journal.chance import new_uuid
from samverkan.web.journal.instance import here
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.people.queries import local_date
from samverkan.wire.canonical import digest

LAWS = {
    DocumentKind.ATTACHMENT_PROTOCOL: "UF 3:11, 6:8",
    DocumentKind.PROVISIONAL_NOTICE: "UF 6:12",
    DocumentKind.NOTICE_TO_DEBTOR: "UF 6:9",
    DocumentKind.SALE_PROTOCOL: "UF 9:7",
    DocumentKind.DISTRIBUTION_LIST: "UF 13:9",
    DocumentKind.SETTLEMENT: "UB 13:8; UF 13:11",
    DocumentKind.VICTIM_LETTER: "UF 13:3",
}
ISSUERS = {
    DocumentKind.ATTACHMENT_PROTOCOL: Permission.ATTACH,
    DocumentKind.SALE_PROTOCOL: Permission.SELL,
    DocumentKind.DISTRIBUTION_LIST: Permission.DISTRIBUTE,
}


@in_one_transaction
def issue_protocol(
    *, kind: DocumentKind, execution: Execution, draft: Draft, by: Actor, now: datetime
) -> Document:
    """Issue a protocol. NotAllowed, naming what is missing, unless it has all that the law asks."""
    by.may(ISSUERS[kind])
    lacking = missing(
        draft.kind, draft.contents, circumstances=draft.circumstances, on=local_date(now)
    )
    if lacking:
        items = ", ".join(item.sv for item in lacking)
        raise NotAllowed("enforcement.protocol_incomplete", section=LAWS[kind], items=items)
    return _keep(kind, draft.paper, case=execution.case, execution=execution, by=by, now=now)


@in_one_transaction
def issue_notice(*, execution: Execution, by: Actor, now: datetime) -> Document:
    """Issue the notice to the debtor with the ban (UF 6:9)."""
    by.may(Permission.ATTACH, Permission.SELL)
    paper = notice_to_debtor(execution)
    kind = DocumentKind.NOTICE_TO_DEBTOR
    return _keep(kind, paper, case=execution.case, execution=execution, by=by, now=now)


@in_one_transaction
def issue_provisional_notice(*, case: DebtorCase, by: Actor, now: datetime) -> Document:
    """Issue the notice of a provisional measure (UF 6:12)."""
    by.may(Permission.ATTACH)
    kind = DocumentKind.PROVISIONAL_NOTICE
    return _keep(kind, provisional_notice(case), case=case, execution=None, by=by, now=now)


@in_one_transaction
def issue_settlement(*, settlement: Settlement, by: Actor, now: datetime) -> Document:
    """Issue the notice to the parties of where money set aside goes (UF 13:11)."""
    by.may(Permission.DISTRIBUTE)
    if settlement.approved_at is None or settlement.withdrawn_at is not None:
        raise NotAllowed("enforcement.not_approved", section="UF 13:11")
    execution = settlement.distribution.sale.execution
    paper, case = settlement_notice(settlement), execution.case
    return _keep(DocumentKind.SETTLEMENT, paper, case=case, execution=execution, by=by, now=now)


@in_one_transaction
def issue_victim_letters(*, execution: Execution, by: Actor, now: datetime) -> tuple[Document, ...]:
    """Issue a letter to each injured party that an execution was for."""
    by.may(Permission.DISTRIBUTE)
    victims = [
        claim for claim in queries.applicants(execution) if claim.kind == ClaimKind.VICTIM_DAMAGES
    ]
    return tuple(
        issue_victim_letter(claim=claim, execution=execution, by=by, now=now) for claim in victims
    )


@in_one_transaction
def note_victim_read(*, claim: ClaimRow, now: datetime) -> None:
    """Enter that an injured party's page was opened, by whoever holds its address."""
    journal.record(
        Act.VICTIM_PAGE_READ,
        about=claim.case.record,
        by=Actor.instance(here().participant),
        at=now,
        case=claim.case.record,
        details={"claim": claim.reference},
    )


@in_one_transaction
def issue_victim_letter(
    *, claim: ClaimRow, execution: Execution, by: Actor, now: datetime
) -> Document:
    """Issue the letter to an injured party of what was decided and paid."""
    by.may(Permission.DISTRIBUTE)
    return _keep(
        DocumentKind.VICTIM_LETTER,
        victim_letter(claim, execution),
        case=execution.case,
        execution=execution,
        claim=claim.reference,
        by=by,
        now=now,
    )


def _keep(
    kind: DocumentKind,
    paper: Paper,
    *,
    case: DebtorCase,
    execution: Execution | None,
    by: Actor,
    now: datetime,
    claim: str = "",
) -> Document:
    content = set_paper(paper, made_at=now)
    record = f"{here().participant}/{new_uuid()}"
    entry = journal.record(
        Act.DOCUMENT_ISSUED,
        about=execution.record if execution else case.record,
        by=by,
        at=now,
        case=case.record,
        ground=LAWS[kind],
        details={"digest": digest(content), "document": record, "kind": str(kind)},
    )
    return Document.objects.create(
        record=record,
        case=case,
        execution=execution,
        kind=kind,
        claim=claim,
        digest=digest(content),
        content=seal_under(case.record, content, now=now),
        by=by.reference,
        made_at=now,
        entry=entry,
    )
