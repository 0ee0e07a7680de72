"""Pages of a forfeiture: tried, ruled, lapsed, sold by the State, victims paid."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverkan.rules.acts import Act
from samverkan.rules.permissions import Permission
from samverkan.web.enforcement import actions, queries
from samverkan.web.enforcement.forms.money import ForfeitureForm, ReceivedForm, RulingForm
from samverkan.web.enforcement.models import Forfeiture
from samverkan.web.enforcement.views.executions import found_execution
from samverkan.web.enforcement.views.pages import FormPage, case_url, form_page
from samverkan.web.people.gates import Request, reads, requires


@requires(Permission.SELL)
@reads(Act.ENFORCEMENT_READ)
def opened(request: Request, number: str) -> HttpResponse:
    """Write down that forfeiture is tried: the sale waits."""
    row = found_execution(number)
    form = ForfeitureForm(request.POST or None)
    page = FormPage(
        heading=_("Förverkande prövas"),
        button=_("Anteckna"),
        section="BrB 36:5; 2024:782 2:3; UF 9:2",
    )
    return form_page(
        request,
        form,
        page,
        lambda: actions.note_forfeiture_opened(
            execution=row, **form.cleaned_data, by=request.actor, now=request.now
        ),
        case=row.case,
    )


@requires(Permission.SELL)
@reads(Act.ENFORCEMENT_READ)
def ruling(request: Request, number: str) -> HttpResponse:
    """Write down the court's ruling."""
    form = RulingForm(request.POST or None)
    page = FormPage(heading=_("Rättens dom"), button=_("Anteckna"), section="BrB 36:17, 36:22")
    row = _forfeiture(number)
    return form_page(
        request,
        form,
        page,
        lambda: actions.note_ruling(
            forfeiture=row, **form.cleaned_data, by=request.actor, now=request.now
        ),
        case=row.execution.case,
    )


@requires(Permission.SELL, Permission.DISTRIBUTE)
@reads(Act.ENFORCEMENT_READ)
def state_sold(request: Request, number: str) -> HttpResponse:
    """Write down what the State received."""
    form = ReceivedForm(request.POST or None)
    page = FormPage(heading=_("Statens försäljning"), button=_("Anteckna"), section="BrB 36:21-22")
    row = _forfeiture(number)
    return form_page(
        request,
        form,
        page,
        lambda: actions.state_sold(
            forfeiture=row, **form.cleaned_data, by=request.actor, now=request.now
        ),
        case=row.execution.case,
    )


@require_POST
@requires(Permission.SELL)
def lapse(request: Request, number: str) -> HttpResponse:
    """End the attachment: the ruling is final."""
    return _acted(request, number, actions.lapse)


@require_POST
@requires(Permission.APPROVE_PAYMENT)
def approve(request: Request, number: str) -> HttpResponse:
    """Approve what the State pays victims."""
    return _acted(request, number, actions.approve_state)


@require_POST
@requires(Permission.DISTRIBUTE)
def pay(request: Request, number: str) -> HttpResponse:
    """Pay the victims from what the State received."""
    return _acted(request, number, actions.state_pays)


def _acted(request: Request, number: str, act: Callable[..., None]) -> HttpResponse:
    row = _forfeiture(number)
    act(forfeiture=row, by=request.actor, now=request.now)
    return redirect(case_url(row.execution.case))


def _forfeiture(number: str) -> Forfeiture:
    row = queries.forfeiture_of(found_execution(number))
    if row is None:
        raise Http404
    return row
