"""Releasing a joint document: the same content to each recipient, on the terms of its kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from samverkan.rules.actor import Actor
from samverkan.rules.joint_documents import terms
from samverkan.web.journal.instance import here
from samverkan.web.people.queries import local_date
from samverkan.web.releases.actions.outgoing import release
from samverkan.wire.canonical import Json


def release_jointly(
    kind: str,
    content: Mapping[str, Json],
    *,
    record: str,
    to: Iterable[str],
    ends: date,
    by: Actor,
    now: datetime,
) -> None:
    """Release a record of ours to each recipient but ourselves; `ends` is its own last day."""
    for recipient in dict.fromkeys(to):
        if recipient == here().participant:
            continue
        release(
            kind=kind,
            content=content,
            terms=terms(kind, recipient=recipient, on=local_date(now), ends=ends),
            about=record,
            case=record,
            by=by,
            now=now,
        )
