"""On what terms the joint documents travel: picture, proposal, direction, operation, decision."""

from __future__ import annotations

from datetime import date, timedelta

from samverkan.rules.releases import ReleaseTerms
from samverkan.rules.tables import one


def terms(kind: str, *, recipient: str, on: date, ends: date) -> ReleaseTerms:
    """Give the terms of a document whose own last day is `ends`; it is kept a while after."""
    row = one("joint_documents", kind, on)
    return ReleaseTerms(
        recipient=recipient,
        ground=row["citation"],
        purpose=row["purpose_sv"],
        handling=row["handling"],
        expires_on=ends + timedelta(days=row["kept_days"]),
    )
