"""The list of cases with the duty desk's calls above it, and reading a file of claims."""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from samverkan.rules.acts import Act
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import NotAllowed, reason
from samverkan.web.design.components import NextAct
from samverkan.web.design.lists import page_of
from samverkan.web.enforcement import actions, queries
from samverkan.web.enforcement.forms.claims import FilterForm, ImportForm
from samverkan.web.enforcement.views.pages import language
from samverkan.web.people.gates import Request, reads, requires


@requires(Permission.READ_ENFORCEMENT)
@reads(Act.ENFORCEMENT_READ)
def cases(request: Request) -> HttpResponse:
    """List the cases by their nearest deadline, and the calls that wait for the duty desk."""
    form = FilterForm(request.GET or None)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    page = page_of(request, queries.overview(words=words))
    calls = queries.calls()
    request.seen = [line.case.record for line in page]
    return render(
        request,
        "enforcement/list.html",
        {
            "lines": page,
            "calls": calls,
            "form": form,
            "acts": [_to_import(request), _to_files(), _to_aside(), _to_exports(request)],
        },
    )


@requires(Permission.ATTACH)
def import_file(request: Request) -> HttpResponse:
    """Read a file of claims."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            row = actions.import_claims(
                data=file.read(), name=file.name, by=request.actor, now=request.now
            )
        except NotAllowed as refusal:
            form.add_error("file", refusal.sentence(language()))
        else:
            return redirect("enforcement:import", row.pk)
    return render(request, "enforcement/import_file.html", {"form": form})


@requires(Permission.READ_ENFORCEMENT)
@reads(Act.ENFORCEMENT_READ)
def imports(request: Request) -> HttpResponse:
    """List the files that have been read."""
    rows = list(queries.imports()[:200])
    request.seen = [f"claims/{row.pk}" for row in rows]
    return render(request, "enforcement/imports.html", {"rows": rows})


@requires(Permission.READ_ENFORCEMENT)
@reads(Act.ENFORCEMENT_READ)
def claim_import(request: Request, pk: int) -> HttpResponse:
    """Show what a file gave: what was taken, and what was put aside with line, field and why."""
    try:
        row = queries.claim_import(pk)
    except ObjectDoesNotExist:
        raise Http404 from None
    request.seen = [f"claims/{pk}"]
    aside = [{"row": one, "why": one.sentences[language()]} for one in row.aside.order_by("line")]
    taken = row.rows.select_related("case").order_by("line")
    values = {"source": row, "taken": taken, "aside": aside}
    return render(request, "enforcement/import.html", values)


def _to_import(request: Request) -> NextAct:
    return NextAct(
        label=_("Läs in fordringar"),
        url=reverse("enforcement:import-file"),
        link=True,
        main=True,
        refusal=reason(request.actor.may, Permission.ATTACH),
    )


def _to_exports(request: Request) -> NextAct:
    may = (Permission.ATTACH, Permission.SELL, Permission.DISTRIBUTE)
    url, refusal = reverse("enforcement:exports"), reason(request.actor.may, *may)
    return NextAct(label=_("Uttagna listor"), url=url, link=True, refusal=refusal)


def _to_aside() -> NextAct:
    return NextAct(label=_("Avsatta medel"), url=reverse("enforcement:aside"), link=True)


def _to_files() -> NextAct:
    return NextAct(label=_("Inlästa filer"), url=reverse("enforcement:imports"), link=True)
