"""Pages of an execution: beginning it, deciding about each thing, serving, third parties."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverkan.rules.acts import Act
from samverkan.rules.permissions import Permission
from samverkan.web.enforcement import actions, queries
from samverkan.web.enforcement.actions import Fault
from samverkan.web.enforcement.forms.executions import (
    BeginForm,
    CorrectForm,
    ItemForm,
    ProvisionalForm,
    ReturnForm,
    ServeForm,
    ThirdPartyForm,
)
from samverkan.web.enforcement.models import Execution, ListedItem
from samverkan.web.enforcement.views.cases import found_case
from samverkan.web.enforcement.views.pages import FormPage, case_url, form_page
from samverkan.web.people.gates import Request, reads, requires
from samverkan.web.people.queries import display_name
from samverkan.web.property.queries import decisions_about

THIRD_PARTY_ACTS: dict[str, Callable[..., None]] = {
    "forelagg": actions.order_to_sue,
    "delge": actions.serve_order,
    "talan": actions.note_suit,
    "ingen-talan": actions.note_no_suit,
}


@requires(Permission.ATTACH)
@reads(Act.ENFORCEMENT_READ)
def begin(request: Request, number: UUID) -> HttpResponse:
    """Begin an execution."""
    case = found_case(number)
    form = BeginForm(request.POST or None, initial={"check_ref": queries.check_behind(case)})
    page = FormPage(
        heading=_("Börja en förrättning"),
        button=_("Börja förrättningen"),
        section="UB 4:7, 6:4; UF 6:25",
        lead=_(
            "Det finns tre lagliga sätt. Kontrollens slut och förrättningens början är två "
            "skilda händelser."
        ),
    )
    return form_page(
        request,
        form,
        page,
        lambda: actions.begin(case=case, journey=form.journey(), by=request.actor, now=request.now),
        case=case,
    )


@requires(Permission.ATTACH)
@reads(Act.ENFORCEMENT_READ)
def provisional(request: Request, number: UUID) -> HttpResponse:
    """Write down a thing that the Police hold for us."""
    case = found_case(number)
    form = ProvisionalForm(request.POST or None, initial={"holder": "POL"})
    page = FormPage(
        heading=_("Anteckna provisorisk åtgärd"),
        button=_("Anteckna"),
        section="UB 6:12, 6:12 a",
        lead=_("Två veckor löper. Har inget utmätts då hävs åtgärden."),
    )
    calls = [row.record for row in decisions_about(case.record)]
    return form_page(
        request,
        form,
        page,
        lambda: actions.take_provisionally(
            case=case,
            found=(form.found(),),
            holder=form.cleaned_data["holder"],
            place=form.cleaned_data["place"],
            phone_decision=calls[0] if calls else "",
            by=request.actor,
            now=request.now,
        ),
        case=case,
    )


@requires(Permission.ATTACH)
@reads(Act.ENFORCEMENT_READ)
def item(request: Request, number: str) -> HttpResponse:
    """Decide about a thing: attached, or left with its reason."""
    row = found_execution(number)
    form = ItemForm(
        request.POST or None,
        held=queries.held_provisionally(row.case),
        officer=display_name(request.actor.reference),
    )
    page = FormPage(
        heading=_("Pröva en sak"),
        button=_("Besluta"),
        section="UB 4:3, 4:17-19, 5:1-5:5",
        lead=_("Programmet prövar ditt förslag mot bestämmelserna. Du beslutar."),
    )

    def act() -> None:
        decide = actions.attach if form.cleaned_data["decision"] == "attach" else actions.leave
        decide(execution=row, proposal=form.proposal(), by=request.actor, now=request.now)

    return form_page(request, form, page, act, case=row.case)


@requires(Permission.ATTACH)
@reads(Act.ENFORCEMENT_READ)
def serve(request: Request, number: str) -> HttpResponse:
    """Write down that the debtor has been served."""
    row = found_execution(number)
    form = ServeForm(request.POST or None)
    page = FormPage(heading=_("Delgivning"), button=_("Anteckna"), section="UB 4:29; UF 6:9")
    return form_page(
        request,
        form,
        page,
        lambda: actions.serve_ban(
            execution=row, how=form.cleaned_data["how"], by=request.actor, now=request.now
        ),
        case=row.case,
    )


@requires(Permission.ATTACH)
@reads(Act.ENFORCEMENT_READ)
def third_party(request: Request, pk: int) -> HttpResponse:
    """Write down that someone claims a better right to a thing."""
    row = found_item(pk)
    form = ThirdPartyForm(request.POST or None)
    page = FormPage(
        heading=_("Någon påstår bättre rätt"),
        button=_("Anteckna"),
        section="UB 4:20",
        lead=row.description,
    )
    return form_page(
        request,
        form,
        page,
        lambda: actions.note_third_party(
            item=row, **form.cleaned_data, by=request.actor, now=request.now
        ),
        case=row.execution.case,
    )


@require_POST
@requires(Permission.ATTACH)
def move_third_party(request: Request, pk: int, step: str) -> HttpResponse:
    """Order, serve, or settle a third party's claim."""
    try:
        claim = queries.third_party(pk)
        act = THIRD_PARTY_ACTS[step]
    except (ObjectDoesNotExist, KeyError):
        raise Http404 from None
    act(claim=claim, by=request.actor, now=request.now)
    return redirect(case_url(claim.item.execution.case))


@requires(Permission.ATTACH)
@reads(Act.ENFORCEMENT_READ)
def correct(request: Request, pk: int) -> HttpResponse:
    """Lift the attachment of a thing by correction."""
    row = found_item(pk)
    form = CorrectForm(request.POST or None)
    page = FormPage(
        heading=_("Häv utmätningen"),
        button=_("Häv"),
        section="UB 4:33-34",
        lead=row.description,
    )
    return form_page(
        request,
        form,
        page,
        lambda: actions.correct(
            item=row,
            fault=Fault(form.cleaned_data["fault"]),
            why=form.cleaned_data["why"],
            by=request.actor,
            now=request.now,
        ),
        case=row.execution.case,
    )


@requires(Permission.ATTACH, Permission.HOLD_PROPERTY)
@reads(Act.ENFORCEMENT_READ)
def give_back(request: Request, pk: int) -> HttpResponse:
    """Write down that a thing was given back."""
    row = found_item(pk)
    form = ReturnForm(request.POST or None)
    page = FormPage(
        heading=_("Lämna tillbaka"),
        button=_("Anteckna"),
        section="UB 4:33-34",
        lead=row.description,
    )
    return form_page(
        request,
        form,
        page,
        lambda: actions.give_back(item=row, **form.cleaned_data, by=request.actor, now=request.now),
        case=row.execution.case,
    )


def found_execution(number: str) -> Execution:
    """Give an execution by its number, or 404."""
    try:
        return queries.execution_numbered(number)
    except ObjectDoesNotExist:
        raise Http404 from None


def found_item(pk: int) -> ListedItem:
    """Give a listed thing, or 404."""
    try:
        return queries.item(pk)
    except ObjectDoesNotExist:
        raise Http404 from None
