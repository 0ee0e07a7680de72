"""The room: the list, what we sent with its exact copy and recall, and the counts of refusals."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samverkan.rules.acts import Act
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import reason
from samverkan.rules.releases import may_recall
from samverkan.web.cooperation import queries as cooperation
from samverkan.web.design.components import NextAct
from samverkan.web.design.fields import allowed
from samverkan.web.design.lists import page_of
from samverkan.web.disclosure import actions, queries
from samverkan.web.disclosure.forms import FilterForm, RecallForm
from samverkan.web.disclosure.labels import GROUPS, OUTCOMES, PURPOSES, SENT
from samverkan.web.disclosure.models import Disclosure
from samverkan.web.disclosure.shown import subjects_shown
from samverkan.web.disclosure.views.found import or_404
from samverkan.web.partners.queries import name_of
from samverkan.web.people.gates import Request, reads, requires
from samverkan.web.people.queries import display_name
from samverkan.web.people.threads import thread


@requires(Permission.READ_DISCLOSURES)
@reads(Act.DISCLOSURES_READ)
def disclosures(request: Request) -> HttpResponse:
    """List disclosures and requests both ways, newest first."""
    form = FilterForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {"partner": "", "state": ""}
    page = page_of(request, queries.rows(partner=chosen["partner"], state=chosen["state"]))
    request.seen = [row.record for row in page]
    rows = [(row, name_of(row.partner)) for row in page]
    return render(request, "disclosure/list.html", {"form": form, "page": page, "rows": rows})


@requires(Permission.READ_DISCLOSURES)
@reads(Act.DISCLOSURES_READ)
def sent(request: Request, pk: int) -> HttpResponse:
    """Show the exact copy of what left, why, what came of it, and the way to recall it."""
    row = or_404(queries.disclosure, pk)
    request.seen = [row.record, *([row.about] if row.about else [])]
    release = queries.sent_release_of(row)
    form = RecallForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and allowed(
            form,
            lambda: actions.recall(
                disclosure=row,
                reason=form.cleaned_data["reason"],
                by=request.actor,
                now=request.now,
            ),
        )
    ):
        return redirect("disclosure:sent", pk)
    closed = reason(request.actor.may, Permission.RECALL) or reason(
        may_recall, already_recalled=release.recalled_at is not None, reason="-"
    )
    content = queries.content_of_sent(row)
    argument = queries.argument_of(row)
    words, tone = SENT[release.state]
    return render(
        request,
        "disclosure/sent.html",
        {
            "row": row,
            "release": release,
            "receiver": name_of(row.receiver),
            "officer": display_name(row.decided_by),
            "state": words,
            "tone": tone,
            "purpose": PURPOSES[row.purpose],
            "operation": _operation(row),
            "subjects": subjects_shown(content),
            "circumstances": content.circumstances if content else (),
            "circumstances_heading": GROUPS["circumstance"],
            "argument": argument,
            "outcome": OUTCOMES.get(argument.get("outcome", ""), ""),
            "form": form,
            "closed": closed,
            "acts": [NextAct(_("Återkalla"), "", section="BDF 2:1", refusal=closed)],
            "thread": thread(row.record),
        },
    )


@requires(Permission.READ_DISCLOSURES)
def refusals(request: Request) -> HttpResponse:
    """Count our refusals by provision, and what second opinions made of them."""
    counts = queries.refusal_counts()
    asked = queries.requests(outgoing=False).count()
    return render(request, "disclosure/refusals.html", {"counts": counts, "asked": asked})


def _operation(row: Disclosure) -> str:
    return cooperation.operation(row.cooperation).name if row.cooperation else ""
