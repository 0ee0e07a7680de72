"""Proposals, the positions on each version, and the directions that came of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from samverkan.rules import council
from samverkan.web.cooperation.models import Direction, Position, Proposal
from samverkan.web.partners.queries import partners
from samverkan.web.releases.queries import content_of, received, sent

PICTURE = "situation-picture"


@dataclass(frozen=True, slots=True)
class Answered:
    """A member's line on the page of a proposal: the position that counts, or silence (None)."""

    member: str
    position: Position | None


def council_members(*, on: date) -> tuple[str, ...]:
    """Give the codes of the authorities in the council: those that run an instance, no centre."""
    return tuple(row.code for row in partners(on=on) if row.host is None)


def proposals() -> QuerySet[Proposal]:
    """Give every version of every proposal, newest first."""
    return Proposal.objects.order_by("-pk")


def proposal(pk: int) -> Proposal:
    """Give one version of a proposal. Proposal.DoesNotExist if there is none."""
    return Proposal.objects.get(pk=pk)


def current(record: str) -> Proposal:
    """Give the newest version of a proposal. Proposal.DoesNotExist if it is not known here."""
    return Proposal.objects.filter(record=record).latest("version")


def positions_on(row: Proposal) -> tuple[council.Position, ...]:
    """Give the positions on exactly this version, for the rules to count."""
    rows = Position.objects.filter(proposal=row.record, version_hash=row.digest).order_by("pk")
    return tuple(
        council.Position(
            each.member, council.Stance(each.stance), each.version_hash, each.words, each.at
        )
        for each in rows
    )


def stand(row: Proposal) -> tuple[Answered, ...]:
    """Give each member's position on this version that counts, or its silence, members in order."""
    rows = Position.objects.filter(proposal=row.record, version_hash=row.digest).order_by("pk")
    last: Mapping[str, Position] = {each.member: each for each in rows if each.at <= row.closing_at}
    return tuple(Answered(member, last.get(member)) for member in row.members)


def directions() -> QuerySet[Direction]:
    """Give the adopted directions, newest first."""
    return Direction.objects.order_by("-starts", "-pk")


def direction(pk: int) -> Direction:
    """Give one direction. Direction.DoesNotExist if there is none."""
    return Direction.objects.get(pk=pk)


def direction_of(proposal: str) -> Direction | None:
    """Give the direction that a proposal became, None if it has not been adopted."""
    return Direction.objects.filter(proposal=proposal).first()


def picture_titles() -> dict[str, str]:
    """Give the titles of the situation pictures released from here or to here, by record."""
    ours = {row.record: content_of(row) for row in sent(kind=PICTURE)}
    theirs = {row.record: content_of(row) for row in received(kind=PICTURE)}
    found = {**ours, **theirs}
    return {record: str((content or {}).get("title", record)) for record, content in found.items()}
