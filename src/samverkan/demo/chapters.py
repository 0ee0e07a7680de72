"""The season in chapters, as the front page tells it: steering, days, eight cases, results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samverkan.demo.story.cases import cases
from samverkan.demo.story.season import season
from samverkan.demo.story.steps import Step, StepAct

DAILY = frozenset({StepAct.PACK_PUBLISHED, StepAct.DAY_PLAYED, StepAct.ROUTINE_PLAYED})
AFTERWARDS = (
    StepAct.RESULT_CREDITED,
    StepAct.FIGURES_DUE,
    StepAct.REPORT_PUBLISHED,
    StepAct.SAMPLE_OPENED,
    StepAct.JOURNAL_VERIFIED,
    StepAct.RETENTION_RUN,
)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the story: its heading in both languages, its key and its steps in order."""

    key: str
    sv: str
    en: str
    steps: tuple[Step, ...]

    def heading(self, language: str) -> str:
        """Give the heading in `sv` or `en`."""
        return self.en if language == "en" else self.sv


def chapters() -> tuple[Chapter, ...]:
    """Give the whole season in chapters; every step stands in exactly one."""
    common = [step for step in season() if step.case == 0]
    daily = [step for step in common if step.act in DAILY]
    after = [step for step in common if step.act in AFTERWARDS]
    rest = [step for step in common if step.act not in DAILY and step.act not in AFTERWARDS]
    return (
        _chapter("steering", "Från lägesbild till insats", "From picture to operation", rest),
        _chapter("days", "Fjorton dagar till sjöss", "Fourteen days at sea", daily),
        *(_case(number) for number in range(1, len(cases()) + 1)),
        _chapter("after", "Resultat och tillsyn", "Results and oversight", after),
    )


def _case(number: int) -> Chapter:
    steps = [step for step in season() if step.case == number]
    name = cases()[number - 1].title
    return _chapter(f"case-{number}", f"Fall {number}: {name}", f"Case {number}: {name}", steps)


def _chapter(key: str, sv: str, en: str, steps: Sequence[Step]) -> Chapter:
    return Chapter(key, sv, en, tuple(steps))
