"""What partners say of property: their phone decisions, and their confirmations of ours."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from samverkan.exchange.receipts import Receipt
from samverkan.rules.actor import Actor
from samverkan.web.property import actions
from samverkan.wire.canonical import Json

if TYPE_CHECKING:
    from samverkan.web.releases.models import ReceivedRelease


def decided(
    *, release: ReceivedRelease, content: Mapping[str, Json], by: Actor, now: datetime
) -> None:
    """Keep a partner's phone decision."""
    actions.hear(release=release, content=content, by=by, now=now)


def taken_back(
    *, release: ReceivedRelease, content: Mapping[str, Json], by: Actor, now: datetime
) -> None:
    """Mark a phone decision that its sender recalled."""
    actions.unhear(release=release, content=content, by=by, now=now)


def confirmed(*, receipt: Receipt, by: Actor, now: datetime) -> None:
    """Take the other side's confirmation of exactly one version."""
    actions.note_confirmation(receipt=receipt, by=by, now=now)
