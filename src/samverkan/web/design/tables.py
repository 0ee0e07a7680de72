"""The `{% table %}` tag: a table with counts, sorting and totals that becomes cards on a phone.

The columns stand in the template, so that a cell can hold any markup:

    {% table checks as check caption=_("Kontroller") empty=_("Här visas …") %}
      {% column _("Nummer") sort="number" %}<a href="{{ check.url }}">{{ check.number }}</a>
      {% column _("Belopp") number=True total=sum %}{{ check.ore|kronor }}
    {% endtable %}
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.paginator import Page
from django.http import QueryDict
from django.template import Context, Node, NodeList, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token, token_kwargs
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

OPTIONS = frozenset({"caption", "count", "empty", "plain"})
COLUMN_OPTIONS = frozenset({"number", "sort", "total"})
Values = Mapping[str, FilterExpression]


@dataclass(frozen=True, slots=True)
class Column:
    """One `{% column label … %}` and the markup of its cells."""

    label: FilterExpression
    options: Values
    cell: NodeList


def compile_table(parser: Parser, token: Token) -> TableNode:
    """Read `{% table rows as row … %}` up to its `{% endtable %}`."""
    words = token.split_contents()
    if len(words) < 4 or words[2] != "as":
        raise TemplateSyntaxError('write {% table rows as row caption="…" empty="…" %}')
    options = _options(words[4:], parser, OPTIONS)
    columns = []
    parser.parse(("column", "endtable"))
    found = parser.next_token()
    while found.split_contents()[0] == "column":
        columns.append(_column(parser, found))
        found = parser.next_token()
    return TableNode(parser.compile_filter(words[1]), words[3], options, tuple(columns))


def _column(parser: Parser, token: Token) -> Column:
    _tag, label, *rest = token.split_contents()
    options = _options(rest, parser, COLUMN_OPTIONS)
    return Column(parser.compile_filter(label), options, parser.parse(("column", "endtable")))


def _options(words: list[str], parser: Parser, known: frozenset[str]) -> Values:
    left = list(words)
    options = token_kwargs(left, parser)
    if left or not known.issuperset(options):
        raise TemplateSyntaxError(f"unknown words in a table: {left or sorted(options)}")
    return options


class TableNode(Node):
    """Renders the rows; a Page is followed by its links."""

    def __init__(
        self, rows: FilterExpression, name: str, options: Values, columns: tuple[Column, ...]
    ) -> None:
        self.rows = rows
        self.name = name
        self.options = options
        self.columns = columns

    def render(self, context: Context) -> SafeString:
        """Write the table, or its empty state."""
        rows = self.rows.resolve(context) or ()
        request = context.get("request")
        heads = [
            _head(column, context, request.GET if request else QueryDict())
            for column in self.columns
        ]
        lines = [self._cells(row, heads, context) for row in rows]
        options = {key: value.resolve(context) for key, value in self.options.items()}
        count = rows.paginator.count if isinstance(rows, Page) else len(lines)
        values = {"heads": heads, "lines": lines, "count": count, "request": request, **options}
        values["totals"] = heads if any(head["total"] is not None for head in heads) else []
        values["page"] = rows if isinstance(rows, Page) else None
        return render_to_string("design/table.html", values)

    def _cells(
        self, row: object, heads: Iterable[dict[str, object]], context: Context
    ) -> list[dict[str, object]]:
        with context.push(**{self.name: row}):
            return [
                {**head, "html": mark_safe(column.cell.render(context).strip())}  # noqa: S308 the template escaped it
                for head, column in zip(heads, self.columns, strict=True)
            ]


def _head(column: Column, context: Context, query: QueryDict) -> dict[str, object]:
    """Resolve a column's heading: label, alignment, total, and where its sorting link leads."""
    options = {key: value.resolve(context) for key, value in column.options.items()}
    head = {"label": column.label.resolve(context), "total": options.get("total")}
    head["number"] = bool(options.get("number"))
    if key := options.get("sort"):
        head |= _sorting(key, query)
    return head


def _sorting(key: str, query: QueryDict) -> dict[str, object]:
    """Give `aria-sort` and the address that sorts by this column, or turns its order round."""
    now = query.get("sort", "")
    order = {key: "ascending", f"-{key}": "descending"}.get(now, "none")
    changed = query.copy()
    changed["sort"] = f"-{key}" if now == key else key
    changed.pop("page", None)
    return {"order": order, "sort_url": f"?{changed.urlencode()}"}
