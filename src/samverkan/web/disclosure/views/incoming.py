"""A received disclosure: what came, on what terms; the desk confirms, and confirms a recall."""

from __future__ import annotations

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render

from samverkan.rules.acts import Act
from samverkan.rules.permissions import Permission
from samverkan.web.design.fields import allowed
from samverkan.web.disclosure import actions, queries
from samverkan.web.disclosure.forms import AnswerForm, DoneForm
from samverkan.web.disclosure.labels import GROUPS, PURPOSES, RECEIVED
from samverkan.web.disclosure.models import ReceivedDisclosure, ReceivedState
from samverkan.web.disclosure.shown import subjects_shown
from samverkan.web.disclosure.views.found import or_404
from samverkan.web.partners.queries import name_of
from samverkan.web.people.gates import Request, reads, requires
from samverkan.web.people.queries import display_name
from samverkan.web.people.threads import thread


@requires(Permission.READ_DISCLOSURES)
@reads(Act.DISCLOSURES_READ)
def received(request: Request, pk: int) -> HttpResponse:
    """Show what another authority disclosed to us, and take the desk's answer."""
    row = or_404(queries.received_one, pk)
    release = queries.release_of(row)
    request.seen = [row.record, *row.subjects]
    form = _form(request, row)
    if (
        request.method == "POST"
        and form is not None
        and form.is_valid()
        and allowed(form, lambda: _answer(request, row, form))
    ):
        return redirect("disclosure:received", pk)
    content = queries.content_of_received(row)
    words, tone = RECEIVED[row.state]
    return render(
        request,
        "disclosure/received.html",
        {
            "row": row,
            "release": release,
            "sender": name_of(row.sender),
            "state": words,
            "tone": tone,
            "purpose": PURPOSES[row.purpose],
            "need": content.need if content else "",
            "subjects": subjects_shown(content),
            "circumstances": content.circumstances if content else (),
            "circumstances_heading": GROUPS["circumstance"],
            "answered_by": display_name(row.answered_by),
            "form": form,
            "thread": thread(row.record),
        },
    )


def _form(request: Request, row: ReceivedDisclosure) -> Form | None:
    """Give the form that waits for the desk, None if nothing does or the person may not answer."""
    if Permission.ANSWER_DISCLOSURE not in request.actor.permissions:
        return None
    if row.state == ReceivedState.WAITING:
        return AnswerForm(request.POST or None)
    if row.state == ReceivedState.RECALLED:
        return DoneForm(request.POST or None)
    return None


def _answer(request: Request, row: ReceivedDisclosure, form: Form) -> None:
    data = form.cleaned_data
    if isinstance(form, AnswerForm):
        actions.confirm(
            received=row,
            pending=data["pending"] == "yes",
            note=data["note"],
            by=request.actor,
            now=request.now,
        )
    else:
        actions.confirm_recalled(received=row, note=data["note"], by=request.actor, now=request.now)
