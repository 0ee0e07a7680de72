"""The forms of a check: opening it, who is aboard, the craft, notes, the end, corrections."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samverkan.rules.control_grounds import grounds_of
from samverkan.rules.inspections import Outcome
from samverkan.rules.permissions import Permission
from samverkan.web.cooperation import queries as cooperation
from samverkan.web.design.fields import allowed
from samverkan.web.inspections import actions, forms, queries
from samverkan.web.inspections.models import Check
from samverkan.web.inspections.views.found import check_at, person_at
from samverkan.web.journal.instance import here
from samverkan.web.people.gates import Request, requires
from samverkan.web.people.queries import local_date


@requires(Permission.CHECK)
def routine(request: Request) -> HttpResponse:
    """Take a routine check with few fields: done at once, or opened to go on with."""
    on = local_date(request.now)
    form = forms.RoutineForm(request.POST or None, grounds=grounds_of(here().participant, on))
    if request.method == "POST" and form.is_valid():
        act = actions.record_routine if "done" in request.POST else actions.open_check
        opened: list[Check] = []
        opening = form.opening(now=request.now)
        if allowed(
            form,
            lambda: opened.append(
                act(
                    opening=opening,
                    place=form.said_place(),
                    craft=form.craft(),
                    by=request.actor,
                    now=request.now,
                )
            ),
        ):
            return redirect(queries.address(opened[0]))
    return render(request, "inspections/routine.html", {"form": form})


@requires(Permission.CHECK)
def in_operation(request: Request) -> HttpResponse:
    """Open a check in an operation that our own authority has decided to take part in."""
    on = local_date(request.now)
    running = cooperation.operations(on)
    form = forms.OperationForm(
        request.POST or None,
        grounds=grounds_of(here().participant, on),
        operations=[
            (row.record, row.name)
            for row in running
            if cooperation.decided_by_us(row.record) is not None
        ],
    )
    if request.method == "POST" and form.is_valid():
        opened: list[Check] = []
        if allowed(
            form,
            lambda: opened.append(
                actions.open_check(
                    opening=form.opening(now=request.now),
                    place=form.said_place(),
                    craft=form.said_craft(),
                    by=request.actor,
                    now=request.now,
                )
            ),
        ):
            return redirect(queries.address(opened[0]))
    return render(request, "inspections/operation.html", {"form": form})


@requires(Permission.CHECK)
def person(request: Request, home: str, number: UUID) -> HttpResponse:
    """Add somebody to the check."""
    row = check_at(home, number)
    form = forms.PersonForm(request.POST or None)
    return _form_page(
        request,
        row,
        form,
        lambda: actions.add_person(
            check=row, said=form.said_person(), by=request.actor, now=request.now
        ),
        _("Lägg till person"),
    )


@requires(Permission.CHECK)
def correct_person(request: Request, home: str, number: UUID, pk: int) -> HttpResponse:
    """Say again who a person in the check is."""
    found = person_at(home, number, pk)
    initial = {"role": found.role, "evidence": found.evidence}
    form = forms.PersonCorrectionForm(request.POST or None, initial=initial)
    return _form_page(
        request,
        found.check_made,
        form,
        lambda: actions.correct_person(
            person=found,
            said=form.said_person(),
            reason=form.cleaned_data["reason"],
            by=request.actor,
            now=request.now,
        ),
        _("Rätta personens uppgifter"),
    )


@requires(Permission.CHECK)
def craft(request: Request, home: str, number: UUID) -> HttpResponse:
    """Write down the craft, or more of it."""
    row = check_at(home, number)
    form = forms.CraftForm(request.POST or None)
    return _form_page(
        request,
        row,
        form,
        lambda: actions.say_craft(
            check=row, craft=form.said_craft(), by=request.actor, now=request.now
        ),
        _("Skriv farkosten"),
    )


@requires(Permission.CHECK)
def note(request: Request, home: str, number: UUID) -> HttpResponse:
    """Note something seen or thought."""
    row = check_at(home, number)
    form = forms.NoteForm(request.POST or None)
    return _form_page(
        request,
        row,
        form,
        lambda: actions.add_note(
            check=row,
            text=form.cleaned_data["text"],
            fact=form.cleaned_data["kind"] == "fact",
            by=request.actor,
            now=request.now,
        ),
        _("Anteckna"),
    )


@requires(Permission.CHECK)
def end(request: Request, home: str, number: UUID) -> HttpResponse:
    """End the control."""
    row = check_at(home, number)
    form = forms.EndForm(request.POST or None, initial={"ended_at": request.now})
    return _form_page(
        request,
        row,
        form,
        lambda: actions.end_control(
            check=row,
            ended_at=form.cleaned_data["ended_at"],
            outcome=Outcome(form.cleaned_data["outcome"]),
            alongside=form.cleaned_data["alongside"],
            by=request.actor,
            now=request.now,
        ),
        _("Avsluta kontrollen"),
    )


@requires(Permission.CHECK)
def report_long(request: Request, home: str, number: UUID) -> HttpResponse:
    """Report a control of more than six hours."""
    row = check_at(home, number)
    form = forms.ReasonForm(request.POST or None)
    return _form_page(
        request,
        row,
        form,
        lambda: actions.report_long(
            check=row, reason=form.cleaned_data["reason"], by=request.actor, now=request.now
        ),
        _("Anmäl till befäl"),
    )


@requires(Permission.CHECK)
def correct(request: Request, home: str, number: UUID) -> HttpResponse:
    """Correct the record; the version before is kept."""
    row = check_at(home, number)
    fields = ("grounds", "powers", "latitude", "longitude", "place", "started_at")
    initial = {name: getattr(row, name) for name in (*fields, "control_ended_at", "outcome")}
    form = forms.CorrectionForm(
        request.POST or None,
        initial=initial | {"version": row.version},
        grounds=grounds_of(here().participant, local_date(row.started_at)),
    )
    return _form_page(
        request,
        row,
        form,
        lambda: actions.correct(
            check=row, correction=form.correction(), by=request.actor, now=request.now
        ),
        _("Rätta kontrollen"),
        with_map=True,
    )


def _form_page(
    request: Request,
    row: Check,
    form: Form,
    act: Callable[[], object],
    heading: Promise,
    *,
    with_map: bool = False,
) -> HttpResponse:
    """Show a form about a check; a valid one is acted on, and a refusal keeps what was typed."""
    back = queries.address(row)
    if request.method == "POST" and form.is_valid() and allowed(form, act):
        return redirect(back)
    values = {"check": row, "form": form, "heading": heading, "back": back, "with_map": with_map}
    return render(request, "inspections/form.html", values)
