"""Addresses worth opening first, which only the instance knows: they hold its own references."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.urls import reverse

from samverkan.demo.acts import known
from samverkan.demo.control import Json
from samverkan.demo.story.cases import cases
from samverkan.demo.story.checks import single
from samverkan.rules.claims import ClaimKind
from samverkan.web.enforcement import queries as enforcement
from samverkan.web.enforcement.queries import DocumentKind
from samverkan.web.results import queries as results

FIRST_CASE = 1


def first_check() -> Json:
    """Give the page of the first case's check at sea."""
    row = known.check(single(cases()[FIRST_CASE - 1].check))
    return reverse("inspections:check", args=row.record.split("/"))


def krona_pages() -> Json:
    """Give the page of the krona of each case that has one, by the case's number."""
    found: dict[str, Json] = {}
    for case in cases():
        debtor = enforcement.case_of(case.debtor.number)
        execution = enforcement.executions_of(debtor).last() if debtor else None
        if execution is not None:
            found[str(case.number)] = reverse("enforcement:krona", args=[execution.number])
    return found


def first_protocol() -> Json:
    """Give the first case's attachment protocol, as the PDF that was issued."""
    debtor = enforcement.case_of(cases()[FIRST_CASE - 1].debtor.number)
    papers = enforcement.documents_of(debtor) if debtor else ()
    return next(
        (
            reverse("enforcement:document", args=[paper.number])
            for paper in papers
            if paper.kind == DocumentKind.ATTACHMENT_PROTOCOL
        ),
        None,
    )


def first_victim() -> Json:
    """Give the first case's injured party's own page, which needs no log-in."""
    debtor = enforcement.case_of(cases()[FIRST_CASE - 1].debtor.number)
    claims = enforcement.claims_of(debtor) if debtor else ()
    return next(
        (
            reverse("enforcement:victim", args=[claim.token])
            for claim in claims
            if claim.kind == ClaimKind.VICTIM_DAMAGES
        ),
        None,
    )


def report_page() -> Json:
    """Give the public page of the newest published report."""
    published = results.reports().exclude(published_at=None).first()
    return reverse("results:public-report", args=[published.slug]) if published else None


def powers_page() -> Json:
    """Give the page of the powers for the summer's operation."""
    return reverse("cooperation:powers", query={"operation": known.operation().record})


ACTS: Mapping[str, Callable[..., Json]] = {
    "first_check": first_check,
    "krona_pages": krona_pages,
    "first_protocol": first_protocol,
    "first_victim": first_victim,
    "report_page": report_page,
    "powers_page": powers_page,
}
