"""What each holder answered in a check, on one page."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from samverkan.rules.acts import Act
from samverkan.rules.permissions import Permission
from samverkan.web.inspections import aboard, asking, queries
from samverkan.web.inspections.views.found import check_at
from samverkan.web.people.gates import Request, reads, requires
from samverkan.web.questions import queries as questions
from samverkan.web.questions.answer_labels import answers_by_subject, counts_of
from samverkan.web.questions.epochs import end_of, epoch_of


@requires(Permission.ASK)
@reads(Act.QUESTIONS_READ)
def answers(request: Request, home: str, number: UUID) -> HttpResponse:
    """Show what each holder answered about each who has been asked about in a check."""
    row = check_at(home, number)
    cards = [each.visible_to(request.actor) for each in questions.questions_of(row.record)]
    request.seen = [row.record, *(each.card.record for each in cards)]
    found = answers_by_subject(cards)
    values = {
        "check": row,
        "operation": asking.operation_name(row),
        "subjects": found,
        "counts": counts_of(found),
        "ends": end_of(epoch_of(request.now)),
        "back": queries.address(row),
        "again": aboard.is_offered(row),
        "home": home,
        "number": number,
    }
    return render(request, "inspections/answers.html", values)
