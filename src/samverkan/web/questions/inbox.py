"""What partners send: packs of theirs, their recall, and questions to answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from samverkan.rules.actor import Actor
from samverkan.web.questions import actions
from samverkan.wire.canonical import Json

if TYPE_CHECKING:
    from samverkan.web.releases.models import ReceivedRelease


def pack(
    *, release: ReceivedRelease, content: Mapping[str, Json], by: Actor, now: datetime
) -> None:
    """Keep a holder's pack."""
    actions.keep_pack(release=release, content=content, by=by, now=now)


def pack_recalled(
    *, release: ReceivedRelease, content: Mapping[str, Json], by: Actor, now: datetime
) -> None:
    """Let a recalled pack go."""
    del content, by, now
    actions.drop_recalled(release=release)


def question(*, body: Mapping[str, Json], by: Actor, now: datetime) -> dict[str, Json]:
    """Evaluate a partner's question, or refuse."""
    return actions.evaluate(body=body, by=by, now=now)
