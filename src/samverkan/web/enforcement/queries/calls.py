"""Disclosures from other authorities that wait for the duty desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from samverkan.rules.refusal import NotAllowed
from samverkan.rules.subjects import Property
from samverkan.web.disclosure import queries as disclosure
from samverkan.web.enforcement.models import DebtorCase, TakenUp
from samverkan.web.enforcement.queries.cases import case_of
from samverkan.web.partners.queries import name_of

if TYPE_CHECKING:
    from samverkan.web.disclosure.content import DisclosedContent
    from samverkan.web.releases.models import ReceivedRelease


@dataclass(frozen=True, slots=True)
class Call:
    """A disclosure that waits: from whom, since when, what it says, and whom it is about here.

    `answered` says that the sender has been told whether something is pending here.
    """

    release: int
    sender: str
    received_at: datetime
    ground: str
    content: DisclosedContent
    case: DebtorCase | None
    answered: bool


def calls() -> tuple[Call, ...]:
    """Give the received disclosures that nobody has taken up, oldest first."""
    done = set(TakenUp.objects.values_list("release", flat=True))
    found = []
    for row in reversed(disclosure.received()):
        release, content = disclosure.release_of(row), disclosure.content_of_received(row)
        if content is not None and release.pk not in done:
            found.append(_call(release, content, answered=row.answered_at is not None))
    return tuple(found)


def call(release: int) -> Call:
    """Give one disclosure that waits. NotAllowed if it does not wait any more."""
    for waiting in calls():
        if waiting.release == release:
            return waiting
    raise NotAllowed("enforcement.taken_up")


def check_behind(case: DebtorCase) -> str:
    """Give the check that the disclosure taken up last in a case tells of, empty if none did."""
    taken = TakenUp.objects.filter(case=case).order_by("pk").values_list("release", flat=True)
    told = {disclosure.release_of(row).pk: row.source for row in disclosure.received()}
    return next((told[release] for release in reversed(taken) if release in told), "")


def _call(release: ReceivedRelease, content: DisclosedContent, *, answered: bool) -> Call:
    debtors = (_debtor(said.value(Property.PERSONAL_NUMBER)) for said in content.subjects)
    case = next(filter(None, debtors), None)
    return Call(
        release=release.pk,
        sender=name_of(release.sender),
        received_at=release.received_at,
        ground=release.ground,
        content=content,
        case=case,
        answered=answered,
    )


def _debtor(number: str) -> DebtorCase | None:
    return case_of(number.replace("-", "")) if number else None
