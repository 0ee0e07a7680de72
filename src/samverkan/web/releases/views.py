"""Notes, the gate, what came in, and recall."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samverkan.rules.acts import Act
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import NotAllowed, reason
from samverkan.rules.releases import ReleaseTerms, may_recall
from samverkan.web.design.components import NextAct, Words
from samverkan.web.partners.queries import name_of
from samverkan.web.people.gates import Request, reads, requires
from samverkan.web.people.threads import thread
from samverkan.web.releases import actions, queries
from samverkan.web.releases.forms import (
    FIELDS,
    NoteForm,
    RecallDoneForm,
    RecallForm,
    ReleaseForm,
)
from samverkan.wire.canonical import Json
from samverkan.wire.times import to_text

if TYPE_CHECKING:
    from samverkan.web.releases.models import Release

SHOWN = 200


@requires(Permission.READ_NOTES)
@reads(Act.NOTES_READ)
def notes(request: Request) -> HttpResponse:
    """List notes written here and what came in; write a new note."""
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        request.actor.may(Permission.WRITE_NOTES)
        row = actions.write_note(text=form.cleaned_data["text"], by=request.actor, now=request.now)
        return redirect("releases:note", row.pk)
    rows, came = queries.notes(most=SHOWN), list(queries.received(kind="note")[:SHOWN])
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
        sent = _through_the_gate(request, row, form)
        if sent is not None:
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
            "recipient": name_of(row.recipient),
            "content": _shown(queries.content_of(row)),
            "form": form,
            "acts": [NextAct(_("Återkalla"), "", section="BDF 2:1", refusal=closed)],
            "closed": closed,
            "thread": thread(row.record),
        },
    )


@requires(Permission.READ_NOTES)
@reads(Act.RELEASES_READ)
def received(request: Request, pk: int) -> HttpResponse:
    """Show what another authority released to us, with its terms; confirm that a recall is done."""
    row = queries.received_one(pk)
    request.seen = [row.record]
    form = RecallDoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        request.actor.may(Permission.RECALL)
        actions.confirm_recall(
            release=row, note=form.cleaned_data["note"], by=request.actor, now=request.now
        )
        return redirect("releases:received", pk)
    to_confirm = row.recalled_at is not None and row.recall_done_at is None
    allowed = Permission.RECALL in request.actor.permissions
    return render(
        request,
        "releases/received.html",
        {
            "release": row,
            "sender": name_of(row.sender),
            "content": _shown(queries.content_of(row)),
            "form": form if to_confirm and allowed else None,
            "thread": thread(row.record),
        },
    )


def _through_the_gate(request: Request, row: queries.NoteView, form: ReleaseForm) -> Release | None:
    """Release the note, or say in the form why not: what was typed stays."""
    chosen = form.cleaned_data["fields_chosen"]
    values = {"text": row.text or "", "made_at": to_text(row.made_at)}
    try:
        return actions.release_note(
            record=row.record,
            case=row.case,
            content={name: values[name] for name in chosen},
            terms=_terms(form),
            by=request.actor,
            now=request.now,
        )
    except NotAllowed as refusal:
        form.add_error(None, refusal.sentence((get_language() or "sv")[:2]))
        return None


def _shown(content: Mapping[str, Json] | None) -> list[tuple[Words, Json]]:
    """Give a copy's fields with the names that the page shows."""
    labels: Mapping[str, Words] = dict(FIELDS)
    return [(labels.get(name, name), value) for name, value in (content or {}).items()]


def _to_the_gate(request: Request, pk: int) -> NextAct:
    return NextAct(
        label=_("Lämna ut"),
        url=reverse("releases:send-note", args=[pk]),
        section="OSL 10:28",
        link=True,
        main=True,
        refusal=reason(request.actor.may, Permission.RELEASE),
    )


def _terms(form: ReleaseForm) -> ReleaseTerms:
    data = form.cleaned_data
    return ReleaseTerms(
        data["recipient"], data["ground"], data["purpose"], data["handling"], data["expires_on"]
    )
