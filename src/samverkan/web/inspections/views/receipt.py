"""The receipt of a check: a page to hand it over from, and the letter in two languages."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from samverkan.rules.acts import Act
from samverkan.rules.permissions import Permission
from samverkan.web.inspections import actions, queries
from samverkan.web.inspections.letters import receipt
from samverkan.web.inspections.views.found import person_at
from samverkan.web.people.gates import Request, reads, requires
from samverkan.web.subjects.queries import heading_of

LANGUAGES = ("sv", "en")


@requires(Permission.CHECK)
@reads(Act.CHECKS_READ)
def page(request: Request, home: str, number: UUID, pk: int) -> HttpResponse:
    """Offer the receipt in two languages, and note that it has been handed over."""
    person = person_at(home, number, pk)
    request.seen = [person.check_made.record, person.subject]
    if request.method == "POST":
        actions.give_receipt(person=person, by=request.actor, now=request.now)
        return redirect(queries.address(person.check_made))
    values = {
        "check": person.check_made,
        "person": person,
        "name": heading_of(person.subject),
        "back": queries.address(person.check_made),
        "home": home,
        "number": number,
    }
    return render(request, "inspections/receipt.html", values)


@requires(Permission.CHECK)
@reads(Act.CHECKS_READ)
def paper(request: Request, home: str, number: UUID, pk: int, language: str) -> HttpResponse:
    """Give the letter as PDF."""
    if language not in LANGUAGES:
        raise Http404
    person = person_at(home, number, pk)
    request.seen = [person.check_made.record, person.subject]
    letter = receipt(person, language=language, now=request.now)
    response = HttpResponse(letter, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{person.check_made}-{language}.pdf"'
    return response
