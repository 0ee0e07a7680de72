"""How a council adopts a proposal: by each head's signed position on exactly that version.

Consensus guidelines, not statute: adopted when no authority objects; one may stand aside, recorded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from samverkan.rules.refusal import NotAllowed


class Stance(StrEnum):
    """What a head says of a proposal."""

    NO_OBJECTION = "no-objection"
    OBJECTION = "objection"
    STANDS_ASIDE = "stands-aside"


@dataclass(frozen=True, slots=True)
class Position:
    """One head's signed position on the version with this hash."""

    member: str
    stance: Stance
    version_hash: str
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Adoption:
    """What the chair's decision names: every position and every silence, members in order."""

    no_objection: tuple[str, ...]
    stands_aside: tuple[str, ...]
    silent: tuple[str, ...]


def may_take(position: Position, *, members: Iterable[str], closing_time: datetime) -> None:
    """Refuse a position of a non-member, after closing, or against without words."""
    if position.member not in frozenset(members):
        raise NotAllowed("council.no_member", who=position.member)
    if position.at > closing_time:
        raise NotAllowed("council.closed", closing=closing_time)
    if position.stance is not Stance.NO_OBJECTION and not position.words.strip():
        raise NotAllowed("council.no_words")


def may_adopt(
    positions: Iterable[Position],
    *,
    members: Iterable[str],
    version_hash: str,
    closing_time: datetime,
    now: datetime,
) -> Adoption:
    """Give the positions and silences on one version, or refuse to adopt it.

    Positions on another version and those after closing do not count; of a member's several, the
    last does. Before closing, everyone must have answered.
    """
    order = tuple(members)
    last = _last_positions(positions, version_hash, closing_time)
    objecting = _who(last, order, Stance.OBJECTION)
    if objecting:
        raise NotAllowed("council.objection", who=", ".join(objecting))
    silent = tuple(member for member in order if member not in last)
    if silent and now < closing_time:
        raise NotAllowed("council.not_closed", who=", ".join(silent), closing=closing_time)
    agreeing = _who(last, order, Stance.NO_OBJECTION)
    if not agreeing:
        raise NotAllowed("council.nobody_agrees")
    return Adoption(agreeing, _who(last, order, Stance.STANDS_ASIDE), silent)


def _last_positions(
    positions: Iterable[Position], version_hash: str, closing_time: datetime
) -> Mapping[str, Position]:
    counted = (p for p in positions if p.version_hash == version_hash and p.at <= closing_time)
    return {position.member: position for position in sorted(counted, key=lambda p: p.at)}


def _who(last: Mapping[str, Position], members: tuple[str, ...], stance: Stance) -> tuple[str, ...]:
    return tuple(m for m in members if m in last and last[m].stance is stance)
