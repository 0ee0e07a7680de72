"""What the public page tells: the figures of a report as sentences, bars and steps.

A bar is drawn on a scale of 1000; the table beside it holds the same numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from samverkan.rules.figure_files import Figure
from samverkan.rules.figures import by_kind
from samverkan.rules.measures import Measure
from samverkan.web.design.formats import kronor
from samverkan.web.results.formats import amount, language, written

SCALE = 1000
Figures = Mapping[str, Figure]


class Way(StrEnum):
    """How a step changes the sum before it."""

    TOTAL = "total"
    LESS = "less"
    OF = "of"
    MORE = "more"


STEPS = (
    ("attached-value", Way.TOTAL),
    ("forfeited-value", Way.LESS),
    ("left-in-attachment", Way.TOTAL),
    ("sold-for", Way.TOTAL),
    ("costs-and-fees", Way.LESS),
    ("liens", Way.LESS),
    ("replacement-sums", Way.LESS),
    ("paid-to-creditors", Way.TOTAL),
    ("to-victims-by-attachment", Way.OF),
    ("to-victims-through-state", Way.MORE),
    ("to-victims", Way.TOTAL),
)


@dataclass(frozen=True, slots=True)
class Bar:
    """One number drawn: its words, how it is written, where its bar starts, how long it is."""

    label: str
    written: str
    start: int
    width: int
    way: str = Way.TOTAL
    measure: str = ""
    share: int = 0


@dataclass(frozen=True, slots=True)
class Headline:
    """The sentence of the report: of what was attached, so much reached the victims."""

    attached: str
    to_victims: str
    width: int
    percent: int


@dataclass(frozen=True, slots=True)
class Checks:
    """From check to hit: numbers of different things, so each is a number and none shares a bar."""

    checks: str
    routine: str
    in_operation: str
    asked: str
    hits: str
    parts: tuple[Bar, ...]
    by_list: tuple[Bar, ...]
    hit_percent: int


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure that stands beside the others, with its definition."""

    measure: Measure
    title: str
    definition: str
    level: str
    written: str


@dataclass(frozen=True, slots=True)
class Story:
    """A report as the public page tells it; what it has no figures for is None or empty."""

    headline: Headline | None
    steps: tuple[Bar, ...]
    things: tuple[Bar, ...]
    payees: tuple[Bar, ...]
    checks: Checks | None
    other_operation: Beside | None
    corrected: Beside | None
    figures: tuple[Beside, ...]


def tell(figures: Sequence[Figure]) -> Story:
    """Tell the story of a report's figures, in the language of the request."""
    by_id = {figure.measure.id: figure for figure in figures}
    return Story(
        headline=_headline(by_id),
        steps=_steps(by_id),
        things=_kinds(by_id, "attached-value"),
        payees=_kinds(by_id, "paid-to-creditors"),
        checks=_checks(by_id),
        other_operation=_beside(by_id, "convicted-same-direction"),
        corrected=_beside(by_id, "corrected-value"),
        figures=tuple(_said(figure) for figure in figures),
    )


def _headline(figures: Figures) -> Headline | None:
    attached, victims = figures.get("attached-value"), figures.get("to-victims")
    if attached is None or victims is None or not attached.value:
        return None
    return Headline(
        attached=kronor(attached.value),
        to_victims=kronor(victims.value),
        width=_scaled(victims.value, attached.value),
        percent=round(100 * victims.value / attached.value),
    )


def _steps(figures: Figures) -> tuple[Bar, ...]:
    """Lay the krona out step by step; a step that is taken away hangs from the one before it."""
    shown = [(figures[key], way) for key, way in STEPS if key in figures]
    if not shown or shown[0][0].measure.id != "attached-value":
        return ()
    whole = shown[0][0].value
    level, bars = 0, []
    for figure, way in shown:
        start, level = _placed(way, level, figure.value)
        bars.append(_bar(figure, way, start, whole))
    return tuple(bars)


def _placed(way: Way, level: int, value: int) -> tuple[int, int]:
    """Give where a step's bar starts and the level after it, both in the unit."""
    match way:
        case Way.LESS:
            return level - value, level - value
        case Way.MORE:
            return level, level + value
        case _:
            return 0, value


def _bar(figure: Figure, way: Way, start: int, whole: int) -> Bar:
    signs = {Way.LESS: "\u2212", Way.MORE: "+"} if figure.value else {}
    return Bar(
        label=figure.measure.title.read(language()),
        written=signs.get(way, "") + written(figure.measure, figure.value),
        start=_scaled(start, whole),
        width=max(_scaled(figure.value, whole), 2 if figure.value else 0),
        way=way,
        measure=figure.measure.id,
    )


def _kinds(figures: Figures, key: str) -> tuple[Bar, ...]:
    """Split a figure on its kinds; bars are scaled to the largest, shares are of the whole."""
    figure = figures.get(key)
    if figure is None:
        return ()
    values = by_kind(figure.measure, figure.rows, figure.period)
    largest, dataset = max(values.values(), default=0), figure.measure.dataset
    return tuple(
        Bar(
            label=dataset.kinds[kind].read(language()),
            written=amount(value, dataset.unit),
            start=0,
            width=_scaled(value, largest),
            measure=key,
            share=round(100 * value / figure.value),
        )
        for kind, value in sorted(values.items(), key=lambda pair: -pair[1])
    )


def _checks(figures: Figures) -> Checks | None:
    checks, hits, asked = (figures.get(key) for key in ("checks", "hits", "persons-asked"))
    if checks is None:
        return None
    by_list = _kinds(figures, "hits")
    enforcement = _part(hits, "enforcement")
    return Checks(
        checks=_value(checks),
        routine=_value(figures.get("checks-routine")),
        in_operation=_value(figures.get("checks-in-operation")),
        asked=_value(asked),
        hits=_value(hits),
        parts=_kinds(figures, "checks"),
        by_list=by_list,
        hit_percent=round(100 * enforcement / asked.value) if asked and asked.value else 0,
    )


def _part(figure: Figure | None, kind: str) -> int:
    if figure is None:
        return 0
    return by_kind(figure.measure, figure.rows, figure.period).get(kind, 0)


def _value(figure: Figure | None) -> str:
    return "" if figure is None else written(figure.measure, figure.value)


def _beside(figures: Figures, key: str) -> Beside | None:
    figure = figures.get(key)
    return None if figure is None else _said(figure)


def _said(figure: Figure) -> Beside:
    return Beside(
        measure=figure.measure,
        title=figure.measure.title.read(language()),
        definition=figure.measure.definition.read(language()),
        level=figure.measure.level.read(language()),
        written=written(figure.measure, figure.value),
    )


def _scaled(value: int, whole: int) -> int:
    return round(SCALE * value / whole) if whole else 0
