"""Issuing papers and fetching them as they were issued."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverkan.rules.acts import Act
from samverkan.rules.permissions import Permission
from samverkan.rules.protocols import ProtocolKind, required
from samverkan.web.enforcement import actions, queries
from samverkan.web.enforcement.forms.papers import NotesForm
from samverkan.web.enforcement.labels import DOCUMENTS
from samverkan.web.enforcement.models import Document, DocumentKind, Execution
from samverkan.web.enforcement.papers.attachment import attachment_protocol
from samverkan.web.enforcement.papers.distribution import distribution_list
from samverkan.web.enforcement.papers.protocols import Draft, Notes
from samverkan.web.enforcement.papers.sale import sale_protocol
from samverkan.web.enforcement.views.cases import found_case
from samverkan.web.enforcement.views.executions import found_execution
from samverkan.web.enforcement.views.pages import FormPage, case_url, form_page
from samverkan.web.journal.instance import here
from samverkan.web.people.gates import Request, reads, requires
from samverkan.web.people.queries import local_date

Row = TypeVar("Row")
Draw = Callable[[Execution, Notes], Draft]


@requires(Permission.ATTACH)
@reads(Act.ENFORCEMENT_READ)
def protocol(request: Request, number: str) -> HttpResponse:
    """Issue the attachment protocol."""
    kind = DocumentKind.ATTACHMENT_PROTOCOL
    return _issue(request, number, kind, ProtocolKind.ATTACHMENT, attachment_protocol)


@requires(Permission.SELL)
@reads(Act.ENFORCEMENT_READ)
def of_sale(request: Request, number: str) -> HttpResponse:
    """Issue the sale protocol."""

    def draw(execution: Execution, notes: Notes) -> Draft:
        return sale_protocol(_there(queries.sale_of(execution)), notes)

    return _issue(request, number, DocumentKind.SALE_PROTOCOL, ProtocolKind.SALE, draw)


@requires(Permission.DISTRIBUTE)
@reads(Act.ENFORCEMENT_READ)
def of_distribution(request: Request, number: str) -> HttpResponse:
    """Issue the distribution list."""

    def draw(execution: Execution, notes: Notes) -> Draft:
        return distribution_list(_there(queries.distribution_of(execution)), notes)

    kind = DocumentKind.DISTRIBUTION_LIST
    return _issue(request, number, kind, ProtocolKind.DISTRIBUTION, draw)


@require_POST
@requires(Permission.ATTACH, Permission.SELL)
def notice(request: Request, number: str) -> HttpResponse:
    """Issue the notice to the debtor."""
    row = found_execution(number)
    actions.issue_notice(execution=row, by=request.actor, now=request.now)
    return redirect(case_url(row.case))


@require_POST
@requires(Permission.ATTACH)
def provisional_notice(request: Request, number: UUID) -> HttpResponse:
    """Issue the notice of a provisional measure."""
    case = found_case(number)
    actions.issue_provisional_notice(case=case, by=request.actor, now=request.now)
    return redirect(case_url(case))


@require_POST
@requires(Permission.DISTRIBUTE)
def victim_letters(request: Request, number: str) -> HttpResponse:
    """Issue a letter to each injured party that the execution was for."""
    row = found_execution(number)
    actions.issue_victim_letters(execution=row, by=request.actor, now=request.now)
    return redirect(case_url(row.case))


@requires(Permission.READ_ENFORCEMENT)
@reads(Act.DOCUMENT_READ)
def document(request: Request, number: UUID) -> HttpResponse:
    """Give a paper as it was issued."""
    try:
        row = queries.document(f"{here().participant}/{number}")
    except ObjectDoesNotExist:
        raise Http404 from None
    request.seen = [row.record]
    return pdf(row)


def pdf(row: Document) -> HttpResponse:
    """Answer with the exact file of a paper."""
    content = queries.file_of(row)
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type="application/pdf")
    name = f"{row.kind}-{row.number[:8]}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def _issue(
    request: Request, number: str, kind: DocumentKind, law: ProtocolKind, draw: Draw
) -> HttpResponse:
    row = found_execution(number)
    asked = required(law, on=local_date(request.now))
    form = NotesForm(request.POST or None, asked=asked)
    page = FormPage(
        heading=str(DOCUMENTS[kind]),
        button=_("Utfärda"),
        section=", ".join(dict.fromkeys(item.citation for item in asked)),
        lead=_("Programmet fyller i det som finns i ärendet. Det som saknas stoppar utfärdandet."),
    )
    return form_page(
        request,
        form,
        page,
        lambda: actions.issue_protocol(
            kind=kind,
            execution=row,
            draft=draw(row, form.notes()),
            by=request.actor,
            now=request.now,
        ),
        case=row.case,
    )


def _there(row: Row | None) -> Row:
    if row is None:
        raise Http404
    return row
