"""Reading checks: the list of a day, one check with its persons, its versions and its clock."""

from samverkan.web.inspections.queries.agreements import agreement, agreement_on, last_agreement
from samverkan.web.inspections.queries.checks import (
    PersonView,
    address,
    check,
    checks,
    earlier,
    grounds_of_check,
    has_ended,
    long_control_of,
    notes_of,
    person,
    persons_of,
    report_due_of,
    unapproved,
)
from samverkan.web.inspections.queries.versions import VersionView, content_of, versions_of
from samverkan.web.inspections.queries.waiting import waiting_for

__all__ = [
    "PersonView",
    "VersionView",
    "address",
    "agreement",
    "agreement_on",
    "check",
    "checks",
    "content_of",
    "earlier",
    "grounds_of_check",
    "has_ended",
    "last_agreement",
    "long_control_of",
    "notes_of",
    "person",
    "persons_of",
    "report_due_of",
    "unapproved",
    "versions_of",
    "waiting_for",
]
