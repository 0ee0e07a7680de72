"""Finding the check or the person that an address names."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404

from samverkan.web.inspections import queries
from samverkan.web.inspections.models import Agreement, Check, CheckPerson


def check_at(home: str, number: UUID) -> Check:
    """Give the check, or 404."""
    try:
        return queries.check(f"{home}/{number}")
    except ObjectDoesNotExist:
        raise Http404 from None


def person_at(home: str, number: UUID, pk: int) -> CheckPerson:
    """Give somebody in the check, or 404."""
    try:
        person = queries.person(pk)
    except ObjectDoesNotExist:
        raise Http404 from None
    if person.check_made.record != f"{home}/{number}":
        raise Http404
    return person


def agreement_at(home: str, number: UUID, pk: int) -> Agreement:
    """Give a request to agree in the check, or 404."""
    try:
        row = queries.agreement(pk)
    except ObjectDoesNotExist:
        raise Http404 from None
    if row.person.check_made.record != f"{home}/{number}":
        raise Http404
    return row
