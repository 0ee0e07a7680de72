"""The plan: every dated step of the season in order, from the picture to oversight."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time
from functools import cache

from samverkan.demo.story.batches import operation_days
from samverkan.demo.story.cases import cases
from samverkan.demo.story.checks import operation_checks, routine_checks, sunday_of
from samverkan.demo.story.data import STOCKHOLM, read
from samverkan.demo.story.people import Role
from samverkan.demo.story.people import holders as holders_of
from samverkan.demo.story.registers import holder_lists
from samverkan.demo.story.steps import Step, StepAct, read_step

PACKS_AT = time(5, 0)
DAY_AT = time(21, 0)
ROUTINE_AT = time(21, 30)
DAY_BY = "KBV/majken.ledningslykta"
FILES = ("council_steps", "operation_steps", "police_hit_steps", "result_steps", "waiting_steps")


@cache
def season() -> tuple[Step, ...]:
    """Give every step in order of time; the steps of one moment keep the order of the files."""
    own = tuple(read_step(row) for name in FILES for row in read(name)["step"])
    of_cases = tuple(step for case in cases() for step in case.steps)
    every = (*own, *_days(), *_routine_weeks(), *of_cases)
    return tuple(sorted(every, key=lambda step: step.at))


def _days() -> Iterator[Step]:
    """Give each day of the operation its packs in the morning and its checks in bulk at night."""
    holders = tuple(dict.fromkeys(each.holder for each in holder_lists()))
    bulk = Counter(check.at.date() for check in operation_checks() if not check.key)
    for day in operation_days():
        yield from (_pack(day, holder) for holder in holders)
        yield Step(
            at=_at(day, DAY_AT),
            act=StepAct.DAY_PLAYED,
            by=DAY_BY,
            case=0,
            words=f"Dagens övriga kontroller i insatsen: {bulk[day]}. Vakthavande frågar samlat.",
            words_en=f"The day's other checks in the operation: {bulk[day]}. "
            "The duty officer asks for all crews at once.",
            details=(("checks", str(bulk[day])),),
        )


def _routine_weeks() -> Iterator[Step]:
    """Give each week of the summer its routine checks, on the evening of its Sunday."""
    for sunday, count in sorted(Counter(map(sunday_of, routine_checks())).items()):
        yield Step(
            at=_at(sunday, ROUTINE_AT),
            act=StepAct.ROUTINE_PLAYED,
            by=DAY_BY,
            case=0,
            words=f"Veckans rutinkontroller: {count}. Ingen fråga ställs.",
            words_en=f"The routine checks of the week: {count}. Nobody is asked about.",
            details=(("checks", str(count)),),
        )


def _pack(day: date, holder: str) -> Step:
    return Step(
        at=_at(day, PACKS_AT),
        act=StepAct.PACK_PUBLISHED,
        by=holders_of(holder, Role.FORTECKNING)[0].reference,
        case=0,
        words="Listan förseglas för dygnet.",
        words_en="The list is sealed for the day.",
        to=("KBV",),
    )


def _at(day: date, moment: time) -> datetime:
    return datetime.combine(day, moment, STOCKHOLM)
