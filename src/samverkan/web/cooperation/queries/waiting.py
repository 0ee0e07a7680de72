"""What waits at a desk: positions to take, operations to decide on, answers that are missing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from samverkan.rules.actor import Actor
from samverkan.rules.council import may_adopt
from samverkan.rules.operations import may_agree, may_answer
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import reason
from samverkan.web.cooperation.models import Proposal
from samverkan.web.cooperation.queries.council import (
    current,
    direction_of,
    positions_on,
    proposals,
    stand,
)
from samverkan.web.cooperation.queries.operations import missing, operation_rows, standing_of
from samverkan.web.journal.instance import here
from samverkan.web.people.queries import end_of_day
from samverkan.web.people.waiting import Waiting


def waiting_for(actor: Actor, *, now: datetime) -> list[Waiting]:
    """Tell the council's and the operations' desks what to do."""
    return [*_proposals(actor, now=now), *_operations(actor)]


def _open_proposals() -> Iterator[Proposal]:
    """Give the current version of every proposal that has not been adopted."""
    for record in dict.fromkeys(proposals().values_list("record", flat=True)):
        if direction_of(record) is None:
            yield current(record)


def _proposals(actor: Actor, *, now: datetime) -> Iterator[Waiting]:
    for row in _open_proposals():
        url = reverse("cooperation:proposal", args=[row.pk])
        if _wants_position(row, actor, now=now):
            what = _("Ta ställning till förslaget %(title)s") % {"title": row.title}
            yield Waiting(what=what, url=url, due=row.closing_at)
        if Permission.CHAIR in actor.permissions and row.record.startswith(
            f"{here().participant}/"
        ):
            refused = reason(
                may_adopt,
                positions_on(row),
                members=row.members,
                version_hash=row.digest,
                closing_time=row.closing_at,
                now=now,
            )
            if refused is None:
                yield Waiting(what=_("Anta inriktningen %(title)s") % {"title": row.title}, url=url)


def _wants_position(row: Proposal, actor: Actor, *, now: datetime) -> bool:
    if Permission.TAKE_POSITION not in actor.permissions or now > row.closing_at:
        return False
    ours = [line for line in stand(row) if line.member == here().participant]
    return any(line.position is None for line in ours)


def _operations(actor: Actor) -> Iterator[Waiting]:
    us = here().participant
    for row in operation_rows().filter(closed_at=None, recalled_at=None):
        url = reverse("cooperation:operation", args=[row.pk])
        standing = standing_of(row)
        if reason(may_answer, standing, participants=row.participants, us=us, by=actor) is None:
            yield Waiting(
                what=_("Besluta om insatsen %(name)s") % {"name": row.name},
                url=url,
                due=end_of_day(row.starts),
                ground="lag 2016:774 1 §",
            )
        if not row.record.startswith(f"{us}/"):
            continue
        if reason(may_agree, standing, by=actor) is None:
            yield Waiting(
                what=_("Rådets beslut om insatsen %(name)s") % {"name": row.name}, url=url
            )
        if standing.agreed and Permission.PROPOSE_OPERATION in actor.permissions:
            yield from _missing(row.record, row.name, url)


def _missing(record: str, name: str, url: str) -> Iterator[Waiting]:
    left = missing(record)
    if left:
        what = _("Insatsen %(name)s: svar saknas från %(who)s")
        yield Waiting(what=what % {"name": name, "who": ", ".join(left)}, url=url)
