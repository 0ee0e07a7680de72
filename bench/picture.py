"""The picture of the results page and README: a few of its rows as bars, ours beside the peers'.

Drawn on a card of its own colour, so that it reads the same on a light and on a dark page.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import results
from environment import ROOT
from judging import figure
from results import Section
from rows import Row

FILE = ROOT / "docs" / "pictures" / "benchmarks.svg"

WIDEST = 330
OURS, THEIRS, INK, CARD = "#0b5c8a", "#a9b4bd", "#1f2a33", "#fbfcfd"


@dataclass(frozen=True, slots=True)
class Panel:
    """The rows of one group as bars; `unit` chooses among them when a group has several."""

    title: str
    group: str
    unit: str


PANELS = (
    Panel("Sealing one identifier, microseconds on one core", "sealing, one core", "us"),
    Panel("1,000 persons against 12 registers of a million, seconds", "1,000 against 12", "s"),
    Panel("What one sealed identifier weighs, bytes", "weight of a sealed list", "bytes"),
    Panel(
        "Found by likeness, febrl4 without numbers and addresses, F1 (1 is all, and only those)",
        "accuracy, febrl4, name, birth date, place",
        "F1",
    ),
)


def svg(sections: Mapping[str, Section]) -> str:
    """Draw the panels that have rows."""
    import vl_convert  # noqa: PLC0415  a second to load, and only for this

    groups = results.groups(sections)
    drawn = [(panel, _of(panel, groups.get(panel.group, ()))) for panel in PANELS]
    parts = [_bars(panel, rows) for panel, rows in drawn if rows]
    return str(vl_convert.vegalite_to_svg(json.dumps(_card(parts)), vl_version="5.20")) + "\n"


def _of(panel: Panel, rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row.unit == panel.unit and " less " not in row.name]


def _bars(panel: Panel, rows: Sequence[Row]) -> dict[str, object]:
    """Describe one panel: a bar for each row, its figure at the end."""
    values = [
        {"name": row.name, "value": row.value, "said": figure(row.value), "peer": row.peer}
        for row in rows
    ]
    across = {"field": "value", "type": "quantitative", "axis": None}
    colour = {"condition": {"test": "datum.peer", "value": THEIRS}, "value": OURS}
    axis = {"minExtent": WIDEST}  # so that all bars begin at one place
    names = {"field": "name", "type": "nominal", "sort": None, "title": None, "axis": axis}
    said = {"type": "text", "align": "left", "dx": 4}
    return {
        "title": panel.title,
        "width": 420,
        "height": {"step": 22},
        "data": {"values": values},
        "encoding": {"y": names, "x": across},
        "layer": [
            {"mark": {"type": "bar", "height": 14}, "encoding": {"color": colour}},
            {"mark": said, "encoding": {"text": {"field": "said", "type": "nominal"}}},
        ],
    }


def _card(parts: Sequence[Mapping[str, object]]) -> dict[str, object]:
    """Put the panels under each other on the card."""
    words = {"labelColor": INK, "labelFontSize": 12, "labelLimit": 320}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": CARD,
        "padding": 16,
        "spacing": 22,
        "vconcat": list(parts),
        "config": {
            "font": "Inter, Segoe UI, Helvetica, Arial, sans-serif",
            "view": {"stroke": None},
            "axis": {**words, "domain": False, "ticks": False},
            "title": {"color": INK, "fontSize": 14, "anchor": "start"},
            "text": {"color": INK, "fontSize": 12},
        },
    }
