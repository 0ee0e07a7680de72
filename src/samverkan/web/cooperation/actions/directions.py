"""The chair's decision on a proposal, and the copies of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.council import Adoption, may_adopt
from samverkan.rules.directions import must_be_chair, must_be_current, must_be_open
from samverkan.rules.permissions import Permission
from samverkan.web.cooperation import queries
from samverkan.web.cooperation.contents import AdoptedDirection, plain, read_direction
from samverkan.web.cooperation.models import Direction, Proposal
from samverkan.web.journal import actions as journal
from samverkan.web.journal.chance import new_uuid
from samverkan.web.journal.instance import here
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.partners.queries import directory, partners
from samverkan.web.people.queries import display_name, local_date
from samverkan.web.releases.actions import release_jointly
from samverkan.wire.canonical import Json

if TYPE_CHECKING:
    from samverkan.web.releases.models import ReceivedRelease


@in_one_transaction
def adopt(*, proposal: Proposal, by: Actor, now: datetime) -> Direction:
    """Adopt the current version; the decision names every position and every silence."""
    by.may(Permission.CHAIR)
    newest = queries.current(proposal.record)
    must_be_open(adopted=queries.direction_of(proposal.record) is not None)
    must_be_current(proposal.digest, current=newest.digest)
    adoption = may_adopt(
        queries.positions_on(newest),
        members=newest.members,
        version_hash=newest.digest,
        closing_time=newest.closing_at,
        now=now,
    )
    adopted = _adopted(newest, adoption, by=display_name(by.reference), now=now)
    record = f"{here().participant}/{new_uuid()}"
    row = _keep(adopted, record=record)
    content = plain(adopted)
    journal.record(Act.DIRECTION_ADOPTED, about=record, by=by, at=now, case=record, details=content)
    everyone = [each.code for each in partners(on=local_date(now))]
    release_jointly("direction", content, record=record, to=everyone, ends=row.ends, by=by, now=now)
    return row


@in_one_transaction
def receive_direction(
    *, release: ReceivedRelease, content: Mapping[str, Json], by: Actor, now: datetime
) -> None:
    """Keep the copy of a direction that the council has adopted."""
    del now
    must_be_chair(directory().participant(by.participant).remits)
    _keep(read_direction(content), record=release.record)


@in_one_transaction
def receive_direction_recall(
    *, release: ReceivedRelease, content: Mapping[str, Json], by: Actor, now: datetime
) -> None:
    """Stop showing a direction as in force when its home has recalled it."""
    del content, by
    Direction.objects.filter(record=release.record).update(recalled_at=now)


def _adopted(proposal: Proposal, adoption: Adoption, *, by: str, now: datetime) -> AdoptedDirection:
    spoken = [line.position for line in queries.stand(proposal) if line.position]
    return AdoptedDirection(
        title=proposal.title,
        text=proposal.text,
        picture=proposal.picture,
        starts=proposal.starts,
        ends=proposal.ends,
        proposal=proposal.record,
        version_hash=proposal.digest,
        positions=tuple((each.member, each.stance, each.words) for each in spoken),
        silent=adoption.silent,
        adopted_by=by,
        adopted_at=now,
    )


def _keep(adopted: AdoptedDirection, *, record: str) -> Direction:
    words = ("title", "text", "picture", "proposal", "version_hash", "adopted_by", "adopted_at")
    return Direction.objects.create(
        record=record,
        **{name: getattr(adopted, name) for name in words},
        starts=adopted.starts,
        ends=adopted.ends,
        positions=[list(each) for each in adopted.positions],
        silent=list(adopted.silent),
    )
