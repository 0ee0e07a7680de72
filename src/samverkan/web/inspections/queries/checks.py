"""The checks of a day, and one check with its persons, its notes and its clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from samverkan.rules.actor import Actor
from samverkan.rules.control_grounds import ControlGround, grounds_named
from samverkan.rules.long_control import report_due
from samverkan.rules.subjects import Property
from samverkan.web.inspections.models import Check, CheckNote, CheckPerson, LongControl
from samverkan.web.people.queries import end_of_day, local_date
from samverkan.web.subjects import queries as subjects

PERSON_IDENTIFIERS = (Property.PERSONAL_NUMBER,)
CRAFT_IDENTIFIERS = (
    Property.HIN,
    Property.REGISTRATION,
    Property.ENGINE_NUMBER,
    Property.MMSI,
)


@dataclass(frozen=True, slots=True)
class PersonView:
    """Somebody in a check as its page shows them."""

    row: CheckPerson
    subject: subjects.SubjectView


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


def earlier(check: Check) -> tuple[Check, ...]:
    """Give other checks in which we noted the same number of a person or of a craft, newest first.

    The same number is a pointer to look at, never a link: two persons may have been mixed up.
    """
    refs = {ref for row in check.persons.all() for ref in _like(row.subject, PERSON_IDENTIFIERS)}
    refs |= _like(check.craft, CRAFT_IDENTIFIERS) if check.craft else set()
    found = Check.objects.filter(Q(craft__in=refs) | Q(persons__subject__in=refs))
    return tuple(found.exclude(pk=check.pk).distinct().order_by("-started_at", "-pk"))


def unapproved(actor: Actor) -> QuerySet[Check]:
    """Give ended checks of others whose newest version has not been approved, oldest first."""
    rows = Check.objects.exclude(control_ended_at=None).exclude(by=actor.reference)
    newest = Q(approved_version=F("version"))
    return rows.exclude(Q(approved_version__isnull=False) & newest).order_by("started_at")


def address(row: Check) -> str:
    """Give the address of a check's page."""
    return reverse("inspections:check", args=row.record.split("/"))


def _like(ref: str, names: tuple[Property, ...]) -> set[str]:
    said = subjects.values(ref, *names)
    return {other for name, value in said.items() for other in subjects.find(name, value)} - {ref}
