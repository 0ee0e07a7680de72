"""What is forgotten of a check when its case is erased."""

from __future__ import annotations

from datetime import datetime

from samverkan.web.inspections.models import (
    Agreement,
    Check,
    CheckNote,
    CheckPerson,
    CheckVersion,
    LongControl,
)


def forget(*, case: str, now: datetime) -> None:
    """Take every free word and version away; that a check was made, when and by whom stays."""
    del now
    words = {"reason": "", "passenger_reason": "", "words": ""}
    Agreement.objects.filter(person__check_made__case=case).update(**words)
    Check.objects.filter(case=case).update(place="")
    CheckPerson.objects.filter(check_made__case=case).update(evidence="")
    CheckNote.objects.filter(check_made__case=case).update(text="")
    CheckVersion.objects.filter(check_made__case=case).update(content=b"", reason="")
    LongControl.objects.filter(check_made__case=case).update(reason="")
