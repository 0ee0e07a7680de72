"""What the duty officer was asked to agree to, and has."""

from __future__ import annotations

from samverkan.web.inspections.models import Agreement, CheckPerson
from samverkan.web.inspections.said import Why


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
