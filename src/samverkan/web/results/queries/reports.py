"""Reading reports: what could be published, what is proposed, and what the public may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby, pairwise

from django.db.models import QuerySet

from samverkan.rules.figure_files import Figure
from samverkan.rules.figures import Period, Row, grouped, lines, must_fit, value_of
from samverkan.rules.measures import DataSet, Measure, measure_version, measures_on
from samverkan.rules.refusal import NotAllowed, reason
from samverkan.rules.results import must_balance
from samverkan.rules.small_numbers import must_be_large, must_hide, summed
from samverkan.web.journal.instance import here
from samverkan.web.people.queries import local_date
from samverkan.web.results.models import FigureTable, PublishedFigure, Report
from samverkan.web.results.queries.tables import newest_for, rows_of
from samverkan.wire.canonical import Json


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure that could be published, or why it may not."""

    measure: Measure
    value: int
    rows: tuple[Row, ...]
    query: str
    sources: tuple[dict[str, Json], ...]
    refusal: NotAllowed | None


@dataclass(frozen=True, slots=True)
class Changed:
    """A figure that a later edition put right."""

    measure: Measure
    before: int
    after: int
    why: str
    at: datetime


def candidates(period: Period) -> tuple[Candidate, ...]:
    """Give a figure for each measure that there is a table for, in the order of the definitions."""
    found = [_candidate(each, period) for each in measures_on(period.last)]
    return tuple(each for each in found if each is not None)


def chosen(period: Period, measures: Sequence[str]) -> tuple[Candidate, ...]:
    """Give the figures chosen for a report; refuse one that may not be published with the others.

    Between them no small count may be left to be worked out, and money must add up.
    """
    picked = tuple(each for each in candidates(period) if each.measure.id in measures)
    if not picked or len(picked) != len(set(measures)):
        raise NotAllowed("results.nothing_to_publish")
    for each in picked:
        if each.refusal is not None:
            raise each.refusal
    for dataset, group in groupby(picked, key=lambda each: each.measure.dataset):
        together = [(each.measure.id, lines(each.measure, each.rows, period)) for each in group]
        must_hide(together, dataset)
    return picked


def reports() -> QuerySet[Report]:
    """Give every report, newest first."""
    return Report.objects.order_by("-proposed_at", "-pk")


def report(pk: int) -> Report:
    """Give one report. Report.DoesNotExist if there is none."""
    return Report.objects.get(pk=pk)


def published() -> tuple[Report, ...]:
    """Give the newest published edition of each report, newest first."""
    newest: dict[str, Report] = {}
    for row in Report.objects.exclude(published_at=None).order_by("-edition"):
        newest.setdefault(row.slug, row)
    return tuple(sorted(newest.values(), key=lambda row: (row.last, row.pk), reverse=True))


def edition(slug: str, number: int) -> Report:
    """Give a published edition. Report.DoesNotExist if it has not been published."""
    return Report.objects.exclude(published_at=None).get(slug=slug, edition=number)


def newest_edition(slug: str) -> Report | None:
    """Give the newest published edition of a report."""
    rows = Report.objects.exclude(published_at=None).filter(slug=slug)
    return rows.order_by("-edition").first()


def published_figure(row: Report, measure: str) -> PublishedFigure:
    """Give one figure of a report. PublishedFigure.DoesNotExist if it is not in it."""
    return PublishedFigure.objects.select_related("report").get(report=row, measure=measure)


def figures_of(row: Report) -> tuple[Figure, ...]:
    """Give a report's figures in their order."""
    rows = PublishedFigure.objects.filter(report=row).select_related("report").order_by("place")
    return tuple(figure_of(each) for each in rows)


def figure_of(row: PublishedFigure) -> Figure:
    """Give a published figure with the definition it was published under."""
    report = row.report
    return Figure(
        measure=measure_version(row.measure, row.version),
        period=Period(report.first, report.last),
        rows=rows_of(row.rows),
        value=row.value,
        published_by=here().participant,
        published_on=local_date(report.published_at or report.proposed_at),
        query=row.query,
        sources=tuple(row.sources),
    )


def changes(row: Report) -> tuple[Changed, ...]:
    """Give what the editions of a report up to this one have put right, newest first."""
    editions = list(
        Report.objects.exclude(published_at=None)
        .filter(slug=row.slug, edition__lte=row.edition)
        .order_by("edition")
    )
    found: list[Changed] = []
    for before, after in pairwise(editions):
        was = {figure.measure.id: figure.value for figure in figures_of(before)}
        found.extend(
            Changed(now.measure, was[now.measure.id], now.value, after.why_again, _at(after))
            for now in figures_of(after)
            if now.measure.id in was and was[now.measure.id] != now.value
        )
    return tuple(reversed(found))


def _at(row: Report) -> datetime:
    return row.published_at or row.proposed_at


def _candidate(measure: Measure, period: Period) -> Candidate | None:
    tables = newest_for(measure.dataset.key, period)
    if not tables:
        return None
    rows = _together(tables, measure.dataset)
    candidate = Candidate(
        measure=measure,
        value=value_of(measure, rows, period),
        rows=rows,
        query=tables[0].query,
        sources=tuple(_source(row) for row in tables),
        refusal=None,
    )
    return replace(candidate, refusal=reason(_must_be_publishable, rows, measure.dataset))


def _together(tables: Sequence[FigureTable], dataset: DataSet) -> tuple[Row, ...]:
    """Put the tables of several homes together; amounts are summed, so no single one is public."""
    rows = [row for table in tables for row in rows_of(table.rows)]
    if dataset.amounts:
        return summed(rows)
    return grouped(rows) if len(tables) > 1 else tuple(rows)


def _must_be_publishable(rows: Sequence[Row], dataset: DataSet) -> None:
    must_fit(rows, dataset)
    must_be_large(rows, dataset)
    if dataset.key == "money":
        must_balance(rows)


def _source(row: FigureTable) -> dict[str, Json]:
    return {"participant": row.home, "record": row.record, "data_hash": row.data_hash}
