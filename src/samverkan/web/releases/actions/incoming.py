"""What comes in through the gate: kept under its own case, handed on, blocked when recalled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from samverkan.exchange.envelope import Envelope
from samverkan.exchange.reading import Fields
from samverkan.exchange.receipts import Receipt, ReceiptKind
from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.refusal import Changed, NotAllowed
from samverkan.rules.releases import ReleaseTerms
from samverkan.web.journal import actions as journal
from samverkan.web.journal.cases import seal_under
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.partners import actions as partners
from samverkan.web.releases import queries
from samverkan.web.releases.models import ReceivedRelease
from samverkan.web.releases.registry import kind_of
from samverkan.wire.canonical import Json, digest, encode
from samverkan.wire.identifiers import Version


@in_one_transaction
def receive(
    *,
    kind: str,
    version: Version,
    content: Mapping[str, Json],
    terms: ReleaseTerms,
    made_at: datetime,
    by: Actor,
    now: datetime,
) -> ReceivedRelease:
    """Keep a partner's release under its own case, then let the app that takes it act."""
    record, copy = str(version.record), encode(content)
    row = ReceivedRelease.objects.create(
        record=record,
        version=version.number,
        kind=kind,
        sender=by.participant,
        content=seal_under(record, copy, now=now),
        digest=digest(copy),
        case=record,
        ground=terms.ground,
        purpose=terms.purpose,
        handling=terms.handling,
        expires_on=terms.expires_on,
        made_at=made_at,
        received_at=now,
    )
    journal.record(
        Act.RELEASE_RECEIVED,
        about=record,
        by=by,
        at=now,
        case=record,
        ground=row.ground,
        details={"digest": row.digest, "kind": kind, "version": version.number},
    )
    kind_of(kind).received(release=row, content=content, by=by, now=now)
    return row


@in_one_transaction
def receive_recall(*, envelope: Envelope, by: Actor, now: datetime) -> None:
    """Take the content of a recalled copy away; its terms and the reason stay.

    The receipt says that the recall came. That it is done, an officer confirms (`confirm_recall`).
    """
    body = Fields.of("recall", envelope.body, frozenset({"reason", "record", "version"}))
    record, version, reason = body.text("record"), body.whole("version"), body.text("reason")
    rows = ReceivedRelease.objects.filter(sender=by.participant, record=record, version=version)
    row = rows.first()
    if row is None:
        raise NotAllowed("releases.recall_of_nothing")
    content = queries.content_of(row) or {}
    rows.update(
        content=None,
        recalled_at=now,
        recall_reason=reason[:400],
        recall_message_id=envelope.message_id,
        recall_digest=envelope.digest,
    )
    journal.record(
        Act.RECALL_RECEIVED,
        about=record,
        by=by,
        at=now,
        case="recalls",
        ground="BDF 2:1",
        details={"reason": reason, "version": version},
    )
    taken_back = kind_of(row.kind).recalled
    if taken_back is not None:
        taken_back(release=rows.get(), content=content, by=by, now=now)


@in_one_transaction
def confirm_recall(*, release: ReceivedRelease, note: str, by: Actor, now: datetime) -> None:
    """Tell the sender that the recall is done here: what was wrong has been put right."""
    if release.recalled_at is None or release.recall_done_at is not None:
        raise NotAllowed("releases.nothing_to_confirm")
    receipt = Receipt(
        kind=ReceiptKind.RECALL_DONE,
        of=str(release.recall_message_id),
        digest=release.recall_digest,
        note=note,
    )
    partners.send_answer(
        receipt=receipt, to=release.sender, about=release.record, case="recalls", by=by, now=now
    )
    moved = ReceivedRelease.objects.filter(pk=release.pk, recall_done_at=None).update(
        recall_done_at=now
    )
    if moved != 1:
        raise Changed("Någon annan hann bekräfta före.")
