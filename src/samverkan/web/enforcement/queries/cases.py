"""Reading debtors' cases, claims, and files of claims."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from samverkan.rules.claims import Claim, ClaimKind, Standing
from samverkan.rules.refusal import reason
from samverkan.rules.titles import Title, TitleKind, may_enforce
from samverkan.web.enforcement.models import (
    ClaimImport,
    ClaimRow,
    DebtorCase,
    Execution,
)

PERSON_DIGITS = 12
TITLES = {
    ClaimKind.VICTIM_DAMAGES: TitleKind.JUDGMENT,
    ClaimKind.STATE_REGRESS: TitleKind.JUDGMENT,
    ClaimKind.FINE: TitleKind.JUDGMENT,
    ClaimKind.TAX: TitleKind.AUTHORITY_DECISION,
    ClaimKind.BENEFIT_RECOVERY: TitleKind.AUTHORITY_DECISION,
    ClaimKind.BANK: TitleKind.ORDER_TO_PAY,
    ClaimKind.OTHER: TitleKind.SPECIAL_RULE,
}


def case(record: str) -> DebtorCase:
    """Give one case. DebtorCase.DoesNotExist if there is none."""
    return DebtorCase.objects.get(record=record)


def case_of(debtor_number: str) -> DebtorCase | None:
    """Give the case of a debtor by number in normal form, if there is one."""
    return DebtorCase.objects.filter(debtor_number=debtor_number).first()


def cases(*, words: str = "") -> QuerySet[DebtorCase]:
    """Give the cases whose debtor's name or number holds the words, by name."""
    rows = DebtorCase.objects.order_by("debtor_name")
    if words:
        digits = words.replace("-", "")
        rows = rows.filter(Q(debtor_name__icontains=words) | Q(debtor_number__contains=digits))
    return rows


def claims_of(case: DebtorCase) -> QuerySet[ClaimRow]:
    """Give every claim of a case, as they came."""
    return ClaimRow.objects.filter(case=case).order_by("pk")


def pending_claims(case: DebtorCase) -> QuerySet[ClaimRow]:
    """Give the claims that are still to be paid and whose title may be enforced."""
    rows = claims_of(case).filter(ended_at=None)
    may = [row.pk for row in rows if reason(may_enforce, title_of(row)) is None]
    return rows.filter(pk__in=may)


def claim_row(reference: str) -> ClaimRow:
    """Give one claim by its reference."""
    return ClaimRow.objects.select_related("case").get(reference=reference)


def applicants(execution: Execution) -> tuple[ClaimRow, ...]:
    """Give the claims that an execution attached for, in the order they came."""
    return tuple(ClaimRow.objects.filter(reference__in=execution.applicants).order_by("pk"))


def kind_of_claim(reference: str) -> str:
    """Give what a claim is for; nothing for what is no claim of ours, such as a lien."""
    row = ClaimRow.objects.filter(reference=reference).first()
    return row.kind if row else ""


def claim_of(row: ClaimRow) -> Claim:
    """Give a claim as the rules see it."""
    return Claim(
        reference=row.reference,
        creditor=row.creditor,
        kind=ClaimKind(row.kind),
        public=row.public,
        capital=row.capital,
        interest=row.interest,
        single_case_cost=row.case_cost,
        standing=Standing(row.standing),
        address=row.address,
        protected=row.protected,
    )


def title_of(row: ClaimRow) -> Title:
    """Give a claim's title. A tax or benefit decision may be enforced at once."""
    kind = ClaimKind(row.kind)
    return Title(
        kind=TITLES[kind],
        final=row.title_final,
        at_once=kind is ClaimKind.TAX,
        penalty=kind is ClaimKind.FINE,
    )


def title_for(execution: Execution) -> Title | None:
    """Give the title of an execution's first applicant; None if there is no applicant."""
    rows = applicants(execution)
    return title_of(rows[0]) if rows else None


def titles_final(execution: Execution) -> bool:
    """Say whether every applicant's title is final (UB 8:4, 13:14)."""
    return all(row.title_final for row in applicants(execution))


def standing_of(reference: str) -> Standing:
    """Say whether a claim can be paid; what is no claim of ours, such as a fee or lien, can."""
    row = ClaimRow.objects.filter(reference=reference).first()
    return Standing(row.standing) if row else Standing.SETTLED


def title_is_final(reference: str) -> bool:
    """Say whether a claim's own title is final; what is no claim of ours has none to wait for."""
    row = ClaimRow.objects.filter(reference=reference).first()
    return row is None or row.title_final


def unsettled(execution: Execution) -> tuple[ClaimRow, ...]:
    """Give the claims in dispute or on a condition: for them a meeting is held (UB 13:4)."""
    return tuple(row for row in applicants(execution) if row.standing != Standing.SETTLED)


def is_natural_person(case: DebtorCase) -> bool:
    """Say whether the debtor is a person: a personal number in normal form has twelve digits."""
    return len(case.debtor_number) == PERSON_DIGITS


def imports() -> QuerySet[ClaimImport]:
    """Give the files that have been read, newest first."""
    return ClaimImport.objects.order_by("-pk")


def claim_import(pk: int) -> ClaimImport:
    """Give one file that has been read."""
    return ClaimImport.objects.get(pk=pk)


def by_token(token: str) -> ClaimRow:
    """Give the claim whose injured party holds this address. ClaimRow.DoesNotExist if none."""
    return ClaimRow.objects.select_related("case").exclude(token="").get(token=token)
