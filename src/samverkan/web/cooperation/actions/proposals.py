"""A proposal for a direction in its versions, and the members' positions on exactly one of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from samverkan.exchange import receipts
from samverkan.exchange.receipts import Receipt, ReceiptKind
from samverkan.rules import council
from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.directions import (
    Draft,
    may_propose,
    must_be_chair,
    must_be_current,
    must_be_open,
)
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import NotAllowed
from samverkan.web.cooperation import queries
from samverkan.web.cooperation.contents import plain, read_draft
from samverkan.web.cooperation.models import Position, Proposal
from samverkan.web.journal import actions as journal
from samverkan.web.journal.chance import new_uuid
from samverkan.web.journal.instance import here
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.partners import actions as partners
from samverkan.web.partners.queries import came_in, directory, remits
from samverkan.web.people.queries import display_name
from samverkan.web.releases.actions import release_jointly
from samverkan.web.releases.queries import sent_in
from samverkan.wire.canonical import Json, digest, encode

if TYPE_CHECKING:
    from samverkan.web.releases.models import ReceivedRelease


@in_one_transaction
def propose_direction(
    *, draft: Draft, by: Actor, now: datetime, instead_of: Proposal | None = None
) -> Proposal:
    """Put a proposal to the members, or a new version of one: that needs new positions."""
    record = instead_of.record if instead_of else f"{here().participant}/{new_uuid()}"
    adopted = queries.direction_of(record) is not None
    may_propose(draft, by=by, remits=remits(), adopted=adopted, now=now)
    content = plain(draft)
    row = _keep(
        draft,
        record=record,
        version=queries.current(record).version + 1 if instead_of else 1,
        by=display_name(by.reference),
        at=now,
    )
    journal.record(
        Act.DIRECTION_PROPOSED, about=record, by=by, at=now, case=record, details=content
    )
    release_jointly(
        "proposal", content, record=record, to=draft.members, ends=draft.ends, by=by, now=now
    )
    return row


@in_one_transaction
def take_position(
    *, proposal: Proposal, stance: council.Stance, words: str, by: Actor, now: datetime
) -> Position:
    """Take our authority's position on exactly this version, signed and sent to the centre."""
    by.may(Permission.TAKE_POSITION)
    position = council.Position(here().participant, stance, proposal.digest, words.strip(), now)
    _must_count(position, record=proposal.record)
    home = proposal.record.partition("/")[0]
    message, message_hash = came_in(sender=home, record=proposal.record, version=proposal.version)
    receipt = Receipt(
        kind=ReceiptKind.POSITION,
        of=str(message),
        digest=message_hash,
        note=position.words,
        version=proposal.digest,
        position=receipts.Position(stance.value),
    )
    record = proposal.record
    partners.send_answer(receipt=receipt, to=home, about=record, case=record, by=by, now=now)
    return _keep_position(position, record=record, by=display_name(by.reference))


@in_one_transaction
def note_position(*, receipt: Receipt, by: Actor, now: datetime) -> None:
    """Write down a member's position, if it is on the version that is current."""
    sent = sent_in(UUID(receipt.of), to=by.participant)
    if sent is None or sent.kind != "proposal" or receipt.position is None:
        raise NotAllowed("directions.unknown")
    stance = council.Stance(receipt.position.value)
    said = council.Position(by.participant, stance, receipt.version or "", receipt.note, now)
    _must_count(said, record=sent.record)
    _keep_position(said, record=sent.record, by=by.reference)
    journal.record(
        Act.POSITION_RECEIVED,
        about=sent.record,
        by=by,
        at=now,
        case=sent.record,
        details=receipt.to_body(),
    )


@in_one_transaction
def receive_proposal(
    *, release: ReceivedRelease, content: Mapping[str, Json], by: Actor, now: datetime
) -> None:
    """Keep a version of a proposal that our authority is asked about."""
    del now
    must_be_chair(directory().participant(by.participant).remits)
    _keep(
        read_draft(content),
        record=release.record,
        version=release.version,
        by=by.reference,
        at=release.made_at,
    )


def _must_count(position: council.Position, *, record: str) -> None:
    newest = queries.current(record)
    must_be_open(adopted=queries.direction_of(record) is not None)
    must_be_current(position.version_hash, current=newest.digest)
    council.may_take(position, members=newest.members, closing_time=newest.closing_at)


def _keep(draft: Draft, *, record: str, version: int, by: str, at: datetime) -> Proposal:
    return Proposal.objects.create(
        record=record,
        version=version,
        digest=digest(encode(plain(draft))),
        title=draft.title,
        text=draft.text,
        picture=draft.picture,
        members=list(draft.members),
        closing_at=draft.closing_at,
        starts=draft.starts,
        ends=draft.ends,
        by=by,
        made_at=at,
    )


def _keep_position(position: council.Position, *, record: str, by: str) -> Position:
    return Position.objects.create(
        proposal=record,
        version_hash=position.version_hash,
        member=position.member,
        stance=position.stance,
        words=position.words,
        by=by,
        at=position.at,
    )
