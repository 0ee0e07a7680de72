"""What is forgotten of questions when their case is erased."""

from __future__ import annotations

from datetime import datetime

from samverkan.web.questions.models import (
    Candidate,
    LikenessSaid,
    ListedLikeness,
    ListedNumber,
    ListEntry,
    PurposeCard,
    Question,
)


def forget(*, case: str, now: datetime) -> None:
    """Take reasons, numbers and blinds away; what the holder saw opens to nothing without them."""
    del now
    PurposeCard.objects.filter(check_ref=case).update(reason="", passenger_reason="")
    LikenessSaid.objects.filter(card__check_ref=case).update(sealed=b"")
    Candidate.objects.filter(card__check_ref=case).update(sealed=b"", words="")
    Question.objects.filter(card__check_ref=case).update(sealed=b"", output=b"", next_at=None)


def forget_listed(*, case_refs: tuple[str, ...]) -> None:
    """Take numbers and words off the list's entries for an authority's own case numbers."""
    entries = ListEntry.objects.filter(case_ref__in=case_refs)
    ListedNumber.objects.filter(entry__in=entries).delete()
    ListedLikeness.objects.filter(entry__in=entries).delete()
    entries.update(need="", harm_test="", withdrawn_why="")
