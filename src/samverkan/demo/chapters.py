"""The season in chapters, as the front page tells it: steering, days, eight cases, results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samverkan.demo.story.case import Case
from samverkan.demo.story.cases import cases
from samverkan.demo.story.data import read
from samverkan.demo.story.season import season
from samverkan.demo.story.steps import Step, StepAct
from samverkan.demo.words import Words, words_of


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the story: its key and heading, the point of law it shows, its steps in order.

    `case` is the case that it tells, or None.
    """

    key: str
    heading: Words
    shows: Words
    case: Case | None
    steps: tuple[Step, ...]


def chapters() -> tuple[Chapter, ...]:
    """Give the whole season in chapters; every step stands in exactly one."""
    common = [step for step in season() if step.case == 0]
    cards, end = _first(common, StepAct.CARD_ISSUED), _first(common, StepAct.OPERATION_CLOSED)
    routine = [step for step in common if step.act is StepAct.ROUTINE_PLAYED]
    rest = [step for step in common if step.act is not StepAct.ROUTINE_PLAYED]
    days = [step for step in rest if cards.at < step.at < end.at]
    return (
        _common("steering", [step for step in rest if step.at <= cards.at]),
        _common("days", sorted((*days, *routine), key=lambda step: step.at)),
        *(_case(each) for each in cases()),
        _common("after", [step for step in rest if step.at >= end.at]),
    )


def _first(steps: Sequence[Step], act: StepAct) -> Step:
    return next(step for step in steps if step.act is act)


def _common(key: str, steps: Sequence[Step]) -> Chapter:
    row = read("front")["chapter"][key]
    return Chapter(key, words_of(row["heading"]), words_of(row["shows"]), None, tuple(steps))


def _case(case: Case) -> Chapter:
    key, number = f"case-{case.number}", case.number
    heading = Words(f"Fall {number}: {case.title}", f"Case {number}: {case.title_en}")
    return Chapter(key, heading, words_of(read("front")["chapter"][key]["shows"]), case, case.steps)
