"""The krona's way as a river: what came in on the left, where it went on the right, to scale.

Pure geometry for an SVG. The lists below the picture say the same in words and to the öre.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samverkan.rules.money import Ore, format_kronor
from samverkan.web.enforcement.queries import Krona, Line, Stage

WIDTH = 1200
BAR = 12
LEFT, MIDDLE, RIGHT = 0, 400, 850
TOP = 40
GAP = 22
LEAST = 3.0
LABEL = 44  # the height that a label of two lines needs
LONGEST = 40  # signs that fit beside a bar
FALL = 300  # the height of the whole sum
VICTIM = frozenset({"victim-damages"})
STATE = frozenset({"cost", "state", "to-state"})


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its two lines of label; `tone` names its colour."""

    x: float
    y: float
    height: float
    label: str
    amount: str
    tone: str

    @property
    def text_y(self) -> float:
        """Give where the label's first line stands."""
        return self.y + max(self.height, LEAST) / 2 - 4

    @property
    def above(self) -> float:
        """Give where a label above the bar stands."""
        return self.y - 14

    @property
    def amount_y(self) -> float:
        """Give where the label's second line stands."""
        return self.text_y + 20


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A ribbon between two bars, as an SVG path."""

    path: str
    tone: str


@dataclass(frozen=True, slots=True)
class River:
    """The whole picture."""

    width: int
    height: float
    left: tuple[Bar, ...]
    middle: Bar
    right: tuple[Bar, ...]
    ribbons: tuple[Ribbon, ...]


def river_of(krona: Krona, language: str) -> River | None:
    """Draw the river of an execution, in words of a language; None before anything has come in."""
    came = [line for line in krona.stage(Stage.SOLD).lines if line.amount]
    went = [
        line
        for stage in (Stage.COSTS, Stage.CLAIMS)
        for line in krona.stage(stage).lines
        if line.amount
    ]
    total = sum(line.amount or 0 for line in came)
    if not total or not went:
        return None
    left = _bars(came, total, LEFT, language)
    right = _bars(went, total, RIGHT, language)
    height = max(_end(left), _end(right)) + TOP / 2
    thick = FALL
    start = TOP + (height - TOP - thick) / 2
    middle = Bar(MIDDLE, start, thick, "", format_kronor(total, language, exact=True), "sum")
    return River(WIDTH, height, left, middle, right, _ribbons(left, middle, right))


def _bars(lines: Sequence[Line], total: Ore, x: float, language: str) -> tuple[Bar, ...]:
    bars: list[Bar] = []
    y = float(TOP)
    for line in lines:
        amount = line.amount or 0
        height = max(FALL * amount / total, LEAST)
        words = format_kronor(amount, language, exact=True)
        bars.append(Bar(x, y, height, _short(line.what), words, _tone(line)))
        y += max(height + GAP, LABEL)
    return tuple(bars)


def _end(bars: Sequence[Bar]) -> float:
    last = bars[-1]
    return last.y + max(last.height, LABEL)


def _ribbons(left: Sequence[Bar], middle: Bar, right: Sequence[Bar]) -> tuple[Ribbon, ...]:
    found, y = [], middle.y
    for bar in left:
        found.append(Ribbon(_path(bar.x + BAR, bar.y, middle.x, y, bar.height), "in"))
        y += bar.height
    y = middle.y
    for bar in right:
        found.append(Ribbon(_path(middle.x + BAR, y, bar.x, bar.y, bar.height), bar.tone))
        y += bar.height
    return tuple(found)


def _path(x0: float, y0: float, x1: float, y1: float, height: float) -> str:
    """Give a closed ribbon of even height, bent once on its way."""
    half = (x0 + x1) / 2
    return (
        f"M{x0:.1f} {y0:.1f}C{half:.1f} {y0:.1f} {half:.1f} {y1:.1f} {x1:.1f} {y1:.1f}"
        f"V{y1 + height:.1f}"
        f"C{half:.1f} {y1 + height:.1f} {half:.1f} {y0 + height:.1f} {x0:.1f} {y0 + height:.1f}Z"
    )


def _tone(line: Line) -> str:
    if line.kind in VICTIM:
        return "victim"
    return "state" if line.kind in STATE else "other"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
