"""A proposal for a direction (inriktning): it cites a picture and closes at a time.

How it is adopted stands in `council`; positions count on exactly one version's hash.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from samverkan.rules.actor import Actor
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import NotAllowed

REMIT = "council-chair"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What the members are asked to take a position on; `picture` is the record's name."""

    title: str
    text: str
    picture: str
    members: tuple[str, ...]
    closing_at: datetime
    starts: date
    ends: date


def must_be_chair(remits: Iterable[str]) -> None:
    """Refuse a participant where the council's chair does not sit."""
    if REMIT not in frozenset(remits):
        raise NotAllowed("directions.no_council")


def may_propose(
    draft: Draft, *, by: Actor, remits: Iterable[str], adopted: bool, now: datetime
) -> None:
    """Refuse a proposal without picture, words, time or members, or of what is adopted already."""
    by.may(Permission.PROPOSE_OPERATION)
    must_be_chair(remits)
    if adopted:
        raise NotAllowed("directions.adopted")
    if not draft.title.strip() or not draft.text.strip():
        raise NotAllowed("directions.no_text")
    if not draft.picture.strip():
        raise NotAllowed("directions.no_picture")
    if not draft.members:
        raise NotAllowed("directions.no_members")
    if draft.closing_at <= now:
        raise NotAllowed("directions.closes_at_once")
    if draft.starts >= draft.ends:
        raise NotAllowed("cooperation.ends_first", starts=draft.starts, ends=draft.ends)


def must_be_current(version_hash: str, *, current: str) -> None:
    """Refuse a position on another version than the current: a changed proposal needs new ones."""
    if version_hash != current:
        raise NotAllowed("directions.old_version")


def must_be_open(*, adopted: bool) -> None:
    """Refuse a position on a proposal that is adopted already."""
    if adopted:
        raise NotAllowed("directions.adopted")
