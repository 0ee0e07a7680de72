"""Figures from an authority's own records, without persons: drawn up, asked for, sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.figures import Period, Row, data_hash, must_fit
from samverkan.rules.measures import OTHERS
from samverkan.rules.measures import dataset as dataset_named
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import NotAllowed
from samverkan.rules.results import must_not_name
from samverkan.rules.small_numbers import must_be_large, summed, together
from samverkan.web.journal import actions as journal
from samverkan.web.journal.chance import new_uuid
from samverkan.web.journal.instance import here
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.releases.actions import release_jointly
from samverkan.web.results.models import FigureRequest, FigureTable
from samverkan.web.results.queries import holders_of, rows_of
from samverkan.web.results.sources import SOURCES
from samverkan.wire.canonical import Json

BY_HAND = "by-hand"


@in_one_transaction
def draw_up(
    *,
    dataset: str,
    period: Period,
    by: Actor,
    now: datetime,
    rows: Sequence[Row] | None = None,
) -> FigureTable:
    """Draw up a table from our own records by the data set's query, or from rows given by hand.

    Small counts are put together; what is still from one to four is refused. Amounts are summed
    before they leave the authority: nobody else sees a single payment.
    """
    by.may(Permission.RECORD_RESULT)
    found = dataset_named(dataset)
    query = BY_HAND
    if rows is None:
        source = SOURCES.get(dataset)
        if source is None:
            raise NotAllowed("results.no_source", dataset=dataset)
        rows, query = source.rows(period), source.name
    must_fit(rows, found)
    if found.amounts:
        rows = summed(rows)
    elif OTHERS in found.kinds:
        rows = together(rows, other=OTHERS)
    must_be_large(rows, found)
    return _keep(dataset, period, rows, query, by=by, now=now)


@in_one_transaction
def send_table(*, table: FigureTable, to: str, by: Actor, now: datetime) -> None:
    """Send a table of ours to the secretariat that publishes."""
    by.may(Permission.RECORD_RESULT)
    if table.home != here().participant:
        raise NotAllowed("results.not_ours", home=table.home)
    if to in holders_of(table.record):
        raise NotAllowed("results.already_sent", participant=to)
    content: dict[str, Json] = {
        "dataset": table.dataset,
        "first": table.first.isoformat(),
        "last": table.last.isoformat(),
        "rows": [row.fields() for row in rows_of(table.rows)],
        "data_hash": table.data_hash,
        "query": table.query,
    }
    release_jointly(
        "result", content, record=table.record, to=[to], ends=table.last, by=by, now=now
    )


@in_one_transaction
def ask_for_figures(
    *,
    asked: Sequence[str],
    datasets: Sequence[str],
    period: Period,
    due: date,
    words: str,
    by: Actor,
    now: datetime,
) -> FigureRequest:
    """Ask participants for tables of a period by a day."""
    by.may(Permission.PUBLISH)
    must_not_name(words)
    for name in datasets:
        dataset_named(name)
    record = f"{here().participant}/{new_uuid()}"
    row = FigureRequest.objects.create(
        record=record,
        home=here().participant,
        asked=list(asked),
        datasets=list(datasets),
        first=period.first,
        last=period.last,
        due=due,
        words=words.strip(),
        by=by.reference,
        made_at=now,
    )
    content: dict[str, Json] = {
        "asked": list(asked),
        "datasets": list(datasets),
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "due": due.isoformat(),
        "words": row.words,
    }
    journal.record(Act.FIGURES_ASKED, about=record, by=by, at=now, case=record, details=content)
    release_jointly("figures-request", content, record=record, to=asked, ends=due, by=by, now=now)
    return row


def _keep(
    dataset: str, period: Period, rows: Sequence[Row], query: str, *, by: Actor, now: datetime
) -> FigureTable:
    record = f"{here().participant}/{new_uuid()}"
    row = FigureTable.objects.create(
        record=record,
        home=here().participant,
        dataset=dataset,
        first=period.first,
        last=period.last,
        rows=[each.fields() for each in rows],
        data_hash=data_hash(rows),
        query=query,
        by=by.reference,
        made_at=now,
    )
    journal.record(
        Act.FIGURES_GATHERED,
        about=record,
        by=by,
        at=now,
        case=record,
        details={
            "data_hash": row.data_hash,
            "dataset": dataset,
            "first": period.first.isoformat(),
            "last": period.last.isoformat(),
            "query": query,
            "rows": len(rows),
        },
    )
    return row
