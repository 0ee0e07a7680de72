"""Lists for a spreadsheet: those taken out, a new one, and the exact file."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from samverkan.rules.acts import Act
from samverkan.rules.list_exports import ListKind, may_open
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import NotAllowed
from samverkan.web.enforcement import actions, queries
from samverkan.web.enforcement.forms.exports import ExportForm
from samverkan.web.enforcement.labels import LISTS
from samverkan.web.enforcement.views.pages import language
from samverkan.web.journal.instance import here
from samverkan.web.people.gates import Request, reads, requires
from samverkan.web.people.queries import display_name, local_date

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
MAY = (Permission.ATTACH, Permission.SELL, Permission.DISTRIBUTE)


@requires(*MAY)
@reads(Act.ENFORCEMENT_READ)
def exports(request: Request) -> HttpResponse:
    """List what has been taken out: which list, to whom, on what ground, until when."""
    found = list(queries.exports()[:200])
    request.seen = [row.record for row in found]
    today, gone = local_date(request.now), queries.erased_exports()
    rows = [
        {
            "row": row,
            "name": LISTS[row.kind],
            "by": display_name(row.by),
            "gone": row.record in gone,
            "open": row.record not in gone and row.expires_on >= today,
        }
        for row in found
    ]
    return render(request, "enforcement/exports.html", {"rows": rows})


@requires(*MAY)
def new(request: Request) -> HttpResponse:
    """Take a list out, if the ground allows it."""
    form = ExportForm(request.POST or None, on=local_date(request.now))
    if request.method == "POST" and form.is_valid():
        try:
            actions.export_list(
                wish=form.wish(),
                form=form.cleaned_data["form"],
                by=request.actor,
                now=request.now,
            )
        except NotAllowed as refusal:
            form.add_error(None, refusal.sentence(language()))
        else:
            return redirect("enforcement:exports")
    return render(request, "enforcement/export.html", {"form": form})


@requires(*MAY)
@reads(Act.DOCUMENT_READ)
def file(request: Request, number: UUID) -> HttpResponse:
    """Give the exact file of a list that was taken out, to a desk that may take it out."""
    try:
        row = queries.export(f"{here().participant}/{number}")
    except ObjectDoesNotExist:
        raise Http404 from None
    request.actor.may(*actions.MAY_EXPORT[ListKind(row.kind)])
    may_open(row.citation, row.expires_on, on=local_date(request.now))
    request.seen = [row.record]
    content = queries.file_of_export(row)
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type=TYPES[row.form])
    name = f"{row.kind}-{row.number[:8]}.{row.form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
