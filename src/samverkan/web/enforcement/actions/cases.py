"""The duty desk: take up a disclosure, confirm that claims are pending, end one that is not."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import Changed, NotAllowed
from samverkan.web.enforcement import queries
from samverkan.web.enforcement.models import ClaimRow, DebtorCase, TakenUp
from samverkan.web.journal import actions as journal
from samverkan.web.journal.transaction import in_one_transaction


@in_one_transaction
def take_up(
    *, release: int, case: DebtorCase | None, note: str = "", by: Actor, now: datetime
) -> TakenUp:
    """Take up a received disclosure in a case, or close it without one and say why."""
    by.may(Permission.ANSWER_DISCLOSURE)
    if case is None and not note.strip():
        raise NotAllowed("enforcement.empty")
    try:
        with transaction.atomic():
            row = TakenUp.objects.create(
                release=release, case=case, note=note.strip(), by=by.reference, at=now
            )
    except IntegrityError:
        raise Changed("Någon annan har redan tagit upp utlämnandet.") from None
    journal.record(
        Act.DISCLOSURE_TAKEN_UP,
        about=case.record if case else f"received/{release}",
        by=by,
        at=now,
        case=case.record if case else "received",
        details={"note": row.note, "release": release},
    )
    return row


@in_one_transaction
def confirm_pending(*, case: DebtorCase, by: Actor, now: datetime) -> None:
    """Confirm that the claims are still pending: before anything is done, and each time anew."""
    by.may(Permission.ATTACH, Permission.ANSWER_DISCLOSURE)
    claims = list(queries.pending_claims(case))
    if not claims:
        raise NotAllowed("enforcement.no_claims", section="UB 3:1")
    DebtorCase.objects.filter(pk=case.pk).update(pending_at=now, pending_by=by.reference)
    journal.record(
        Act.PENDING_CONFIRMED,
        about=case.record,
        by=by,
        at=now,
        case=case.record,
        ground="OSL 34:1 2 st",
        details={"claims": [claim.reference for claim in claims]},
    )


@in_one_transaction
def end_claim(*, claim: ClaimRow, why: str, by: Actor, now: datetime) -> None:
    """End a claim that is paid, withdrawn, quashed or time-barred: it is enforced no more."""
    by.may(Permission.ATTACH)
    if not why.strip():
        raise NotAllowed("enforcement.empty")
    moved = ClaimRow.objects.filter(pk=claim.pk, ended_at=None).update(
        ended_at=now, ended_why=why.strip()
    )
    if moved != 1:
        raise Changed("Fordran har redan upphört.")
    journal.record(
        Act.CLAIM_ENDED,
        about=claim.case.record,
        by=by,
        at=now,
        case=claim.case.record,
        details={"claim": claim.reference, "why": why.strip()},
    )
