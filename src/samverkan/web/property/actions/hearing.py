"""A partner's phone decision arrives, or is taken back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.web.journal import actions as journal
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.property.models import HeardDecision
from samverkan.wire.canonical import Json

if TYPE_CHECKING:
    from samverkan.web.releases.models import ReceivedRelease


@in_one_transaction
def hear(
    *, release: ReceivedRelease, content: Mapping[str, Json], by: Actor, now: datetime
) -> None:
    """Keep a version of a partner's decision, unconfirmed, for the officer it names."""
    HeardDecision.objects.create(
        release=release.pk,
        record=release.record,
        version=release.version,
        sender=release.sender,
        digest=release.digest,
        told=str(content["told"]),
        received_at=now,
    )
    journal.record(
        Act.PHONE_DECISION_HEARD,
        about=release.record,
        by=by,
        at=now,
        case=release.case,
        ground=release.ground,
        details={"digest": release.digest, "version": release.version},
    )


@in_one_transaction
def unhear(
    *, release: ReceivedRelease, content: Mapping[str, Json], by: Actor, now: datetime
) -> None:
    """Mark a decision that its sender took back: nobody confirms it any more."""
    del content, by
    HeardDecision.objects.filter(release=release.pk).update(recalled_at=now)
