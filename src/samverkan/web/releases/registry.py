"""Which app takes which kind of release, and which apps know names of persons.

An app's `inbox.py` takes a kind; its `apps.py` registers it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from samverkan.rules.actor import Actor
    from samverkan.web.releases.models import ReceivedRelease
    from samverkan.wire.canonical import Json

Receive = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of release: what to do when it arrives, and when it is recalled."""

    received: Receive
    recalled: Receive | None = None


_kinds: dict[str, Kind] = {}
_knowing_names: list[Callable[[str], bool]] = []


def register(kind: str, received: Receive, recalled: Receive | None = None) -> None:
    """Take a kind: `received(release=ReceivedRelease, content=Mapping, by=Actor, now=datetime)`.

    `recalled` is called with the same words when the sender takes the release back.
    """
    _kinds[kind] = Kind(received, recalled)


def kind_of(kind: str) -> Kind:
    """Give the taker of a kind. KeyError if no app takes it."""
    return _kinds[kind]


def kinds() -> tuple[str, ...]:
    """Give the names of every kind that this instance understands."""
    return tuple(_kinds)


def know_names(is_known: Callable[[str], bool]) -> None:
    """Let an app say whether a name is a person's in its own records."""
    _knowing_names.append(is_known)


def is_person(name: str) -> bool:
    """Say whether any app knows a person by this name."""
    return any(is_known(name) for is_known in _knowing_names)


def received(
    *, release: ReceivedRelease, content: Mapping[str, Json], by: Actor, now: datetime
) -> None:
    """Take a release that needs nothing more than to be kept and shown."""
    del release, content, by, now
