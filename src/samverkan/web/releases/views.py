"""Notes, the gate, what came in, and recall."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from samverkan.rules.acts import Act
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import reason
from samverkan.rules.releases import ReleaseTerms, may_recall
from samverkan.web.design.components import NextAct
from samverkan.web.people.gates import Request, reads, requires
from samverkan.web.people.threads import thread
from samverkan.web.releases import actions, queries
from samverkan.web.releases.forms import NoteForm, RecallForm, ReleaseForm


@requires(Permission.READ_NOTES)
@reads(Act.NOTES_READ)
def notes(request: Request) -> HttpResponse:
    """List notes written here and what came in; write a new note."""
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        request.actor.may(Permission.WRITE_NOTES)
        row = actions.write_note(text=form.cleaned_data["text"], by=request.actor, now=request.now)
        return redirect("releases:note", row.pk)
    rows, came = list(queries.notes()[:200]), list(queries.received()[:200])
    request.seen = [*(row.record for row in rows), *(row.record for row in came)]
    return render(request, "releases/notes.html", {"notes": rows, "received": came, "form": form})


@requires(Permission.READ_NOTES)
@reads(Act.NOTES_READ)
def note(request: Request, pk: int) -> HttpResponse:
    """Show a note with its releases and thread, and the gate."""
    row = queries.note(pk)
    request.seen = [row.record]
    return render(
        request,
        "releases/note.html",
        {
            "note": row,
            "releases": queries.releases_of(row.record),
            "acts": [_to_the_gate(request, pk)],
            "thread": thread(row.record),
        },
    )


@requires(Permission.RELEASE)
def send_note(request: Request, pk: int) -> HttpResponse:
    """Take a note through the gate: choose fields and terms, then release."""
    row = queries.note(pk)
    form = ReleaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sent = actions.release(
            kind="note",
            content=_chosen(row.text, row.made_at.isoformat(), form.cleaned_data["fields_chosen"]),
            terms=_terms(form),
            about=row.record,
            case=row.case,
            by=request.actor,
            now=request.now,
        )
        return redirect("releases:release", sent.pk)
    return render(request, "releases/send.html", {"note": row, "form": form})


@requires(Permission.RELEASE, Permission.RECALL)
@reads(Act.RELEASES_READ)
def release(request: Request, pk: int) -> HttpResponse:
    """Show the exact copy of what left, its receipt, and the way to recall it."""
    row = queries.release(pk)
    request.seen = [row.record]
    form = RecallForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        request.actor.may(Permission.RECALL)
        actions.recall(
            release=row, reason=form.cleaned_data["reason"], by=request.actor, now=request.now
        )
        return redirect("releases:release", pk)
    closed = reason(may_recall, already_recalled=row.recalled_at is not None, reason="-")
    return render(
        request,
        "releases/release.html",
        {
            "release": row,
            "content": queries.content_of(row),
            "form": form,
            "closed": closed,
            "acts": [NextAct(label=_("Återkalla"), url="", section="BDF 2:1", refusal=closed)],
            "thread": thread(row.record),
        },
    )


@requires(Permission.READ_NOTES)
@reads(Act.RELEASES_READ)
def received(request: Request, pk: int) -> HttpResponse:
    """Show what another authority released to us, with its terms."""
    row = queries.received_one(pk)
    request.seen = [row.record]
    return render(
        request,
        "releases/received.html",
        {"release": row, "content": queries.content_of(row), "thread": thread(row.record)},
    )


def _to_the_gate(request: Request, pk: int) -> NextAct:
    return NextAct(
        label=_("Lämna ut"),
        url=reverse("releases:send-note", args=[pk]),
        section="OSL 10:28",
        link=True,
        main=True,
        refusal=reason(request.actor.may, Permission.RELEASE),
    )


def _chosen(text: str, made_at: str, fields: list[str]) -> dict[str, str]:
    values = {"text": text, "made_at": made_at}
    return {name: values[name] for name in fields}


def _terms(form: ReleaseForm) -> ReleaseTerms:
    data = form.cleaned_data
    return ReleaseTerms(
        data["recipient"], data["ground"], data["purpose"], data["handling"], data["expires_on"]
    )
