"""Reading tables of figures and the requests for them."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from samverkan.rules.figures import Period, Row, row_of
from samverkan.rules.measures import DataSet, datasets
from samverkan.web.journal.instance import here
from samverkan.web.results.models import FigureRequest, FigureTable


def tables() -> QuerySet[FigureTable]:
    """Give the tables that stand, ours and those received, newest first."""
    return FigureTable.objects.filter(withdrawn_at=None).order_by("-made_at", "-pk")


def table(pk: int) -> FigureTable:
    """Give one table. FigureTable.DoesNotExist if there is none."""
    return FigureTable.objects.get(pk=pk)


def rows_of(kept: Sequence[object]) -> tuple[Row, ...]:
    """Give kept rows as the rules see them."""
    return tuple(row_of(fields, place) for place, fields in enumerate(kept, start=1))


def dataset_of(row: FigureTable) -> DataSet:
    """Give the data set of a table."""
    return datasets()[row.dataset]


def newest_for(dataset: str, period: Period) -> tuple[FigureTable, ...]:
    """Give each home's newest table of a data set and period, by home."""
    rows = tables().filter(dataset=dataset, first=period.first, last=period.last)
    newest: dict[str, FigureTable] = {}
    for row in rows:
        newest.setdefault(row.home, row)
    return tuple(newest[home] for home in sorted(newest))


def periods() -> tuple[Period, ...]:
    """Give the periods that there are tables for, newest first."""
    pairs = tables().order_by("-last", "-first").values_list("first", "last").distinct()
    return tuple(Period(first, last) for first, last in pairs)


def requests() -> QuerySet[FigureRequest]:
    """Give the requests made here or to us, newest first."""
    return FigureRequest.objects.order_by("-made_at", "-pk")


def request(pk: int) -> FigureRequest:
    """Give one request. FigureRequest.DoesNotExist if there is none."""
    return FigureRequest.objects.get(pk=pk)


def missing(row: FigureRequest) -> tuple[str, ...]:
    """Give the asked data sets of a request for which nothing has come, or been drawn up here."""
    period = Period(row.first, row.last)
    return tuple(key for key in row.datasets if not newest_for(key, period))


def open_requests() -> list[FigureRequest]:
    """Give the requests to us that we have not answered with a table of our own, oldest first."""
    rows = FigureRequest.objects.exclude(home=here().participant).order_by("due")
    return [row for row in rows if not _answered(row)]


def _answered(row: FigureRequest) -> bool:
    ours = tables().filter(
        home=here().participant, dataset__in=row.datasets, first=row.first, last=row.last
    )
    return ours.exists()
