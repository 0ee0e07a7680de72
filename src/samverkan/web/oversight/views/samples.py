"""Samples: drawn by seed, opened one by one, assessed in words."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverkan.rules.acts import Act
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import NotAllowed
from samverkan.web.design.components import NextAct
from samverkan.web.journal import review
from samverkan.web.oversight import actions, queries
from samverkan.web.oversight.forms import FINDINGS, AssessmentForm, SampleForm, show_refusal
from samverkan.web.oversight.models import Finding, Sample, SampledEntry
from samverkan.web.oversight.words import act_name, shown
from samverkan.web.people.gates import Request, reads, requires
from samverkan.web.people.queries import display_name

CASE = "oversight"


@requires(Permission.OVERSEE)
@reads(Act.OVERSEEN, case=CASE)
def samples(request: Request) -> HttpResponse:
    """List samples with what was found, and draw a new one."""
    form = SampleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.draw_sample(by=request.actor, now=request.now, **form.cleaned_data)
            return redirect("oversight:sample", row.pk)
        except NotAllowed as refusal:
            show_refusal(form, refusal)
    rows = [_line(row) for row in queries.samples()]
    request.seen = [line["row"].record for line in rows]
    return render(request, "oversight/samples.html", {"samples": rows, "form": form})


@requires(Permission.OVERSEE)
@reads(Act.OVERSEEN, case=CASE)
def sample(request: Request, pk: int) -> HttpResponse:
    """Show a sample: seed, what it was drawn from, its entries in order."""
    try:
        row = queries.sample(pk)
    except Sample.DoesNotExist:
        raise Http404 from None
    request.seen = [row.record]
    entries = row.entries.order_by("place")
    return render(
        request,
        "oversight/sample.html",
        {
            "sample": row,
            "kind": dict(queries.kind_choices())[row.kind],
            "drawn_by": display_name(row.drawn_by),
            "tally": queries.tally(row),
            "entries": [(each, _finding(each)) for each in entries],
        },
    )


@requires(Permission.OVERSEE)
@reads(Act.OVERSEEN, case=CASE)
def sampled(request: Request, pk: int) -> HttpResponse:
    """Show a drawn entry once it is opened, and assess it."""
    row = _sampled(pk)
    form = AssessmentForm(
        request.POST or None, initial={"finding": row.finding, "words": row.words}
    )
    if request.method == "POST" and form.is_valid():
        finding = Finding(form.cleaned_data["finding"])
        try:
            actions.assess(
                sampled=row,
                finding=finding,
                words=form.cleaned_data["words"],
                by=request.actor,
                now=request.now,
            )
            return redirect("oversight:sample", row.sample.pk)
        except NotAllowed as refusal:
            show_refusal(form, refusal)
    line = review.line(row.number)
    request.seen = [line.about if row.opened_at else f"entry/{row.number}"]
    opening = reverse("oversight:open", args=[pk])
    return render(
        request,
        "oversight/sampled.html",
        {
            "sampled": row,
            "entry": shown(line) if row.opened_at else None,
            "act": act_name(line.act),
            "form": form,
            "closed": (row.elements or 0) - (row.elements_open or 0),
            "acts": [] if row.opened_at else [NextAct(_("Öppna posten"), opening, main=True)],
        },
    )


@require_POST
@requires(Permission.OVERSEE)
def open_entry(request: Request, pk: int) -> HttpResponse:
    """Open a drawn entry, with its blinded elements if it is a sealed question."""
    actions.open_entry(sampled=_sampled(pk), by=request.actor, now=request.now)
    return redirect("oversight:sampled", pk)


def _line(row: Sample) -> dict[str, Any]:
    return {
        "row": row,
        "kind": dict(queries.kind_choices())[row.kind],
        "tally": queries.tally(row),
        "drawn_by": display_name(row.drawn_by),
    }


def _finding(row: SampledEntry) -> object:
    if row.finding:
        return FINDINGS[Finding(row.finding)]
    return _("Öppnad") if row.opened_at else _("Inte öppnad")


def _sampled(pk: int) -> SampledEntry:
    try:
        return queries.sampled(pk)
    except SampledEntry.DoesNotExist:
        raise Http404 from None
