"""Keeping a check's versions: each sealed, with the hash of the one before."""

from __future__ import annotations

from datetime import datetime

from samverkan.rules.actor import Actor
from samverkan.rules.refusal import Changed
from samverkan.web.inspections import queries
from samverkan.web.inspections.models import Check, CheckVersion
from samverkan.web.journal.cases import seal_under
from samverkan.wire.canonical import digest, encode


def keep_version(check: Check, *, reason: str = "", by: Actor, now: datetime) -> CheckVersion:
    """Keep the check as it stands now. Changed if somebody else kept one since `check` was read."""
    moved = Check.objects.filter(pk=check.pk, version=check.version)
    if moved.update(version=check.version + 1) != 1:
        raise Changed("Någon annan hann ändra kontrollen före.")
    before = CheckVersion.objects.filter(check_made=check, number=check.version).first()
    check.refresh_from_db()
    content = encode(queries.content_of(check))
    return CheckVersion.objects.create(
        check_made=check,
        number=check.version,
        digest=digest(content),
        before=before.digest if before else "",
        content=seal_under(check.case, content, now=now),
        reason=reason.strip(),
        by=by.reference,
        at=now,
    )
