"""What follows when it is noted how it ended: approved, paid, taken back, told to the parties."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverkan.rules.acts import Act
from samverkan.rules.permissions import Permission
from samverkan.web.enforcement import actions, queries
from samverkan.web.enforcement.forms.settling import TakeBackForm
from samverkan.web.enforcement.models import Settlement
from samverkan.web.enforcement.views.pages import FormPage, case_url, form_page, language
from samverkan.web.journal.instance import here
from samverkan.web.people.gates import Request, reads, requires


@require_POST
@requires(Permission.APPROVE_PAYMENT)
def approve(request: Request, number: UUID) -> HttpResponse:
    """Approve the payment of what another person has noted the outcome of."""
    row = _found(number)
    actions.approve_outcome(settlement=row, by=request.actor, now=request.now)
    return redirect(case_url(row.distribution.sale.execution.case))


@require_POST
@requires(Permission.DISTRIBUTE)
def pay(request: Request, number: UUID) -> HttpResponse:
    """Pay what was set aside."""
    row = _found(number)
    actions.pay_outcome(settlement=row, by=request.actor, now=request.now)
    return redirect("enforcement:krona", row.distribution.sale.execution.number)


@requires(Permission.DISTRIBUTE, Permission.APPROVE_PAYMENT)
@reads(Act.ENFORCEMENT_READ)
def take_back(request: Request, number: UUID) -> HttpResponse:
    """Take back an outcome that was noted wrong, before it is paid."""
    row = _found(number)
    form = TakeBackForm(request.POST or None)
    page = FormPage(
        heading=_("Ta tillbaka utgången"),
        button=_("Ta tillbaka"),
        section="UB 13:7",
        lead=f"{row.claim}: {queries.outcome_of(row).words(language())}",
    )
    return form_page(
        request,
        form,
        page,
        lambda: actions.take_back_outcome(
            settlement=row, why=form.cleaned_data["why"], by=request.actor, now=request.now
        ),
        case=row.distribution.sale.execution.case,
    )


@require_POST
@requires(Permission.DISTRIBUTE)
def notice(request: Request, number: UUID) -> HttpResponse:
    """Issue the notice to the parties of what was decided of the money set aside."""
    row = _found(number)
    actions.issue_settlement(settlement=row, by=request.actor, now=request.now)
    return redirect(case_url(row.distribution.sale.execution.case))


def _found(number: UUID) -> Settlement:
    try:
        return queries.settlement(f"{here().participant}/{number}")
    except ObjectDoesNotExist:
        raise Http404 from None
