"""Reading a file of claims into debtors' cases; the same file twice changes nothing."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from datetime import datetime
from hashlib import sha256

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.claims import ClaimKind
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import NotAllowed
from samverkan.web.enforcement.models import ClaimImport, ClaimRow, DebtorCase, SetAsideRow
from samverkan.web.enforcement.reading import Broken, Claimed, ReadFile, read_claims
from samverkan.web.journal import actions as journal
from samverkan.web.journal.chance import draw, new_uuid
from samverkan.web.journal.instance import here
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.people.queries import local_date

TOKEN_BYTES = 24
SAME = ("kind", "public", "capital", "interest", "case_cost", "title_final", "standing")


@in_one_transaction
def import_claims(*, data: bytes, name: str, by: Actor, now: datetime) -> ClaimImport:
    """Take what is whole, put aside what is not, and count what was known. Gives the import.

    NotAllowed if the file has no such columns. A file that was read before is given back as it was.
    """
    by.may(Permission.ATTACH)
    digest = sha256(data).hexdigest()
    before = ClaimImport.objects.filter(digest=digest).first()
    if before is not None:
        return before
    found = read_claims(data, on=local_date(now))
    row = ClaimImport.objects.create(
        name=name,
        digest=digest,
        encoding=found.encoding,
        delimiter=found.delimiter,
        by=by.reference,
        at=now,
    )
    _take(row, found, now)
    journal.record(
        Act.CLAIMS_IMPORTED,
        about=f"claims/{row.pk}",
        by=by,
        at=now,
        case="claims",
        details={
            "aside": row.aside.count(),
            "digest": digest,
            "known": row.known,
            "taken": row.taken,
        },
    )
    return row


def _take(row: ClaimImport, found: ReadFile, now: datetime) -> None:
    aside = list(found.broken)
    for claim in found.claims:
        there = ClaimRow.objects.filter(reference=claim.reference).first()
        if there is None:
            _add(row, claim, now)
            row.taken += 1
        elif _same(there, claim):
            row.known += 1
        else:
            refusal = NotAllowed("enforcement.twice", reference=claim.reference)
            aside.append(Broken(claim.line, "reference", refusal, claim.reference))
    SetAsideRow.objects.bulk_create(_aside(row, broken) for broken in aside)
    row.save(update_fields=["known", "taken"])


def _add(source: ClaimImport, claim: Claimed, now: datetime) -> ClaimRow:
    case, _made = DebtorCase.objects.get_or_create(
        debtor_number=claim.debtor_number,
        defaults={
            "record": f"{here().participant}/{new_uuid()}",
            "debtor_name": claim.debtor_name,
            "address": claim.debtor_address,
            "made_at": now,
        },
    )
    return ClaimRow.objects.create(
        case=case,
        source=source,
        line=claim.line,
        reference=claim.reference,
        creditor=claim.creditor,
        address=claim.address,
        protected=claim.protected,
        kind=claim.kind,
        public=claim.public,
        capital=claim.capital,
        interest=claim.interest,
        case_cost=claim.case_cost,
        title=claim.title,
        title_on=claim.title_on,
        title_final=claim.title_final,
        standing=claim.standing,
        token=_token() if claim.kind is ClaimKind.VICTIM_DAMAGES else "",
    )


def _token() -> str:
    """Make the unguessable part of an injured party's address: 192 bits."""
    return urlsafe_b64encode(draw(TOKEN_BYTES)).decode("ascii")


def _same(row: ClaimRow, claim: Claimed) -> bool:
    return row.case.debtor_number == claim.debtor_number and all(
        getattr(row, name) == getattr(claim, name) for name in SAME
    )


def _aside(source: ClaimImport, broken: Broken) -> SetAsideRow:
    sentences = {language: broken.refusal.sentence(language) for language in ("sv", "en")}
    return SetAsideRow(
        source=source,
        line=broken.line,
        field=broken.field,
        sentences=sentences,
        text=broken.text[:2000],
    )
