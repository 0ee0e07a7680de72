"""Packs, ours and those given to us; whom we seal for; and what has been evaluated."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, QuerySet, Sum

from samverkan.registers.likeness_lists import scheme_of
from samverkan.rules.likeness import NO_LIST
from samverkan.rules.lists import Usage
from samverkan.rules.refusal import NotAllowed
from samverkan.rules.tables import load_on
from samverkan.web.journal.instance import here
from samverkan.web.partners.queries import partners
from samverkan.web.people.queries import local_date
from samverkan.web.questions.epochs import epoch_of
from samverkan.web.questions.models import EvaluatedElement, Evaluation, HeldPack, SealedPack
from samverkan.web.questions.operations import running
from samverkan.web.releases import queries as releases

ASKS = "sea-checks"
"""The remit of those who ask: a list is sealed for them and for nobody else."""


def askers(*, on: date) -> tuple[str, ...]:
    """Give those who check at sea and take part in an operation with us, each by own decision."""
    us = here().participant
    shared = [each for each in running(on=on) if each.takes_part(us, on=on)]
    return tuple(
        row.code
        for row in partners(on=on)
        if ASKS in row.remits and any(each.takes_part(row.code, on=on) for each in shared)
    )


def sealed_pack(*, asker: str, epoch: str) -> SealedPack | None:
    """Give what we sealed for an asker and epoch, bytes read when looked at; None if nothing."""
    return SealedPack.objects.filter(asker=asker, epoch=epoch).defer("pack").first()


def has_it(pack: SealedPack) -> bool:
    """Say whether its asker's receipt says that it has this pack: then a delta will do."""
    return releases.arrived(pack.record, to=pack.asker) is True


def must_be_whole(pack: SealedPack) -> bool:
    """Say whether its asker refused the delta: it has another base, or none."""
    return pack.as_delta and releases.arrived(pack.record, to=pack.asker) is False


def sealed_packs() -> QuerySet[SealedPack]:
    """Give what we have sealed, newest first; the packs themselves when they are looked at."""
    return SealedPack.objects.defer("pack").order_by("-sealed_at", "asker")


def held(*, epoch: str) -> dict[str, HeldPack]:
    """Give the packs that holders gave us for an epoch, by holder: all their bytes are read."""
    return {row.holder: row for row in HeldPack.objects.filter(epoch=epoch).order_by("holder")}


def held_from(holder: str, *, epoch: str) -> HeldPack | None:
    """Give the pack that one holder gave us for an epoch; None if it gave none."""
    return HeldPack.objects.filter(holder=holder, epoch=epoch).first()


def holders(*, now: datetime) -> tuple[str, ...]:
    """Give those whom we can ask now: they have given us a pack for this epoch."""
    rows = HeldPack.objects.filter(epoch=epoch_of(now)).order_by("holder")
    return tuple(rows.values_list("holder", flat=True))


def most_of(kind: str, *, now: datetime) -> dict[str, int]:
    """Give the elements that a question by likeness costs at most, by holder that can be asked."""
    rows = HeldPack.objects.filter(epoch=epoch_of(now)).order_by("holder")
    told = rows.values_list("holder", "schemes")
    schemes = {holder: scheme_of(said, kind) for holder, said in told}
    return {code: len(scheme.families) for code, scheme in schemes.items() if scheme}


def no_list(kind: str, *, now: datetime) -> NotAllowed | None:
    """Say that no list can be asked by likeness today, before anybody writes a reason; or None."""
    return None if most_of(kind, now=now) else NotAllowed(NO_LIST[kind])


def budgets(*, now: datetime) -> dict[str, int]:
    """Give how much each budget allows, by its id."""
    return {row["id"]: row["most"] for row in load_on("budgets", local_date(now))}


def past(*, now: datetime) -> QuerySet[HeldPack]:
    """Give the packs whose epoch has ended."""
    return HeldPack.objects.filter(epoch__lt=epoch_of(now))


def sealed_in_past(*, now: datetime) -> QuerySet[SealedPack]:
    """Give what we sealed for epochs that have ended, as long as its pack is kept."""
    return SealedPack.objects.filter(epoch__lt=epoch_of(now)).exclude(pack=b"")


def evaluated_in_past(*, now: datetime) -> QuerySet[EvaluatedElement]:
    """Give the elements of epochs that have ended: none of them can come again."""
    return EvaluatedElement.objects.filter(epoch__lt=epoch_of(now))


def usage(*, asker: str, user: str, case: str, request: UUID, now: datetime) -> Usage:
    """Count what has been evaluated within each budget's time; `request` is not yet a question."""
    rows = {row["id"]: _within(row["minutes"], now) for row in load_on("budgets", local_date(now))}
    theirs = {name: found.filter(asker=asker) for name, found in rows.items()}
    others = theirs["burst"].exclude(request=request)
    return Usage(
        node=_elements(rows["node"]),
        authority=_elements(theirs["authority"]),
        user=_elements(theirs["user"].filter(user=user)),
        case=_elements(theirs["case"].filter(case=case)),
        burst=others.aggregate(count=Count("request", distinct=True))["count"],
    )


def evaluated(*, now: datetime) -> dict[str, int]:
    """Count the elements that we have evaluated in a day, by asker."""
    rows = _within(24 * 60, now).order_by("asker").values_list("asker")
    return dict(rows.annotate(Sum("elements")))


def latest_evaluation() -> datetime | None:
    """Give when we last evaluated; a clock that stands before it has been turned back."""
    return Evaluation.objects.order_by("-at").values_list("at", flat=True).first()


def _within(minutes: int, now: datetime) -> QuerySet[Evaluation]:
    return Evaluation.objects.filter(at__gt=now - timedelta(minutes=minutes))


def _elements(rows: QuerySet[Evaluation]) -> int:
    return rows.aggregate(sum=Sum("elements"))["sum"] or 0
