"""What is forgotten of disclosures and requests when their case is erased."""

from __future__ import annotations

from datetime import datetime

from samverkan.web.disclosure.models import (
    Disclosure,
    DisclosureRequest,
    ReceivedDisclosure,
    Refusal,
)


def forget(*, case: str, now: datetime) -> None:
    """Take arguments, contents and free words away; who decided what on which ground stays."""
    del now
    Disclosure.objects.filter(case=case).update(argument=b"")
    ReceivedDisclosure.objects.filter(record=case).update(note="")
    DisclosureRequest.objects.filter(case=case).update(content=b"", review_why="")
    Refusal.objects.filter(request__case=case).update(reasons="")
