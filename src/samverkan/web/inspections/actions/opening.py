"""Opening a check: what it rests on, where it is, and the craft."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.control_grounds import grounds_named
from samverkan.rules.inspections import Mode, Opening, Outcome, may_open
from samverkan.rules.permissions import Permission
from samverkan.rules.subjects import SubjectKind
from samverkan.web.cooperation import queries as cooperation
from samverkan.web.inspections import queries
from samverkan.web.inspections.actions.ending import end_control
from samverkan.web.inspections.actions.versions import keep_version
from samverkan.web.inspections.models import Check
from samverkan.web.inspections.said import CraftSaid, Place, sayings
from samverkan.web.journal import actions as journal
from samverkan.web.journal.chance import new_uuid
from samverkan.web.journal.instance import here
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.people.queries import local_date
from samverkan.web.subjects import actions as subjects


@in_one_transaction
def open_check(
    *, opening: Opening, place: Place, craft: CraftSaid | None = None, by: Actor, now: datetime
) -> Check:
    """Open a check. It may have begun earlier than `now`, when it was written down offline."""
    on = local_date(opening.started_at)
    decisions = cooperation.decisions(opening.operation) if opening.operation else ()
    may_open(opening, by=by, decisions=decisions, on=on, now=now)
    record = f"{here().participant}/{new_uuid()}"
    check = Check.objects.create(
        record=record,
        case=record,
        year=on.year,
        number=_next_number(on.year),
        mode=opening.mode,
        operation=opening.operation,
        grounds=list(opening.grounds),
        powers=list(opening.powers),
        started_at=opening.started_at,
        place=place.words,
        latitude=place.latitude,
        longitude=place.longitude,
        by=by.reference,
        made_at=now,
    )
    if craft is not None:
        _say_craft(check, craft, by=by, now=now)
    keep_version(check, by=by, now=now)
    journal.record(
        Act.CHECK_OPENED,
        about=record,
        by=by,
        at=now,
        case=record,
        ground=", ".join(ground.citation for ground in grounds_named(opening.grounds, on)),
        details={"mode": str(opening.mode), "number": str(check), "operation": opening.operation},
    )
    return check


@in_one_transaction
def record_routine(
    *, opening: Opening, place: Place, craft: CraftSaid | None = None, by: Actor, now: datetime
) -> Check:
    """Write down a routine check in which nothing was found, in one go."""
    check = open_check(opening=opening, place=place, craft=craft, by=by, now=now)
    end_control(
        check=check, ended_at=now, outcome=Outcome.NOTHING_FOUND, alongside=False, by=by, now=now
    )
    return queries.check(check.record)


@in_one_transaction
def say_craft(*, check: Check, craft: CraftSaid, by: Actor, now: datetime) -> None:
    """Write down the craft, or what was seen of it later; what was said before stays."""
    by.may(Permission.CHECK)
    _say_craft(check, craft, by=by, now=now)
    keep_version(check, by=by, now=now)
    journal.record(Act.CHECK_CORRECTED, about=check.record, by=by, at=now, case=check.case)


def _say_craft(check: Check, craft: CraftSaid, *, by: Actor, now: datetime) -> None:
    if not check.craft:
        check.craft = subjects.new_subject(SubjectKind.CRAFT, by=by, now=now, case=check.case)
        Check.objects.filter(pk=check.pk).update(craft=check.craft)
    said = sayings(
        craft.properties, mode=Mode(check.mode), started_at=check.started_at, documented=True
    )
    subjects.say(subject=check.craft, sayings=said, case=check.case, by=by, now=now)


def _next_number(year: int) -> int:
    last: int | None = Check.objects.filter(year=year).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1
