"""A data subject's request: who asked, and what this instance holds about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from samverkan.rules.refusal import NotAllowed
from samverkan.rules.subjects import Property, normal
from samverkan.web.journal.cases import CaseErased, open_under
from samverkan.web.journal.queries import JournalLine, thread_of
from samverkan.web.oversight.models import DataRequest
from samverkan.web.subjects import queries as subjects


@dataclass(frozen=True, slots=True)
class Asked:
    """A request opened: the number asked about and the answer; empty once its case is erased."""

    row: DataRequest
    number: str
    answer: str


@dataclass(frozen=True, slots=True)
class Held:
    """What is held about one subject, and what has happened with it."""

    subject: subjects.SubjectView
    thread: tuple[JournalLine, ...]


def data_requests() -> QuerySet[DataRequest]:
    """Give the requests, newest first."""
    return DataRequest.objects.order_by("-pk")


def data_request(pk: int) -> Asked:
    """Give one request, opened. DataRequest.DoesNotExist if there is none."""
    row = DataRequest.objects.get(pk=pk)
    return Asked(row, _open(row, bytes(row.sealed)), _open(row, bytes(row.answer or b"")))


def held_about(number: str, *, on: date) -> tuple[Held, ...]:
    """Give what this instance itself has said of a person with this number; none if nothing.

    What others released to us is theirs to answer for, and is not searched here.
    """
    try:
        value = normal(Property.PERSONAL_NUMBER, number, on=on)
    except NotAllowed:
        return ()
    refs = subjects.find(Property.PERSONAL_NUMBER, value)
    return tuple(Held(subjects.view_of(ref), tuple(thread_of(ref))) for ref in refs)


def _open(row: DataRequest, sealed: bytes) -> str:
    if not sealed:
        return ""
    try:
        return open_under(row.record, sealed).decode()
    except CaseErased:
        return ""
