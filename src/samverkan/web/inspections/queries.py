"""Reading checks: the list of a day, one check with its persons, its versions and its clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from samverkan.rules.actor import Actor
from samverkan.rules.inspections import ControlGround, grounds_named, report_due
from samverkan.rules.permissions import Permission
from samverkan.rules.subjects import Property
from samverkan.web.inspections.models import (
    Agreement,
    Check,
    CheckNote,
    CheckPerson,
    CheckVersion,
    LongControl,
)
from samverkan.web.inspections.said import Why
from samverkan.web.journal.cases import CaseErased, open_under
from samverkan.web.people.queries import display_name, end_of_day, local_date
from samverkan.web.people.waiting import Waiting
from samverkan.web.subjects import queries as subjects
from samverkan.wire.canonical import Json, decode
from samverkan.wire.times import to_text

PERSON_IDENTIFIERS = (Property.PERSONAL_NUMBER,)
CRAFT_IDENTIFIERS = (
    Property.HIN,
    Property.REGISTRATION,
    Property.ENGINE_NUMBER,
    Property.MMSI,
)
CRAFT_WORDS = (
    Property.CRAFT_KIND,
    Property.MAKE,
    Property.MODEL,
    Property.COLOUR,
    Property.CRAFT_NAME,
    *CRAFT_IDENTIFIERS,
)
PERSON_WORDS = (Property.NAME, Property.PERSONAL_NUMBER, Property.BIRTH_DATE)


@dataclass(frozen=True, slots=True)
class PersonView:
    """Somebody in a check as its page shows them."""

    row: CheckPerson
    subject: subjects.SubjectView


@dataclass(frozen=True, slots=True)
class VersionView:
    """One version; `changes` are (field, before, after), empty for the first and once erased."""

    row: CheckVersion
    changes: tuple[tuple[str, Json, Json], ...]


def check(record: str) -> Check:
    """Give one check by its record. Check.DoesNotExist if there is none."""
    return Check.objects.get(record=record)


def has_ended(record: str) -> bool:
    """Say whether a record is a check whose control has ended."""
    return Check.objects.filter(record=record).exclude(control_ended_at=None).exists()


def checks(
    *, day: date | None = None, mode: str = "", mine: str = "", open_only: bool = False
) -> QuerySet[Check]:
    """Give checks, newest first; `day` is a Swedish calendar day, `mine` an officer's reference."""
    rows = Check.objects.order_by("-started_at", "-pk")
    if day is not None:
        start = end_of_day(day - timedelta(days=1))
        rows = rows.filter(started_at__gte=start, started_at__lt=end_of_day(day))
    if mode:
        rows = rows.filter(mode=mode)
    if mine:
        rows = rows.filter(by=mine)
    return rows.filter(control_ended_at=None) if open_only else rows


def person(pk: int) -> CheckPerson:
    """Give somebody in a check. CheckPerson.DoesNotExist if there is none."""
    return CheckPerson.objects.select_related("check_made").get(pk=pk)


def persons_of(check: Check) -> tuple[PersonView, ...]:
    """Give who stands in a check, in the order they were named."""
    rows = check.persons.order_by("pk")
    return tuple(PersonView(row, subjects.view_of(row.subject)) for row in rows)


def notes_of(check: Check) -> QuerySet[CheckNote]:
    """Give a check's notes, oldest first."""
    return check.notes.order_by("pk")


def grounds_of_check(check: Check) -> tuple[ControlGround, ...]:
    """Give the grounds that a check rests on, as in force that day."""
    return grounds_named(check.grounds, local_date(check.started_at))


def report_due_of(check: Check) -> datetime | None:
    """Give when a control that goes on must have been reported (KBL 6:1), None without a clock."""
    return report_due(grounds_of_check(check), check.started_at)


def long_control_of(check: Check) -> LongControl | None:
    """Give the report of a long control, None if there is none."""
    return LongControl.objects.filter(check_made=check).select_related("check_made").first()


def agreement_on(person: CheckPerson, why: Why, *, by: str) -> Agreement | None:
    """Give a duty officer's yes to exactly these words of an officer, None if there is none."""
    rows = Agreement.objects.filter(person=person, asked_by=by, agreed=True)
    words = {"reason": why.reason.strip(), "passenger_reason": why.passenger_reason.strip()}
    return rows.filter(**words).order_by("-pk").first()


def last_agreement(person: CheckPerson, *, by: str) -> Agreement | None:
    """Give what an officer last asked the duty officer to agree to, None if nothing."""
    return Agreement.objects.filter(person=person, asked_by=by).order_by("-pk").first()


def agreement(pk: int) -> Agreement:
    """Give one request to agree. Agreement.DoesNotExist if there is none."""
    return Agreement.objects.select_related("person__check_made").get(pk=pk)


def earlier(check: Check) -> tuple[Check, ...]:
    """Give other checks in which we noted the same number of a person or of a craft, newest first.

    The same number is a pointer to look at, never a link: two persons may have been mixed up.
    """
    refs = {ref for row in check.persons.all() for ref in _like(row.subject, PERSON_IDENTIFIERS)}
    refs |= _like(check.craft, CRAFT_IDENTIFIERS) if check.craft else set()
    found = Check.objects.filter(Q(craft__in=refs) | Q(persons__subject__in=refs))
    return tuple(found.exclude(pk=check.pk).distinct().order_by("-started_at", "-pk"))


