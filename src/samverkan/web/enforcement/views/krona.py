"""The page of the krona, and an injured party's own page behind an unguessable address."""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import render

from samverkan.rules.acts import Act
from samverkan.rules.permissions import Permission
from samverkan.web.enforcement import actions, queries
from samverkan.web.enforcement.models import ClaimRow
from samverkan.web.enforcement.river import river_of
from samverkan.web.enforcement.views.executions import found_execution
from samverkan.web.enforcement.views.pages import language
from samverkan.web.enforcement.views.papers import pdf
from samverkan.web.people.gates import Request, public, reads, requires


@requires(Permission.READ_ENFORCEMENT)
@reads(Act.ENFORCEMENT_READ)
def krona(request: Request, number: str) -> HttpResponse:
    """Follow the money of an execution from what was found to who was paid."""
    row = found_execution(number)
    request.seen = [row.record]
    view = queries.krona_of(row, language())
    words, tone = queries.state_of(row)
    return render(
        request,
        "enforcement/krona.html",
        {
            "execution": row,
            "krona": view,
            "river": river_of(view, language()),
            "came": view.stage(queries.Stage.SOLD).total or 0,
            "costs": view.stage(queries.Stage.COSTS).total or 0,
            "claims": view.stage(queries.Stage.CLAIMS).total or 0,
            "state": words,
            "tone": tone,
        },
    )


@public
def victim(request: Request, token: str) -> HttpResponse:
    """Show an injured party what was decided, what is paid and what happens next."""
    claim = _claim(token)
    actions.note_victim_read(claim=claim, now=request.now)
    return _theirs(render(request, "enforcement/victim.html", {"view": queries.victim_view(claim)}))


@public
def victim_letter(request: Request, token: str) -> HttpResponse:
    """Give an injured party the newest letter to them."""
    claim = _claim(token)
    letter = queries.newest_letter(claim)
    if letter is None:
        raise Http404
    actions.note_victim_read(claim=claim, now=request.now)
    return _theirs(pdf(letter))


def _theirs(response: HttpResponse) -> HttpResponse:
    """Keep the page and its address to the injured party alone."""
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _claim(token: str) -> ClaimRow:
    try:
        return queries.by_token(token)
    except ObjectDoesNotExist:
        raise Http404 from None
