"""The only gate out. Without a complete record nothing leaves; what left can be recalled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from samverkan.exchange.receipts import Receipt
from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import Changed, NotAllowed
from samverkan.rules.releases import ReleaseTerms, may_recall, may_release
from samverkan.web.journal import actions as journal
from samverkan.web.journal.cases import seal_under
from samverkan.web.journal.instance import here
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.partners import actions as partners
from samverkan.web.people.queries import end_of_day, local_date
from samverkan.web.releases.models import Release, ReleaseState
from samverkan.wire.canonical import Json, digest, encode
from samverkan.wire.identifiers import RecordId, Version

TERMS = tuple(ReleaseTerms.__dataclass_fields__)


@in_one_transaction
def release(
    *,
    kind: str,
    content: Mapping[str, Json],
    terms: ReleaseTerms,
    about: str,
    case: str,
    by: Actor,
    now: datetime,
) -> Release:
    """Release chosen fields of a record to one recipient, signed, on its terms.

    `about` is the record at home here (`KBV/uuid`); a later release of the same record to the same
    recipient is its next version, and travels with the hash of the one before. Who may release a
    kind is asked where that act begins (`disclose`, `release_note`, …): jobs release too.
    """
    may_release(terms, fields=frozenset(content), sender=here().participant, on=local_date(now))
    version = _next_version(about, terms.recipient, digest(encode(content)))
    row = Release(
        record=about,
        version=version.number,
        kind=kind,
        content=seal_under(case, encode(content), now=now),
        digest=version.digest,
        case=case,
        by=by.reference,
        made_at=now,
        **{name: getattr(terms, name) for name in TERMS},
    )
    entry = _enter(row, fields=sorted(content), by=by, now=now)
    row.message_id = partners.send(
        to=terms.recipient,
        schema=f"release/{kind}",
        body=_body(content, terms),
        about=version,
        expires_at=end_of_day(terms.expires_on),
        entry=entry,
        now=now,
    )
    row.save(force_insert=True)
    return row


def _next_version(record: str, recipient: str, copy: str) -> Version:
    sent = Release.objects.filter(record=record, recipient=recipient).order_by("-version")
    last = sent.first()
    return Version(
        RecordId.parse(record), last.version + 1 if last else 1, copy, last.digest if last else None
    )


def _enter(row: Release, *, fields: list[str], by: Actor, now: datetime) -> int:
    return journal.record(
        Act.RELEASED,
        about=row.record,
        by=by,
        at=now,
        case=row.case,
        ground=row.ground,
        details={
            "digest": row.digest,
            "fields": fields,
            "handling": row.handling,
            "kind": row.kind,
            "purpose": row.purpose,
            "recipient": row.recipient,
            "version": row.version,
        },
    )


def _body(content: Mapping[str, Json], terms: ReleaseTerms) -> dict[str, Json]:
    return {
        "content": content,
        "expires_on": terms.expires_on.isoformat(),
        "ground": terms.ground,
        "handling": terms.handling,
        "purpose": terms.purpose,
    }


@in_one_transaction
def recall(*, release: Release, reason: str, by: Actor, now: datetime) -> None:
    """Take a release back: the receiver is told at once and confirms (BDF 2:1).

    Who decides on cooperation takes an own decision back by this too.
    """
    if Permission.DECIDE_COOPERATION not in by.permissions:
        by.may(Permission.RECALL)
    may_recall(already_recalled=release.recalled_at is not None, reason=reason)
    entry = journal.record(
        Act.RECALLED,
        about=release.record,
        by=by,
        at=now,
        case=release.case,
        ground="BDF 2:1",
        details={"reason": reason, "recipient": release.recipient, "version": release.version},
    )
    message_id = partners.send(
        to=release.recipient,
        schema="recall",
        body={"record": release.record, "version": release.version, "reason": reason},
        entry=entry,
        now=now,
        in_reply_to=release.message_id,
    )
    moved = Release.objects.filter(pk=release.pk, recalled_at=None).update(
        state=ReleaseState.RECALLED,
        recalled_at=now,
        recall_reason=reason,
        recall_message_id=message_id,
    )
    if moved != 1:
        raise Changed("Någon annan hann återkalla före.")


@in_one_transaction
def note_receipt(*, message_id: UUID, accepted: bool, by: Actor, now: datetime) -> None:
    """Write down the receiver's receipt for a release of ours."""
    row = Release.objects.filter(message_id=message_id).first()
    if row is None:
        return
    # What was not understood, or answered too late, may be accepted after all.
    before = [ReleaseState.SENT, ReleaseState.REFUSED] if accepted else [ReleaseState.SENT]
    state = ReleaseState.RECEIPTED if accepted else ReleaseState.REFUSED
    Release.objects.filter(pk=row.pk, state__in=before).update(state=state)
    Release.objects.filter(pk=row.pk).update(answered_at=now)
    journal.record(
        Act.RECEIPT_RECEIVED,
        about=row.record,
        by=by,
        at=now,
        case=row.case,
        details={"accepted": accepted, "from": row.recipient},
    )


@in_one_transaction
def note_recall_done(*, receipt: Receipt, by: Actor, now: datetime) -> None:
    """Write down that the receiver's officer has done what the recall asked."""
    row = Release.objects.filter(recall_message_id=receipt.of, recipient=by.participant).first()
    if row is None:
        raise NotAllowed("partners.receipt_unknown")
    Release.objects.filter(pk=row.pk).update(
        state=ReleaseState.RECALL_CONFIRMED, recall_confirmed_at=now
    )
    journal.record(
        Act.RECALL_DONE,
        about=row.record,
        by=by,
        at=now,
        case=row.case,
        details={"note": receipt.note},
    )
