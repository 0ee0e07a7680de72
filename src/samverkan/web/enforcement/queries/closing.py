"""Which debtors' cases are closed: every claim in them has ended."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Max, Q

from samverkan.web.enforcement.models import DebtorCase


def closed_cases() -> tuple[tuple[str, datetime], ...]:
    """Give the reference of each closed case and when its last claim ended, oldest first."""
    rows = DebtorCase.objects.annotate(
        open_claims=Count("claims", filter=Q(claims__ended_at=None)),
        closed_at=Max("claims__ended_at"),
    )
    found = rows.filter(open_claims=0, closed_at__isnull=False).order_by("closed_at", "pk")
    return tuple(found.values_list("record", "closed_at"))
