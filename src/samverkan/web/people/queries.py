"""Reading staff: who is here, in which roles, and the actor that acts in their name."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from samverkan.exchange.participants import participants_from_toml, shipped_toml
from samverkan.rules.actor import Actor, ActorKind
from samverkan.rules.refusal import NotAllowed
from samverkan.rules.roles import permissions_of, roles
from samverkan.web.journal.instance import here
from samverkan.web.people.models import Mandate, Person

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def local_date(now: datetime) -> date:
    """Give the Swedish calendar day of a moment: mandates, deadlines and screens use it."""
    return now.astimezone(STOCKHOLM).date()


def end_of_day(day: date) -> datetime:
    """Give the moment a Swedish calendar day ends, in UTC."""
    return datetime.combine(day + timedelta(days=1), time(), STOCKHOLM).astimezone(UTC)


def actor_of(user: object, *, on: datetime) -> Actor | None:
    """Give the actor of a logged-in person by the mandates in force; None for a stranger."""
    if isinstance(user, AnonymousUser) or not getattr(user, "pk", None):
        return None
    return actor_named(user.username, on=on)  # type: ignore[attr-defined]


def actor_named(username: str, *, on: datetime) -> Actor:
    """Give the actor for a staff id. Person.DoesNotExist if there is none in service."""
    person = Person.objects.get(username=username, is_active=True)
    keys = roles_of(person, on=local_date(on))
    return Actor(ActorKind.PERSON, here().participant, person.username, permissions_of(keys))


def is_known(username: str) -> bool:
    """Say whether a staff id is taken, in service or not."""
    return Person.objects.filter(username=username).exists()


def roles_of(person: Person, *, on: date) -> tuple[str, ...]:
    """Give the roles a person holds on a day, in fixed order."""
    return tuple(sorted(_in_force(on).filter(person=person).values_list("role", flat=True)))


def holders_of(role: str, *, on: date) -> QuerySet[Person]:
    """Give those who hold a role on a day."""
    people = Person.objects.filter(mandates__in=_in_force(on).filter(role=role), is_active=True)
    return people.distinct().order_by("display_name")


@dataclass(frozen=True, slots=True)
class Desk:
    """A person at their desk: the roles held today, as names in the screen's language."""

    username: str
    display_name: str
    title: str
    roles: tuple[str, ...]


def desks(*, on: datetime, language: str = "sv") -> tuple[Desk, ...]:
    """Give the staff in service with today's roles."""
    held: dict[int, list[str]] = defaultdict(list)
    for person, role in _in_force(local_date(on)).values_list("person_id", "role"):
        held[person].append(roles()[role].name(language))
    rows = Person.objects.filter(is_active=True).order_by("display_name")
    return tuple(
        Desk(row.username, row.display_name, row.title, tuple(sorted(held[row.pk]))) for row in rows
    )


def person(username: str) -> Person:
    """Give a member of staff by staff id. Person.DoesNotExist if there is none."""
    return Person.objects.get(username=username)


def roles_here(*, language: str) -> list[tuple[str, str]]:
    """Give the roles that fit this participant's remits, for a form's choice."""
    mine = next(
        row for row in participants_from_toml(shipped_toml()) if row.code == here().participant
    )
    fitting = [role for role in roles().values() if role.fits(mine.remits)]
    return sorted(((role.key, role.name(language)) for role in fitting), key=lambda row: row[1])


@dataclass(frozen=True, slots=True)
class MandateView:
    """A mandate as a page shows it; `running` if it can be ended today."""

    pk: int
    role: str
    valid_from: date
    valid_to: date | None
    decided_by: str
    running: bool


def mandates_of(person: Person, *, on: datetime, language: str) -> list[MandateView]:
    """Give all that a person has been trusted with, newest first."""
    today = local_date(on)
    return [
        MandateView(
            pk=row.pk,
            role=roles()[row.role].name(language),
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            decided_by=display_name(row.decided_by),
            running=row.valid_from <= today and (not row.valid_to or row.valid_to > today),
        )
        for row in Mandate.objects.filter(person=person).order_by("-valid_from", "-pk")
    ]


def display_name(reference: str) -> str:
    """Give the name for a reference such as `KBV/anna.lind`; the reference itself if not ours."""
    username = reference.rpartition("/")[2]
    person = Person.objects.filter(username=username).first()
    return person.display_name if person else reference


def must_be_another(actor: Actor, first: str) -> None:
    """Refuse if the second person is the first (two-person rule)."""
    if actor.reference == first:
        raise NotAllowed("people.two_persons", person=display_name(first))


def _in_force(on: date) -> QuerySet[Mandate]:
    return Mandate.objects.filter(valid_from__lte=on).filter(Q(valid_to=None) | Q(valid_to__gte=on))
