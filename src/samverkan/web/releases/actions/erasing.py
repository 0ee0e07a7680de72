"""What is forgotten of releases and notes when their case is erased."""

from __future__ import annotations

from datetime import datetime

from samverkan.web.releases.models import Note, ReceivedRelease, Release


def forget(*, case: str, now: datetime) -> None:
    """Take copies and free words away; what left or came, when, to whom and its hash stay."""
    del now
    Release.objects.filter(case=case).update(content=b"", purpose="", recall_reason="")
    ReceivedRelease.objects.filter(case=case).update(content=None, purpose="", recall_reason="")
    Note.objects.filter(case=case).update(text=b"")
