"""Pages of the money: costs, liens, sale, distribution, payment."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverkan.rules.acts import Act
from samverkan.rules.permissions import Permission
from samverkan.web.enforcement import actions, queries
from samverkan.web.enforcement.forms.money import (
    AnnounceForm,
    CostForm,
    LienForm,
    LowestPriceForm,
    SellForm,
)
from samverkan.web.enforcement.models import Distribution, Sale
from samverkan.web.enforcement.views.executions import found_execution, found_item
from samverkan.web.enforcement.views.pages import FormPage, case_url, form_page
from samverkan.web.people.gates import Request, reads, requires


@requires(Permission.SELL)
@reads(Act.ENFORCEMENT_READ)
def cost(request: Request, number: str) -> HttpResponse:
    """Write down a cost of the case."""
    row = found_execution(number)
    form = CostForm(request.POST or None)
    page = FormPage(
        heading=_("Anteckna kostnad"),
        button=_("Anteckna"),
        section="1992:1094 13-14 §§",
        lead=_("Resor, delgivning, tolk, låsöppning och kungörelse tas aldrig ut."),
    )
    return form_page(
        request,
        form,
        page,
        lambda: actions.note_cost(
            execution=row, **form.cleaned_data, by=request.actor, now=request.now
        ),
        case=row.case,
    )


@requires(Permission.SELL)
@reads(Act.ENFORCEMENT_READ)
def lien(request: Request, number: str) -> HttpResponse:
    """Write down a maritime lien that is notified."""
    row = found_execution(number)
    form = LienForm(request.POST or None)
    page = FormPage(
        heading=_("Anteckna sjöpanträtt"),
        button=_("Anteckna"),
        section="UB 8:10; SjöL 3:36-37",
    )
    return form_page(
        request,
        form,
        page,
        lambda: actions.note_lien(
            execution=row, **form.cleaned_data, by=request.actor, now=request.now
        ),
        case=row.case,
    )


@requires(Permission.SELL)
@reads(Act.ENFORCEMENT_READ)
def lowest_price(request: Request, pk: int) -> HttpResponse:
    """Set the lowest price of a thing."""
    row = found_item(pk)
    form = LowestPriceForm(request.POST or None)
    page = FormPage(
        heading=_("Bestäm lägsta köpeskilling"),
        button=_("Bestäm"),
        section="UF 9:6",
        lead=row.description,
    )
    return form_page(
        request,
        form,
        page,
        lambda: actions.set_lowest_price(
            item=row, price=form.cleaned_data["price"], by=request.actor, now=request.now
        ),
        case=row.execution.case,
    )


@requires(Permission.SELL)
@reads(Act.ENFORCEMENT_READ)
def announce(request: Request, number: str) -> HttpResponse:
    """Announce the sale."""
    row = found_execution(number)
    form = AnnounceForm(request.POST or None)
    page = FormPage(
        heading=_("Kungör försäljningen"),
        button=_("Kungör"),
        section="UB 9:1-2, 9:8; UF 9:9",
        lead=_("En vecka före, två för båtar när sjöpanträtt inte uppenbart saknas."),
    )
    return form_page(
        request,
        form,
        page,
        lambda: actions.announce(
            execution=row, plan=form.plan(), by=request.actor, now=request.now
        ),
        case=row.case,
    )


@requires(Permission.SELL)
@reads(Act.ENFORCEMENT_READ)
def sell(request: Request, number: str) -> HttpResponse:
    """Write down the accepted bids."""
    row = found_execution(number)
    sale = _sale(number)
    form = SellForm(request.POST or None, items=list(queries.attached(row)))
    page = FormPage(heading=_("Anteckna köpet"), button=_("Anteckna"), section="UB 9:4")
    return form_page(
        request,
        form,
        page,
        lambda: actions.sell(sale=sale, bids=form.bids(), by=request.actor, now=request.now),
        case=row.case,
    )


@require_POST
@requires(Permission.DISTRIBUTE)
def distribute(request: Request, number: str) -> HttpResponse:
    """Make the distribution list."""
    sale = _sale(number)
    actions.distribute(sale=sale, by=request.actor, now=request.now)
    return redirect("enforcement:krona", number)


@require_POST
@requires(Permission.APPROVE_PAYMENT)
def approve(request: Request, number: str) -> HttpResponse:
    """Approve a payment that another person has prepared."""
    actions.approve(distribution=_distribution(number), by=request.actor, now=request.now)
    return redirect(case_url(found_execution(number).case))


@require_POST
@requires(Permission.DISTRIBUTE)
def pay(request: Request, number: str) -> HttpResponse:
    """Pay an approved distribution."""
    actions.pay(distribution=_distribution(number), by=request.actor, now=request.now)
    return redirect("enforcement:krona", number)


def _sale(number: str) -> Sale:
    row = queries.sale_of(found_execution(number))
    if row is None:
        raise Http404
    return row


def _distribution(number: str) -> Distribution:
    row = queries.distribution_of(found_execution(number))
    if row is None:
        raise Http404
    return row
