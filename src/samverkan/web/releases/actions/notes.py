"""Notes: written here, and released where they are about no person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.permissions import Permission
from samverkan.rules.releases import ReleaseTerms, may_release_note
from samverkan.web.journal import actions as journal
from samverkan.web.journal.cases import seal_under
from samverkan.web.journal.chance import new_uuid
from samverkan.web.journal.instance import here
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.releases import registry
from samverkan.web.releases.actions.outgoing import release
from samverkan.web.releases.models import Note, Release


@in_one_transaction
def write_note(*, text: str, by: Actor, now: datetime) -> Note:
    """Write a note: a record at home here that can be released."""
    by.may(Permission.WRITE_NOTES)
    record = f"{here().participant}/{new_uuid()}"
    sealed = seal_under(record, text.strip().encode(), now=now)
    note = Note.objects.create(
        record=record, case=record, text=sealed, by=by.reference, made_at=now
    )
    journal.record(Act.NOTE_WRITTEN, about=record, by=by, at=now, case=record)
    return note


@in_one_transaction
def release_note(
    *,
    record: str,
    case: str,
    content: Mapping[str, str],
    terms: ReleaseTerms,
    by: Actor,
    now: datetime,
) -> Release:
    """Release a note. What is about a person goes by `disclosure` instead, with its weighing."""
    by.may(Permission.RELEASE)
    may_release_note(
        (*content.values(), terms.purpose), ground=terms.ground, is_person=registry.is_person
    )
    return release(
        kind="note", content=content, terms=terms, about=record, case=case, by=by, now=now
    )
