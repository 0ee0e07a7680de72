"""Due work of subjects: what may be kept no longer is deleted."""

from __future__ import annotations

from datetime import datetime

from samverkan.rules.actor import Actor
from samverkan.web.journal.instance import here
from samverkan.web.people.queries import local_date
from samverkan.web.subjects import actions, queries


def run(*, now: datetime) -> None:
    """Delete statements past their day."""
    if queries.due_for_deletion(on=local_date(now)).exists():
        actions.delete_due(by=Actor.instance(here().participant), now=now)
