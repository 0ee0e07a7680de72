"""The list keeper's pages: our own list, its entries, and a register that is read in."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samverkan.rules.acts import Act
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import NotAllowed
from samverkan.web.design.lists import page_of
from samverkan.web.people.gates import Request, reads, requires
from samverkan.web.people.queries import local_date
from samverkan.web.people.threads import thread
from samverkan.web.questions import actions, queries, registers
from samverkan.web.questions.forms import (
    COLUMN_LABELS,
    EntryForm,
    FilterForm,
    RegisterForm,
    WithdrawForm,
)
from samverkan.web.questions.labels import shown_entries

FORM_FIELDS = {"list": "list_id"}


@requires(Permission.LIST)
@reads(Act.LIST_READ)
def entries(request: Request) -> HttpResponse:
    """Show our own list: counts, entries by state, and what has been sealed for whom."""
    on = local_date(request.now)
    lists = queries.list_choices(on=on)
    form = FilterForm(request.GET, lists=lists)
    said = form.cleaned_data if form.is_valid() else {}
    rows = queries.entries(
        state=said.get("state") or "in-force",
        list_id=said.get("list_id") or "",
        search=said.get("search") or "",
        on=on,
        now=request.now,
    )
    page = page_of(request, rows)
    request.seen = [f"list/{row.list_id}/{row.pk}" for row in page]
    page.object_list = shown_entries(page.object_list, lists)
    values = {
        "counts": queries.list_counts(on=on, now=request.now),
        "entries": page,
        "filter": form,
        "packs": queries.sealed_packs()[:10],
        "evaluated": sorted(queries.evaluated(now=request.now).items()),
    }
    return render(request, "questions/entries.html", values)


@requires(Permission.LIST)
def add_entry(request: Request) -> HttpResponse:
    """List one person or craft."""
    lists = queries.list_choices(on=local_date(request.now))
    form = EntryForm(request.POST or None, lists=lists)
    if request.method == "POST" and form.is_valid():
        done = actions.list_entries(rows=[form.row()], by=request.actor, now=request.now)
        if not done.aside:
            return redirect("questions:entries")
        for wrong in done.aside:
            form.add_error(
                FORM_FIELDS.get(wrong.field, wrong.field), wrong.refusal.sentence(_language())
            )
    return render(request, "questions/add.html", {"form": form})


@requires(Permission.LIST)
def read_register(request: Request) -> HttpResponse:
    """Read a register's file: good rows are listed, bad ones shown with line, column and reason."""
    form = RegisterForm(request.POST or None, request.FILES or None)
    done = None
    if request.method == "POST" and form.is_valid():
        try:
            rows = registers.read(form.cleaned_data["file"])
            done = actions.list_entries(rows=rows, by=request.actor, now=request.now)
        except NotAllowed as refusal:
            form.add_error("file", refusal.sentence(_language()))
    aside = [
        {
            "line": wrong.line,
            "column": COLUMN_LABELS[wrong.field],
            "why": wrong.refusal.sentence(_language()),
        }
        for wrong in (done.aside if done else ())
    ]
    return render(request, "questions/register.html", {"form": form, "done": done, "aside": aside})


@requires(Permission.LIST)
@reads(Act.LIST_READ)
def entry(request: Request, pk: int) -> HttpResponse:
    """Show one entry with the decision behind it, and take it off the list."""
    try:
        row = queries.entry(pk)
    except ObjectDoesNotExist:
        raise Http404 from None
    record = f"list/{row.list_id}/{row.pk}"
    request.seen = [record]
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        actions.withdraw(entry=pk, why=why, by=request.actor, now=request.now)
        messages.success(request, _("Posten är borttagen och lämnar nästa paket genast."))
        return redirect("questions:entry", pk)
    values = {
        "shown": shown_entries([row], queries.list_choices(on=local_date(request.now)))[0],
        "form": form,
        "thread": thread(record),
    }
    return render(request, "questions/entry.html", values)


def _language() -> str:
    return (get_language() or "sv")[:2]
