"""A candidate of likeness on its reviewer's page: what agrees, how surely, and the verdict."""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from samverkan.rules.acts import Act
from samverkan.rules.likeness import Verdict, may_review
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import reason
from samverkan.web.design.fields import allowed
from samverkan.web.people.gates import Request, reads, requires
from samverkan.web.people.threads import thread
from samverkan.web.questions import actions, queries
from samverkan.web.questions.candidate_labels import shown_candidate
from samverkan.web.questions.forms import ReviewForm
from samverkan.web.questions.queries import CandidateView


@requires(Permission.ASK)
@reads(Act.QUESTIONS_READ)
def candidate(request: Request, pk: int) -> HttpResponse:
    """Show a possible hit to whoever may review it, who says with words whether it is the same."""
    view = _candidate_or_404(request, pk)
    row = view.row
    request.seen = [row.card.record]
    form = ReviewForm(request.POST or None, kind=row.card.likeness)
    if (
        request.method == "POST"
        and form.is_valid()
        and allowed(form, lambda: _review(request, view, form))
    ):
        return redirect("questions:card", row.card.pk)
    closed = reason(
        may_review, officer=row.card.officer, decided=bool(row.verdict), words="-", by=request.actor
    )
    values = {
        "shown": shown_candidate(view),
        "closed": closed.sentence((get_language() or "sv")[:2]) if closed else "",
        "form": form,
        "thread": thread(row.card.record),
    }
    return render(request, "questions/candidate.html", values)


def _review(request: Request, view: CandidateView, form: ReviewForm) -> None:
    actions.review(
        candidate=view.row,
        verdict=Verdict(form.cleaned_data["verdict"]),
        words=form.cleaned_data["words"],
        by=request.actor,
        now=request.now,
    )


def _candidate_or_404(request: Request, pk: int) -> CandidateView:
    if not queries.candidates_for(request.actor).filter(pk=pk).exists():
        raise Http404
    try:
        return queries.candidate(pk)
    except ObjectDoesNotExist:
        raise Http404 from None
