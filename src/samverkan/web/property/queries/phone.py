"""Phone decisions: ours and our partners', each in its versions, and how each stands."""

from __future__ import annotations

from django.db.models import OuterRef, QuerySet, Subquery

from samverkan.rules.phone_decisions import Standing, standing
from samverkan.web.property.models import HeardDecision, PhoneDecision


def decision(record: str, version: int | None = None) -> PhoneDecision:
    """Give one version of our phone decision, the newest if none is named."""
    rows = PhoneDecision.objects.filter(record=record)
    return rows.latest("version") if version is None else rows.get(version=version)


def decisions_of(record: str) -> QuerySet[PhoneDecision]:
    """Give every version of our phone decision, oldest first."""
    return PhoneDecision.objects.filter(record=record).order_by("version")


def decisions_about(case: str) -> tuple[PhoneDecision, ...]:
    """Give the newest version of each phone decision about a case."""
    return tuple(_newest(PhoneDecision.objects.filter(about=case)))


def decisions() -> QuerySet[PhoneDecision]:
    """Give the newest version of each of our phone decisions, newest first."""
    return _newest(PhoneDecision.objects.all())


def heard(pk: int) -> HeardDecision:
    """Give one version of a partner's phone decision."""
    return HeardDecision.objects.get(pk=pk)


def heard_decisions() -> QuerySet[HeardDecision]:
    """Give what partners have decided by phone and told us, newest first."""
    return HeardDecision.objects.order_by("-pk")


def standing_heard(row: HeardDecision) -> Standing:
    """Say how a partner's version stands here."""
    return standing(
        confirmed=row.confirmed_at is not None,
        corrected=superseded(row),
        recalled=row.recalled_at is not None,
    )


def standing_ours(row: PhoneDecision) -> Standing:
    """Say how a version of ours stands."""
    later = PhoneDecision.objects.filter(record=row.record, version__gt=row.version)
    return standing(
        confirmed=row.confirmed_at is not None, corrected=later.exists(), recalled=False
    )


def superseded(row: HeardDecision) -> bool:
    """Say whether a later version of the same decision has come."""
    later = HeardDecision.objects.filter(record=row.record, version__gt=row.version)
    return later.exists()


def _newest(rows: QuerySet[PhoneDecision]) -> QuerySet[PhoneDecision]:
    last = PhoneDecision.objects.filter(record=OuterRef("record")).order_by("-version")
    return rows.filter(pk=Subquery(last.values("pk")[:1])).order_by("-pk")
