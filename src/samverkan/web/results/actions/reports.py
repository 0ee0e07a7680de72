"""Publishing: one person proposes a report's figures, another gives it out; editions replace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.figures import Period, data_hash
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import Changed, NotAllowed
from samverkan.rules.results import may_replace, must_not_name
from samverkan.web.journal import actions as journal
from samverkan.web.journal.chance import new_uuid
from samverkan.web.journal.instance import here
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.people.queries import must_be_another
from samverkan.web.results.models import PublishedFigure, Report
from samverkan.web.results.queries import PUBLISHERS, Candidate, chosen, newest_edition
from samverkan.wire.canonical import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReport:
    """What is to be published; `slug` is its address. `why_again` says what an edition corrects."""

    title: str
    slug: str
    period: Period
    measures: Sequence[str]
    words: str = ""
    why_again: str = ""


@in_one_transaction
def propose_report(*, new: NewReport, by: Actor, now: datetime) -> Report:
    """Put figures together for publication; nothing is public before another person gives it out.

    The rows and their hash are kept as they are now: what is published is what was looked at.
    """
    by.may(Permission.PUBLISH)
    must_not_name(new.title, new.words, new.why_again)
    before = newest_edition(new.slug)
    may_replace(replaced=before is not None, why=new.why_again)
    figures = chosen(new.period, new.measures)
    row = _report(new, edition=before.edition + 1 if before else 1, by=by, now=now)
    for place, each in enumerate(figures, start=1):
        _figure(row, place, each)
    journal.record(
        Act.REPORT_PROPOSED,
        about=row.record,
        by=by,
        at=now,
        case=row.record,
        details={"edition": row.edition, "figures": _values(row), "slug": row.slug},
    )
    return row


@in_one_transaction
def publish_report(*, report: Report, by: Actor, now: datetime) -> None:
    """Give a proposed report out to the public; the person who proposed it cannot."""
    if not PUBLISHERS & by.permissions:
        by.may(Permission.PUBLISH)
    must_be_another(by, report.proposed_by)
    moved = Report.objects.filter(pk=report.pk, published_at=None).update(
        published_at=now, published_by=by.reference
    )
    if moved != 1:
        raise Changed("Rapporten är redan utgiven.")
    journal.record(
        Act.REPORT_PUBLISHED,
        about=report.record,
        by=by,
        at=now,
        case=report.record,
        details={"edition": report.edition, "figures": _values(report), "slug": report.slug},
    )


def _report(new: NewReport, *, edition: int, by: Actor, now: datetime) -> Report:
    if Report.objects.filter(slug=new.slug, edition=edition).exists():
        raise NotAllowed("results.address_taken", slug=new.slug)
    return Report.objects.create(
        record=f"{here().participant}/{new_uuid()}",
        slug=new.slug,
        edition=edition,
        title=new.title.strip(),
        words=new.words.strip(),
        first=new.period.first,
        last=new.period.last,
        why_again=new.why_again.strip(),
        proposed_by=by.reference,
        proposed_at=now,
    )


def _figure(report: Report, place: int, each: Candidate) -> None:
    PublishedFigure.objects.create(
        report=report,
        place=place,
        measure=each.measure.id,
        version=each.measure.version,
        value=each.value,
        rows=[row.fields() for row in each.rows],
        data_hash=data_hash(each.rows),
        query=each.query,
        sources=list(each.sources),
    )


def _values(report: Report) -> dict[str, Json]:
    rows = PublishedFigure.objects.filter(report=report).order_by("place")
    return {row.measure: {"value": row.value, "data_hash": row.data_hash} for row in rows}
