"""Adding staff and giving mandates."""

from __future__ import annotations

from datetime import date, datetime

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.roles import roles
from samverkan.web.journal import actions as journal
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.people.models import Mandate, Person

CASE = "staff"


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
    """Give a role from a day until a day. KeyError for a role that does not exist."""
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
def note_log_in(*, username: str, by: Actor, now: datetime) -> None:
    """Enter a log-in in the journal."""
    journal.record(Act.LOGGED_IN, about=f"staff/{username}", by=by, at=now, case=CASE)