def versions_of(check: Check) -> tuple[VersionView, ...]:
    """Give every version, newest first, with what each changed."""
    rows = list(check.versions.order_by("number"))
    contents = [_opened(check, row) for row in rows]
    views = [VersionView(row, ()) for row in rows[:1]]
    for row, before, after in zip(rows[1:], contents, contents[1:], strict=False):
        views.append(VersionView(row, _changes(before, after)))
    return tuple(reversed(views))


def content_of(check: Check) -> dict[str, Json]:
    """Give what a version of the check holds."""
    ended = check.control_ended_at
    return {
        "alongside": check.alongside,
        "control_ended_at": to_text(ended) if ended else "",
        "craft": _values(check.craft, CRAFT_WORDS) if check.craft else {},
        "grounds": list(check.grounds),
        "mode": check.mode,
        "operation": check.operation,
        "outcome": check.outcome,
        "persons": [_person_content(row) for row in check.persons.order_by("pk")],
        "place": check.place,
        "position": f"{check.latitude} {check.longitude}",
        "powers": list(check.powers),
        "started_at": to_text(check.started_at),
    }


def waiting_for(actor: Actor, *, now: datetime) -> list[Waiting]:
    """Tell the crew of its open checks, and the duty officer what to decide and to approve."""
    del now
    found = []
    if Permission.CHECK in actor.permissions:
        found += [_open_check(row) for row in checks(mine=actor.reference, open_only=True)]
    if Permission.APPROVE_MINOR in actor.permissions:
        found += [_to_agree(row) for row in _undecided_agreements(actor)]
    if Permission.APPROVE_CHECK in actor.permissions:
        found += [_to_decide(row) for row in _undecided(actor)]
        found += [_to_approve(row) for row in unapproved(actor)]
    return found


def unapproved(actor: Actor) -> QuerySet[Check]:
    """Give ended checks of others whose newest version has not been approved, oldest first."""
    rows = Check.objects.exclude(control_ended_at=None).exclude(by=actor.reference)
    newest = Q(approved_version=F("version"))
    return rows.exclude(Q(approved_version__isnull=False) & newest).order_by("started_at")


def _undecided(actor: Actor) -> QuerySet[LongControl]:
    rows = LongControl.objects.filter(decided_at=None).exclude(reported_by=actor.reference)
    return rows.select_related("check_made").order_by("reported_at")


def _undecided_agreements(actor: Actor) -> QuerySet[Agreement]:
    rows = Agreement.objects.filter(decided_at=None).exclude(asked_by=actor.reference)
    return rows.select_related("person__check_made").order_by("asked_at")


def _to_agree(row: Agreement) -> Waiting:
    check = row.person.check_made
    return Waiting(
        what=_("Ta ställning till en fråga i kontroll %(number)s") % {"number": check},
        url=reverse("inspections:agree", args=[*check.record.split("/"), row.pk]),
        due=row.asked_at,
        ground="lag 2016:774 1 §",
        waits_for_us=display_name(row.asked_by),
    )


def _open_check(row: Check) -> Waiting:
    due = report_due_of(row)
    running = due is not None and long_control_of(row) is None
    return Waiting(
        what=_("Kontroll %(number)s pågår") % {"number": row},
        url=address(row),
        due=due if running else None,
        ground="KBL 6:1" if running else "",
    )


def _to_decide(row: LongControl) -> Waiting:
    return Waiting(
        what=_("Besluta om kontroll %(number)s får fortsätta") % {"number": row.check_made},
        url=address(row.check_made),
        due=row.reported_at,
        ground="KBL 6:1",
        waits_for_us=display_name(row.reported_by),
    )


def _to_approve(row: Check) -> Waiting:
    return Waiting(
        what=_("Godkänn kontroll %(number)s") % {"number": row},
        url=address(row),
        waits_for_us=display_name(row.by),
    )


def address(row: Check) -> str:
    """Give the address of a check's page."""
    return reverse("inspections:check", args=row.record.split("/"))


def _like(ref: str, names: tuple[Property, ...]) -> set[str]:
    said = subjects.values(ref, *names)
    return {other for name, value in said.items() for other in subjects.find(name, value)} - {ref}


def _values(ref: str, names: tuple[Property, ...]) -> dict[str, Json]:
    return dict(subjects.values(ref, *map(str, names)))


def _person_content(row: CheckPerson) -> dict[str, Json]:
    return {
        "evidence": row.evidence,
        "role": row.role,
        "said": _values(row.subject, PERSON_WORDS),
        "subject": row.subject,
        "unknown": row.unknown,
    }


def _opened(check: Check, row: CheckVersion) -> Mapping[str, Json]:
    try:
        return cast("Mapping[str, Json]", decode(open_under(check.case, bytes(row.content))))
    except CaseErased:
        return {}


def _changes(
    before: Mapping[str, Json], after: Mapping[str, Json]
) -> tuple[tuple[str, Json, Json], ...]:
    names = sorted(name for name in after if before.get(name) != after[name])
    return tuple((name, before.get(name), after[name]) for name in names)
