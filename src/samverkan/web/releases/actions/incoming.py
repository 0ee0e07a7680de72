"""What comes in through the gate: kept under its own case, handed on, blocked when recalled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from samverkan.exchange.envelope import Envelope
from samverkan.exchange.reading import Fields
from samverkan.exchange.receipts import Receipt, ReceiptKind
from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import Changed, NotAllowed, sentence
from samverkan.rules.releases import ReleaseTerms
from samverkan.web.journal import actions as journal
from samverkan.web.journal.cases import seal_under
from samverkan.web.journal.instance import here
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.partners import actions as partners
from samverkan.web.releases import queries
from samverkan.web.releases.models import RecalledBefore, ReceivedRelease
from samverkan.web.releases.registry import kind_of
from samverkan.wire.canonical import Json, digest, encode
from samverkan.wire.identifiers import RecordId, Version


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
    """Keep a partner's release under its own case, then let the app that takes it act.

    A release that was recalled before it came is kept without content, and no app hears of it.
    """
    record, copy = str(version.record), encode(content)
    before = queries.recalled_before(sender=by.participant, record=record, version=version.number)
    row = ReceivedRelease.objects.create(
        record=record,
        version=version.number,
        kind=kind,
        sender=by.participant,
        content=None if before else seal_under(record, copy, now=now),
        digest=digest(copy),
        case=record,
        ground=terms.ground,
        purpose=terms.purpose,
        handling=terms.handling,
        expires_on=terms.expires_on,
        made_at=made_at,
        received_at=now,
        **_recalled(before),
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
    if before is None:
        kind_of(kind).received(release=row, content=content, by=by, now=now)
    return row


def _recalled(before: RecalledBefore | None) -> dict[str, Any]:
    """Give the recall's part of a release that was taken back before it came: it is done here."""
    if before is None:
        return {}
    return {
        "recalled_at": before.recalled_at,
        "recall_reason": before.reason,
        "recall_message_id": before.message_id,
        "recall_digest": before.digest,
        "recall_done_at": before.recalled_at,
    }


@in_one_transaction
def receive_recall(*, envelope: Envelope, by: Actor, now: datetime) -> None:
    """Take the content of a recalled copy away; its terms and the reason stay.

    A recall may overtake its release: then it is kept, and the release has no effect when it comes.
    The receipt says that the recall came. That it is done, an officer confirms (`confirm_recall`).
    """
    body = Fields.of("recall", envelope.body, frozenset({"reason", "record", "version"}))
    record, version, reason = body.text("record"), body.whole("version"), body.text("reason")
    if RecordId.parse(record).participant != by.participant:
        raise NotAllowed("releases.recall_of_anothers")
    rows = ReceivedRelease.objects.filter(sender=by.participant, record=record, version=version)
    row = rows.first()
    journal.record(
        Act.RECALL_RECEIVED,
        about=record,
        by=by,
        at=now,
        case="recalls",
        ground="BDF 2:1",
        details={"reason": reason, "version": version},
    )
    if row is None:
        _keep_for_later(envelope, record, version, reason, by=by, now=now)
        return
    content = queries.content_of(row) or {}
    rows.update(
        content=None,
        recalled_at=now,
        recall_reason=reason[:400],
        recall_message_id=envelope.message_id,
        recall_digest=envelope.digest,
    )
    taken_back = kind_of(row.kind).recalled
    if taken_back is not None:
        taken_back(release=rows.get(), content=content, by=by, now=now)


def _keep_for_later(
    envelope: Envelope, record: str, version: int, reason: str, *, by: Actor, now: datetime
) -> None:
    """Keep a recall that overtook its release, and answer that it is done: nothing was used here.

    The release may wait for an earlier version, or until this program understands it.
    """
    RecalledBefore.objects.get_or_create(
        sender=by.participant,
        record=record,
        version=version,
        defaults={
            "reason": reason[:400],
            "message_id": envelope.message_id,
            "digest": envelope.digest,
            "recalled_at": now,
        },
    )
    receipt = Receipt(
        kind=ReceiptKind.RECALL_DONE,
        of=envelope.message_id,
        digest=envelope.digest,
        note=sentence("releases.never_used"),
    )
    me = Actor.instance(here().participant)
    partners.send_answer(
        receipt=receipt, to=by.participant, about=record, case="recalls", by=me, now=now
    )


@in_one_transaction
def confirm_recall(*, release: ReceivedRelease, note: str, by: Actor, now: datetime) -> None:
    """Tell the sender that the recall is done here: what was wrong has been put right.

    The desk that answers for disclosures confirms the recall of one.
    """
    if Permission.ANSWER_DISCLOSURE not in by.permissions:
        by.may(Permission.RECALL)
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
