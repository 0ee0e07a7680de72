"""Confirming a phone decision: our officer confirms one hash, the other side's is matched here."""

from __future__ import annotations

from datetime import datetime

from samverkan.exchange.receipts import Receipt, ReceiptKind
from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.permissions import Permission
from samverkan.rules.phone_decisions import may_confirm, must_match, read_back_code
from samverkan.rules.refusal import Changed, NotAllowed
from samverkan.web.journal import actions as journal
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.partners import actions as partners
from samverkan.web.partners.queries import came_in
from samverkan.web.people.queries import display_name
from samverkan.web.property import queries
from samverkan.web.property.models import HeardDecision, PhoneDecision


@in_one_transaction
def confirm(*, heard: HeardDecision, code: str, by: Actor, now: datetime) -> None:
    """Confirm the version whose code was read out on the phone, and tell the decider.

    NotAllowed if the code is another version's, or this version is no longer open.
    """
    by.may(Permission.PHONE_DECISION)
    may_confirm(heard.digest, code, queries.standing_heard(heard))
    message, digest = came_in(sender=heard.sender, record=heard.record, version=heard.version)
    receipt = Receipt(
        kind=ReceiptKind.CONFIRMATION,
        of=str(message),
        digest=digest,
        version=heard.digest,
        note=display_name(by.reference),
    )
    partners.send_answer(
        receipt=receipt, to=heard.sender, about=heard.record, case=heard.record, by=by, now=now
    )
    moved = HeardDecision.objects.filter(pk=heard.pk, confirmed_at=None).update(
        confirmed_at=now, confirmed_by=by.reference
    )
    if moved != 1:
        raise Changed("Någon annan hann bekräfta före.")


@in_one_transaction
def note_confirmation(*, receipt: Receipt, by: Actor, now: datetime) -> None:
    """Write down that the other side has confirmed exactly this version, and by whom.

    NotAllowed for another hash, or for a version that has been corrected since.
    """
    row = PhoneDecision.objects.filter(message_id=receipt.of, partner=by.participant).first()
    if row is None:
        raise NotAllowed("partners.receipt_unknown")
    must_match(row.digest, receipt.version or "")
    may_confirm(row.digest, read_back_code(row.digest), queries.standing_ours(row))
    PhoneDecision.objects.filter(pk=row.pk, confirmed_at=None).update(
        confirmed_at=now, confirmed_by=receipt.note
    )
    journal.record(
        Act.PHONE_DECISION_CONFIRMED,
        about=row.record,
        by=by,
        at=now,
        case=row.case,
        ground=row.ground,
        details={"digest": row.digest, "officer": receipt.note, "version": row.version},
    )
