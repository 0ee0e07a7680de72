"""What is set aside: the list of all that waits, and the form of how it ended."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from samverkan.rules.acts import Act
from samverkan.rules.money import format_kronor
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import NotAllowed
from samverkan.web.enforcement import actions, queries
from samverkan.web.enforcement.forms.settling import OutcomeForm
from samverkan.web.enforcement.labels import HELD
from samverkan.web.enforcement.shown import held_shown
from samverkan.web.enforcement.views.executions import found_execution
from samverkan.web.enforcement.views.pages import FormPage, form_page, language
from samverkan.web.people.gates import Request, reads, requires


@requires(Permission.READ_ENFORCEMENT)
@reads(Act.ENFORCEMENT_READ)
def waiting(request: Request) -> HttpResponse:
    """List all that is set aside or kept back, oldest first."""
    shares = [held_shown(share) for share in queries.held_everywhere()]
    request.seen = sorted({one.execution.case.record for one in shares})
    return render(request, "enforcement/aside.html", {"shares": shares})


@requires(Permission.DISTRIBUTE)
@reads(Act.ENFORCEMENT_READ)
def outcome(request: Request, number: str, reference: str) -> HttpResponse:
    """Note how it ended for a claim whose money waits."""
    execution = found_execution(number)
    made = queries.distribution_of(execution)
    try:
        share = queries.held_share(made, reference) if made else None
    except NotAllowed:
        share = None
    if share is None or made is None:
        raise Http404
    form = OutcomeForm(request.POST or None, share=share)
    amount = format_kronor(share.amount, language(), exact=True)
    page = FormPage(
        heading=_("Anteckna hur det slutade"),
        button=_("Anteckna"),
        section="UB 13:7-8, 13:14",
        lead=f"{share.creditor}, {share.claim}: {amount}. {HELD[share.why]}.",
    )
    return form_page(
        request,
        form,
        page,
        lambda: actions.note_outcome(
            distribution=made,
            outcome=form.outcome(),
            earned=form.interest_on_money,
            by=request.actor,
            now=request.now,
        ),
        case=execution.case,
    )
