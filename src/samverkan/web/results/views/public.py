"""What anyone may see: reports, each figure with its rows, and the files that recompute it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from samverkan.rules.figure_files import as_csv, as_json
from samverkan.rules.figures import data_hash
from samverkan.rules.measures import measures_on
from samverkan.web.people.gates import Request, public
from samverkan.web.people.queries import local_date
from samverkan.web.results import queries
from samverkan.web.results.formats import amount, language, written
from samverkan.web.results.models import PublishedFigure, Report
from samverkan.web.results.story import tell

TYPES = {"json": "application/json", "csv": "text/csv; charset=utf-8"}
WRITERS = {"json": as_json, "csv": as_csv}


@public
def front(request: Request) -> HttpResponse:
    """Show the newest report whole, and the names of the others."""
    found = queries.published()
    if not found:
        return render(request, "results/public/none.html")
    return _show(request, found[0], others=found[1:])


@public
def report(request: Request, slug: str) -> HttpResponse:
    """Lead to the newest edition of a report."""
    del request
    row = queries.newest_edition(slug)
    if row is None:
        raise Http404
    return redirect("results:edition", slug, row.edition)


@public
def edition(request: Request, slug: str, number: int) -> HttpResponse:
    """Show one edition; an older one says that there is a newer."""
    row = _edition(slug, number)
    others = tuple(each for each in queries.published() if each.slug != slug)
    return _show(request, row, others=others)


@public
def figure(request: Request, slug: str, number: int, measure: str) -> HttpResponse:
    """Show a figure's definition, rows and sources, and how to compute it again."""
    row = _figure(slug, number, measure)
    found = queries.figure_of(row)
    dataset = found.measure.dataset
    lines = [
        {
            "number": line.row.number,
            "kind": dataset.kinds[line.row.kind].read(language()),
            "month": line.row.month,
            "status": dataset.statuses[line.row.status].read(language()),
            "value": amount(line.row.value, dataset.unit),
            "counted": line.counted,
            "total": amount(line.total, dataset.unit),
        }
        for line in found.lines
    ]
    words = {
        name: getattr(found.measure, name).read(language())
        for name in ("title", "definition", "level", "included", "excluded")
    }
    return render(
        request,
        "results/public/figure.html",
        {
            "report": row.report,
            "figure": found,
            "row": row,
            "words": words,
            "home": dataset.home.read(language()),
            "table": dataset.title.read(language()),
            "written": written(found.measure, found.value),
            "lines": lines,
            "counted": sum(line.counted for line in found.lines),
            "data_hash": data_hash(found.rows),
            "newer": _newer(row.report),
        },
    )


@public
def file(request: Request, slug: str, number: int, measure: str, kind: str) -> HttpResponse:
    """Give the file that anyone can recompute the figure from, as JSON or CSV."""
    del request
    if kind not in WRITERS:
        raise Http404
    found = queries.figure_of(_figure(slug, number, measure))
    response = HttpResponse(WRITERS[kind](found), content_type=TYPES[kind])
    name = f"{slug}-{number}-{measure}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@public
def definitions(request: Request) -> HttpResponse:
    """Show what every measure means: what is counted, when, and by which section."""
    found = [
        {
            "measure": each,
            "home": each.dataset.home.read(language()),
            **{
                name: getattr(each, name).read(language())
                for name in ("title", "definition", "level", "included", "excluded")
            },
        }
        for each in measures_on(local_date(request.now))
    ]
    return render(request, "results/public/definitions.html", {"measures": found})


def _show(request: Request, row: Report, *, others: tuple[Report, ...]) -> HttpResponse:
    return render(
        request,
        "results/public/report.html",
        {
            "report": row,
            "story": tell(queries.figures_of(row)),
            "changes": [
                {
                    "title": each.measure.title.read(language()),
                    "before": written(each.measure, each.before),
                    "after": written(each.measure, each.after),
                    "why": each.why,
                    "at": each.at,
                }
                for each in queries.changes(row)
            ],
            "others": others,
            "newer": _newer(row),
        },
    )


def _newer(row: Report) -> Report | None:
    newest = queries.newest_edition(row.slug)
    return newest if newest is not None and newest.edition > row.edition else None


def _edition(slug: str, number: int) -> Report:
    try:
        return queries.edition(slug, number)
    except Report.DoesNotExist:
        raise Http404 from None


def _figure(slug: str, number: int, measure: str) -> PublishedFigure:
    try:
        return queries.published_figure(_edition(slug, number), measure)
    except PublishedFigure.DoesNotExist:
        raise Http404 from None
