"""A debtor's case: its hub with what can be done now, and the duty desk's calls."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverkan.rules.acts import Act
from samverkan.rules.permissions import Permission
from samverkan.web.disclosure.shown import subjects_shown
from samverkan.web.enforcement import actions, queries
from samverkan.web.enforcement.forms.claims import CloseCallForm, EndClaimForm
from samverkan.web.enforcement.models import DebtorCase
from samverkan.web.enforcement.next_acts import acts_of
from samverkan.web.enforcement.shown import case_view
from samverkan.web.enforcement.views.pages import FormPage, case_url, form_page
from samverkan.web.journal.instance import here
from samverkan.web.people.gates import Request, reads, requires
from samverkan.web.people.threads import thread


@requires(Permission.READ_ENFORCEMENT)
@reads(Act.ENFORCEMENT_READ)
def case(request: Request, number: UUID) -> HttpResponse:
    """Show a case: claims, executions, money, papers, deadlines, and what happens next."""
    row = found_case(number)
    request.seen = [row.record]
    executions = list(queries.executions_of(row))
    return render(
        request,
        "enforcement/case.html",
        {
            "case": row,
            "view": case_view(row),
            "today": request.now,
            "acts": acts_of(row, by=request.actor, now=request.now),
            "thread": thread(row.record, *(one.record for one in executions)),
        },
    )


@require_POST
@requires(Permission.ATTACH, Permission.ANSWER_DISCLOSURE)
def confirm(request: Request, number: UUID) -> HttpResponse:
    """Confirm that the claims are still pending."""
    row = found_case(number)
    actions.confirm_pending(case=row, by=request.actor, now=request.now)
    return redirect(case_url(row))


@requires(Permission.ATTACH)
@reads(Act.ENFORCEMENT_READ)
def end_claim(request: Request, reference: str) -> HttpResponse:
    """End a claim, with the reason."""
    try:
        claim = queries.claim_row(reference)
    except ObjectDoesNotExist:
        raise Http404 from None
    form = EndClaimForm(request.POST or None)
    page = FormPage(
        heading=_("Fordran upphör"),
        button=_("Avsluta fordran"),
        lead=f"{claim.reference}, {claim.creditor}",
    )
    return form_page(
        request,
        form,
        page,
        lambda: actions.end_claim(
            claim=claim, why=form.cleaned_data["why"], by=request.actor, now=request.now
        ),
        case=claim.case,
    )


@requires(Permission.ANSWER_DISCLOSURE)
@reads(Act.ENFORCEMENT_READ)
def call(request: Request, release: int) -> HttpResponse:
    """Show a disclosure that waits for the duty desk, and close it with a note."""
    found = queries.call(release)
    request.seen = [f"received/{release}"]
    form = CloseCallForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["note"]
        actions.take_up(release=release, case=None, note=note, by=request.actor, now=request.now)
        return redirect("enforcement:list")
    values = {"call": found, "subjects": subjects_shown(found.content), "form": form}
    return render(request, "enforcement/call.html", values)


@require_POST
@requires(Permission.ANSWER_DISCLOSURE)
def take_up(request: Request, release: int) -> HttpResponse:
    """Take a disclosure up in the case of the debtor that it names."""
    found = queries.call(release)
    if found.case is None:
        raise Http404
    actions.take_up(release=release, case=found.case, by=request.actor, now=request.now)
    return redirect(case_url(found.case))


def found_case(number: UUID) -> DebtorCase:
    """Give a case by the number of its address, or 404."""
    try:
        return queries.case(f"{here().participant}/{number}")
    except ObjectDoesNotExist:
        raise Http404 from None
