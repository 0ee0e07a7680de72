"""The room: newest entries, one entry with its proof, the checkpoint, the logging duty."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverkan.rules.acts import Act
from samverkan.rules.logged import FIELD_WORDS
from samverkan.rules.permissions import Permission
from samverkan.trail.notes import to_base64
from samverkan.web.design.components import NextAct
from samverkan.web.design.lists import page_of
from samverkan.web.disclosure.queries import refusal_counts
from samverkan.web.journal import review
from samverkan.web.oversight import actions, queries
from samverkan.web.oversight.forms import ElementForm, FilterForm
from samverkan.web.oversight.words import act_name, all_shown, language, operation_name, shown
from samverkan.web.people.gates import Request, reads, requires
from samverkan.web.people.queries import end_of_day
from samverkan.web.questions.likeness_told import told
from samverkan.web.releases.queries import overdue_recalls

CASE = "oversight"


@requires(Permission.OVERSEE)
@reads(Act.OVERSEEN, case=CASE)
def room(request: Request) -> HttpResponse:
    """Show overdue recalls, refusals, and the journal's newest entries by the chosen filter."""
    form = FilterForm(request.GET or None)
    page = page_of(request, review.entries(**_chosen(form)))
    page.object_list = all_shown(review.lines(page.object_list))
    request.seen = [f"entry/{each.number}" for each in page.object_list]
    refusals = queries.refusals()
    return render(
        request,
        "oversight/room.html",
        {
            "form": form,
            "entries": page,
            "overdue": overdue_recalls(now=request.now),
            "provisions": refusal_counts(),
            "refusals": [(act_name(act), count) for act, count in refusals.rows],
            "refused": refusals.total,
            "state": review.state(),
            "acts": _acts(),
        },
    )


@requires(Permission.OVERSEE)
@reads(Act.OVERSEEN, case=CASE)
def entry(request: Request, number: int) -> HttpResponse:
    """Show one entry with its record, and the way to take its proof out."""
    if not review.has_entry(number):
        raise Http404
    line = review.line(number)
    request.seen = [line.about]
    state = review.state()
    covered = state is not None and line.position is not None and line.position < state.size
    url = reverse("oversight:proof", args=[number])
    return render(
        request,
        "oversight/entry.html",
        {
            "entry": shown(line),
            "covered": covered,
            "acts": [NextAct(_("Hämta bevis"), url, section="BDF 3:4", main=True)]
            if covered
            else [],
        },
    )


@require_POST
@requires(Permission.OVERSEE)
def proof(request: Request, number: int) -> HttpResponse:
    """Give an entry's proof as a file that can be verified offline."""
    if not review.has_entry(number):
        raise Http404
    text = actions.take_proof(number=number, by=request.actor, now=request.now)
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="post-{number}.tlog-proof"'
    return response


@requires(Permission.OVERSEE)
@reads(Act.OVERSEEN, case=CASE)
def checkpoint(request: Request) -> HttpResponse:
    """Show the newest signed checkpoint and what it vouches for."""
    state = review.state()
    request.seen = ["checkpoint"]
    root = to_base64(state.root) if state else ""
    return render(request, "oversight/checkpoint.html", {"state": state, "root": root})


@requires(Permission.OVERSEE)
@reads(Act.OVERSEEN, case=CASE)
def duty(request: Request) -> HttpResponse:
    """Show the logging duty: operation by operation, which fields the entries hold."""
    request.seen = ["logging-duty"]
    rows: list[dict[str, Any]] = [
        {
            "name": operation_name(each.operation),
            "entries": each.entries,
            "looked_at": each.looked_at,
            "erased": each.erased,
            "fields": [(held, wanted) for _field, held, wanted in each.fields],
        }
        for each in queries.duty()
    ]
    heads = [words.read(language()) for words in FIELD_WORDS.values()]
    return render(request, "oversight/duty.html", {"rows": rows, "heads": heads})


@requires(Permission.OVERSEE)
@reads(Act.OVERSEEN, case=CASE)
def likeness(request: Request) -> HttpResponse:
    """Show how likeness works here, with its error rates and what its keys may tell."""
    request.seen = ["likeness"]
    return render(request, "questions/how.html", told(now=request.now))


@requires(Permission.OVERSEE)
@reads(Act.OVERSEEN, case=CASE)
def element(request: Request) -> HttpResponse:
    """Open a blinded element from another authority's log: it opens, or it does not."""
    form, opens = ElementForm(request.POST or None), None
    request.seen = ["element"]
    if request.method == "POST" and form.is_valid():
        opens = actions.open_element(
            element=form.cleaned_data["element"], by=request.actor, now=request.now
        )
    return render(request, "oversight/element.html", {"form": form, "opens": opens})


def _chosen(form: FilterForm) -> dict[str, Any]:
    if not form.is_valid():
        return {}
    data = form.cleaned_data
    chosen: dict[str, Any] = {"actor": data["actor"]}
    if data["act"]:
        chosen["acts"] = (data["act"],)
    day: date | None = data["day"]
    if day is not None:
        chosen |= {"since": end_of_day(day - timedelta(days=1)), "until": end_of_day(day)}
    return chosen


def _acts() -> list[NextAct]:
    rooms = (
        (_("Dra ett urval"), "oversight:samples", "BDF 3:4"),
        (_("Öppna ett blindat element"), "oversight:element", ""),
        (_("Kontrollpunkten"), "oversight:checkpoint", ""),
        (_("Loggplikten"), "oversight:duty", "BDF 3:4"),
        (_("Så fungerar likhet"), "oversight:likeness", "BDL 2:7"),
        (_("Registrerades begäran"), "oversight:data-requests", "BDL 4 kap."),
        (_("Gallring"), "oversight:runs", "BDL 2:17"),
    )
    return [NextAct(label, reverse(name), section=law, link=True) for label, name, law in rooms]
