"""The page of a subject: what is said of it, by whom and on what ground."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import render

from samverkan.rules.acts import Act
from samverkan.rules.permissions import Permission
from samverkan.web.people.gates import Request, reads, requires
from samverkan.web.people.threads import thread
from samverkan.web.subjects import queries


@requires(
    Permission.READ_CHECKS,
    Permission.READ_DISCLOSURES,
    Permission.READ_ENFORCEMENT,
    Permission.READ_PROPERTY,
)
@reads(Act.SUBJECT_READ)
def subject(request: Request, home: str, number: UUID) -> HttpResponse:
    """Show a subject's statements with source and ground, and its thread."""
    try:
        row = queries.view_of(f"{home}/{number}")
    except ObjectDoesNotExist:
        raise Http404 from None
    request.seen = [row.ref]
    return render(request, "subjects/subject.html", {"subject": row, "thread": thread(row.ref)})
