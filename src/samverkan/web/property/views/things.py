"""Property: what lies where, one thing with its custody thread, and counting a store."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samverkan.rules.acts import Act
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import reason
from samverkan.web.design.components import NextAct
from samverkan.web.design.lists import page_of
from samverkan.web.journal.instance import here
from samverkan.web.partners.queries import name_of
from samverkan.web.people.gates import Request, reads, requires
from samverkan.web.people.queries import display_name
from samverkan.web.people.threads import thread
from samverkan.web.property import actions, queries
from samverkan.web.property.forms import CountForm, FilterForm, MoveForm, ValueForm
from samverkan.web.property.models import Thing
from samverkan.web.property.shown import custody, grounds, marks


@requires(Permission.READ_PROPERTY)
@reads(Act.THINGS_READ)
def things(request: Request) -> HttpResponse:
    """List what is held, where it lies and what a count found amiss."""
    form = FilterForm(request.GET or None)
    data = form.cleaned_data if form.is_valid() else {}
    rows = queries.things(
        words=data.get("q", ""),
        kind=data.get("kind", ""),
        place=data.get("place", ""),
        ended=data.get("ended", False),
    )
    amiss = queries.mismatches()
    page = page_of(request, rows)
    request.seen = [*(row.record for row in page), *(row.thing.record for row in amiss)]
    return render(
        request,
        "property/list.html",
        {
            "things": page,
            "total": sum(row.value or 0 for row in rows),
            "mismatches": amiss,
            "places": queries.places(),
            "form": form,
            "acts": _to_decisions(request),
        },
    )


@requires(Permission.READ_PROPERTY)
@reads(Act.THINGS_READ)
def thing(request: Request, number: UUID) -> HttpResponse:
    """Show a thing: what it is, on which ground, where it has been, what it may be worth."""
    row = _thing(number)
    view = queries.view_of(row.record)
    request.seen = [row.record]
    return render(
        request,
        "property/thing.html",
        {
            "thing": row,
            "view": view,
            "deadline_words": view.deadline.sentence(_language()) if view.deadline else "",
            "marks": marks(row),
            "grounds": grounds(row),
            "custody": custody(row),
            "valuations": queries.valuations_of(row),
            "by": display_name(row.by),
            "acts": _acts(request, row),
            "thread": thread(row.record),
        },
    )


@requires(Permission.HOLD_PROPERTY)
@reads(Act.THINGS_READ)
def move(request: Request, number: UUID) -> HttpResponse:
    """Write down that a thing has been moved or handed over."""
    row = _thing(number)
    request.seen = [row.record]
    us = here().participant
    form = MoveForm(request.POST or None, mine=(us, name_of(us)))
    if request.method == "POST" and form.is_valid():
        actions.move(thing=row, to=form.hand_over(), by=request.actor, now=request.now)
        return redirect("property:thing", number)
    values = {"thing": row, "number": number, "form": form, "now_at": queries.custody_of(row)}
    return render(request, "property/move.html", values)


@requires(Permission.HOLD_PROPERTY, Permission.ATTACH)
@reads(Act.THINGS_READ)
def value(request: Request, number: UUID) -> HttpResponse:
    """Add a valuation to a thing."""
    row = _thing(number)
    request.seen = [row.record]
    form = ValueForm(request.POST or None, initial={"valued_by": display_name(request.actor.name)})
    if request.method == "POST" and form.is_valid():
        actions.value(thing=row, estimate=form.estimate(), by=request.actor, now=request.now)
        return redirect("property:thing", number)
    return render(request, "property/value.html", {"thing": row, "number": number, "form": form})


@requires(Permission.HOLD_PROPERTY)
@reads(Act.THINGS_READ)
def count(request: Request) -> HttpResponse:
    """Count a place: what is there, and what should be."""
    place = request.GET.get("place", "")
    if place not in queries.places():
        raise Http404
    lying = queries.things(place=place)
    others = tuple(row for row in queries.things() if row.place and row.place != place)
    request.seen = [row.record for row in (*lying, *others)]
    form = CountForm(request.POST or None, here=lying, others=others)
    if request.method == "POST" and form.is_valid():
        actions.count(
            place=place,
            seen=form.records(),
            note=form.cleaned_data["note"],
            by=request.actor,
            now=request.now,
        )
        return redirect("property:list")
    return render(request, "property/count.html", {"place": place, "form": form})


def _thing(number: UUID) -> Thing:
    try:
        return queries.thing(f"{here().participant}/{number}")
    except ObjectDoesNotExist:
        raise Http404 from None


def _language() -> str:
    return (get_language() or "sv")[:2]


def _acts(request: Request, row: Thing) -> list[NextAct]:
    number = row.record.partition("/")[2]
    return [
        NextAct(
            label=_("Flytta eller lämna över"),
            url=reverse("property:move", args=[number]),
            section="UB 6:4",
            link=True,
            main=True,
            refusal=reason(request.actor.may, Permission.HOLD_PROPERTY),
        ),
        NextAct(
            label=_("Värdera"),
            url=reverse("property:value", args=[number]),
            section="UB 6:9",
            link=True,
            refusal=reason(request.actor.may, Permission.HOLD_PROPERTY),
        ),
    ]


def _to_decisions(request: Request) -> list[NextAct]:
    """Lead those who decide or confirm by phone there; others have nothing to do with it."""
    if Permission.PHONE_DECISION not in request.actor.permissions:
        return []
    url, section = reverse("property:decisions"), "UB 6:12; UF 6:25"
    return [NextAct(label=_("Telefonbeslut"), url=url, section=section, link=True)]
