"""Adding staff and giving mandates."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q

from samverkan.rules.actor import Actor, ActorKind
from samverkan.rules.acts import Act
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import Changed
from samverkan.rules.roles import roles
from samverkan.web.journal import actions as journal
from samverkan.web.journal.instance import here
from samverkan.web.journal.queries import in_a_row
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.people.models import Mandate, Person
from samverkan.web.people.queries import local_date, must_be_another

CASE = "staff"
NOBODY = "staff"


@in_one_transaction
def add_person(
    *,
    username: str,
    display_name: str,
    title: str,
    password: str | None,
    by: Actor,
    now: datetime,
) -> Person:
    """Add a member of staff; without a password no log-in by password is possible."""
    _must_manage(by)
    person = Person(username=username, display_name=display_name, title=title)
    if password is None:
        person.set_unusable_password()
    else:
        person.set_password(password)
    person.save(force_insert=True)
    journal.record(Act.STAFF_ADDED, about=f"staff/{username}", by=by, at=now, case=CASE)
    return person


@in_one_transaction
def give_mandate(
    *,
    person: Person,
    role: str,
    valid_from: date,
    valid_to: date | None,
    by: Actor,
    now: datetime,
) -> Mandate:
    """Give a role from a day until a day; to oneself nobody may. KeyError for an unknown role."""
    _must_manage(by)
    must_be_another(by, f"{here().participant}/{person.username}")
    key = roles()[role].key
    mandate = Mandate.objects.create(
        person=person,
        role=key,
        valid_from=valid_from,
        valid_to=valid_to,
        decided_by=by.reference,
    )
    journal.record(
        Act.MANDATE_GIVEN,
        about=f"staff/{person.username}",
        by=by,
        at=now,
        case=CASE,
        details={"role": key, "from": valid_from.isoformat(), "to": str(valid_to or "")},
    )
    return mandate


@in_one_transaction
def end_mandate(*, pk: int, by: Actor, now: datetime) -> Mandate:
    """Let today be a mandate's last day. Changed if it has ended or was ended by someone else."""
    _must_manage(by)
    mandate = Mandate.objects.select_related("person").get(pk=pk)
    today = local_date(now)
    running = Mandate.objects.filter(pk=pk, valid_from__lte=today)
    if not running.filter(Q(valid_to=None) | Q(valid_to__gt=today)).update(valid_to=today):
        raise Changed("Mandatet har redan avslutats.")
    journal.record(
        Act.MANDATE_ENDED,
        about=f"staff/{mandate.person.username}",
        by=by,
        at=now,
        case=CASE,
        details={"role": mandate.role, "to": today.isoformat()},
    )
    return mandate


def _must_manage(by: Actor) -> None:
    """Let the instance itself add its first administrator; after that it takes the permission."""
    if by.kind is not ActorKind.INSTANCE:
        by.may(Permission.MANAGE_STAFF)


@in_one_transaction
def note_log_in(*, username: str, by: Actor, now: datetime) -> None:
    """Enter a log-in in the journal."""
    journal.record(Act.LOGGED_IN, about=f"staff/{username}", by=by, at=now, case=CASE)


@in_one_transaction
def note_failed_log_in(*, username: str, now: datetime) -> None:
    """Enter a log-in that failed, and how many have failed in a row.

    A name that nobody here has may be a password in the wrong field: it is not written down.
    """
    known = Person.objects.filter(username=username).exists()
    about = f"staff/{username}" if known else NOBODY
    before = in_a_row(Act.LOG_IN_FAILED, about=about, since=Act.LOGGED_IN)
    journal.record(
        Act.LOG_IN_FAILED,
        about=about,
        by=Actor.instance(here().participant),
        at=now,
        case=CASE,
        details={"in_a_row": before + 1},
    )
