"""The desk, the health page, the journal's public files, and the error pages."""

from __future__ import annotations

from django.db import connection
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string

from samverkan.trail.tiles import Tile
from samverkan.web.conf.desk import waiting_for
from samverkan.web.journal.instance import here
from samverkan.web.journal.queries import covered_size
from samverkan.web.journal.tiles import CHECKPOINT, VKEY
from samverkan.web.people.gates import Request, public


@public
def desk(request: Request) -> HttpResponse:
    """Open on what waits for this person, oldest deadline first."""
    if not request.user.is_authenticated:
        return redirect("people:demo" if here().demo else "account_login")
    waiting = waiting_for(request.actor, now=request.now)
    return render(request, "design/desk.html", {"waiting": waiting})


@public
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say what works for everybody, what does not yet, and where to turn."""
    return render(request, "design/accessibility.html")


@public
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database answers: participant and size of the journal."""
    del request
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"participant": here().participant, "journal": covered_size()})


@public
def journal_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """Serve the log's public files (C2SP tlog-tiles): commitments and hashes, no record."""
    del request
    file = here().journal_folder / name
    words = name in {CHECKPOINT, VKEY}
    if not (words or Tile.read(name)) or not file.is_file():
        raise Http404
    kind = "text/plain; charset=utf-8" if words else "application/octet-stream"
    return FileResponse(file.open("rb"), content_type=kind)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Show 400 in plain words."""
    del exception
    return render(request, "400.html", status=400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Show 404 in plain words."""
    del exception
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Show 500 in plain words, without touching the database."""
    del request
    return HttpResponse(render_to_string("500.html"), status=500)
