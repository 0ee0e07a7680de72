"""Trusting a version of the directory."""

from __future__ import annotations

from datetime import datetime

from samverkan.exchange.directory import open_directory, renew
from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.web.journal import actions as journal
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.partners import queries
from samverkan.web.partners.models import PinnedDirectory


@in_one_transaction
def pin(*, text: str, by: Actor, now: datetime) -> None:
    """Trust a directory: the first by a person's decision, later ones as its keepers signed."""
    pinned = PinnedDirectory.objects.exists()
    book = renew(queries.directory(), text) if pinned else open_directory(text)
    PinnedDirectory.objects.create(version=book.version, text=text, pinned_at=now)
    about = f"directory/{book.version}"
    journal.record(Act.DIRECTORY_PINNED, about=about, by=by, at=now, case="directory")
