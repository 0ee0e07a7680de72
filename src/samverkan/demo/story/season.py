"""The plan: every dated step of the season in order, from the picture to oversight."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time
from functools import cache

from samverkan.demo.story.batches import operation_days
from samverkan.demo.story.cases import cases
from samverkan.demo.story.checks import operation_checks
from samverkan.demo.story.data import STOCKHOLM, read
from samverkan.demo.story.people import Role
from samverkan.demo.story.people import holders as holders_of
from samverkan.demo.story.registers import holder_lists
from samverkan.demo.story.steps import Step, StepAct, read_step

PACKS_AT = time(5, 0)
DAY_AT = time(21, 0)
DAY_BY = "KBV/majken.ledningslykta"

FILES = ("council_steps", "operation_steps", "police_hit_steps", "result_steps")


@cache
def season() -> tuple[Step, ...]:
    """Give every step in order of time; the steps of one moment keep the order of the files."""
    own = tuple(read_step(row) for name in FILES for row in read(name)["step"])
    of_cases = tuple(step for case in cases() for step in case.steps)
    return tuple(sorted((*own, *_days(), *of_cases), key=lambda step: step.at))


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
            words=f"Dagens övriga kontroller i insatsen: {bulk[day]}.",
            words_en=f"The day's other checks in the operation: {bulk[day]}.",
            details=(("checks", str(bulk[day])),),
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
