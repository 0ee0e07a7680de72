"""The 402 checks played in bulk: 167 in the operation, 235 of routine. Drawn from the seed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import cos, radians, tau
from math import sin as sine
from random import Random

from samverkan.demo.story import SEED
from samverkan.demo.story.check import (
    BOAT_POWER,
    JET_SKI_POWER,
    Aboard,
    AboardRole,
    Check,
    Mode,
    Outcome,
    Question,
)
from samverkan.demo.story.craft import CraftKind, invented
from samverkan.demo.story.crews import Crews
from samverkan.demo.story.data import STOCKHOLM, read
from samverkan.demo.story.persons import Person, named, strangers
from samverkan.demo.story.singles import singles

CHECKS_IN_OPERATION = 176
OWNERS_ASKED = 21
CRAFT_ASKED = 19
MINORS = ("saga-minor", "nils-minor")
APPROVER = "KBV/majken.ledningslykta"
METRES_IN_DEGREE = 111_320
FIRST, LAST = date(2025, 6, 1), date(2025, 8, 31)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a check in the operation asks: driver and perhaps owner, or why nobody."""

    driver: Person | None = None
    owner: Person | None = None
    no_question: str = ""
    ask_craft: bool = False


def operation_days() -> tuple[date, ...]:
    """Give the fourteen days of the operation."""
    return tuple(read("batch_checks")["days"])


def in_operation() -> Iterator[Check]:
    """Give 167 checks: 138 ask about the driver, 21 also about the owner, 8 about nobody."""
    random = Random(f"{SEED} operation")  # noqa: S311  a story, not a secret
    crews = Crews(singles())
    plans = _plans(random)
    for place, day in enumerate(operation_days()):
        today = plans[place :: len(operation_days())]
        moments = _moments(random, day, len(today), from_hour=8)
        for moment, plan in zip(moments, today, strict=True):
            persons = (plan.driver is not None) + (plan.owner is not None)
            yield _operation_check(random, moment, plan, crews.next(day, persons))


def routine() -> Iterator[Check]:
    """Give 235 routine checks on any day of the season. They ask nobody."""
    random = Random(f"{SEED} routine")  # noqa: S311  a story, not a secret
    crews = Crews(())
    days = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
    for number, driver in enumerate(strangers("routine")):
        day = days[number * len(days) // len(strangers("routine"))]
        moment = _at(day, 7 * 60 + random.randrange(12 * 60))
        aboard = (Aboard(AboardRole.DRIVER, driver, random.choice(("körkort", "förarbevis"))),)
        why = read("batch_checks")["routine"]
        yield _check(random, moment, Mode.ROUTINE, crews.next(day, 0), aboard, no_question=why)


def _plans(random: Random) -> list[_Plan]:
    """Deal persons and reasons so that each day gets its part of everything."""
    minors = [named()[key] for key in MINORS]
    drivers = [*strangers("asked")[OWNERS_ASKED:], *minors]
    random.shuffle(drivers)
    owners = strangers("asked")[:OWNERS_ASKED]
    no_question = read("batch_checks")["no_question"]
    adults = [driver for driver in drivers if driver not in minors]
    two = [_Plan(driver, owner) for driver, owner in zip(adults, owners, strict=False)]
    one = [_Plan(driver) for driver in drivers if driver not in adults[:OWNERS_ASKED]]
    craft = [_Plan(plan.driver, ask_craft=True) for plan in one[:CRAFT_ASKED]]
    return [*two, *(_Plan(no_question=why) for why in no_question), *craft, *one[CRAFT_ASKED:]]


def _operation_check(random: Random, at: datetime, plan: _Plan, officer: str) -> Check:
    reasons = read("batch_checks")
    aboard = [
        Aboard(AboardRole.DRIVER, plan.driver, "körkort" if plan.driver else "antecknades inte")
    ]
    questions = []
    if plan.driver:
        minor = plan.driver.age(at.date()) < 18
        reason = random.choice(reasons["driver_reasons"])
        approver = APPROVER if minor else ""
        questions.append(Question(AboardRole.DRIVER, plan.driver, reason, approved_by=approver))
    if plan.owner:
        aboard.append(Aboard(AboardRole.OWNER, plan.owner, "försäkringsbrev och båtplatsavtal"))
        reason = random.choice(reasons["owner_reasons"])
        questions.append(Question(AboardRole.OWNER, plan.owner, reason))
    return _check(
        random,
        at,
        Mode.OPERATION,
        officer,
        tuple(aboard),
        questions=tuple(questions),
        ask_craft=reasons["craft_reason"] if plan.ask_craft else "",
        no_question=plan.no_question,
    )


def _check(
    random: Random,
    at: datetime,
    mode: Mode,
    officer: str,
    aboard: tuple[Aboard, ...],
    *,
    questions: tuple[Question, ...] = (),
    ask_craft: str = "",
    no_question: str = "",
) -> Check:
    craft = invented(random)
    place, latitude, longitude = _position(random)
    ended = at + timedelta(minutes=random.randrange(10, 26))
    return Check(
        number=0,
        key="",
        at=at,
        ended_at=ended,
        synced_at=ended,
        mode=mode,
        place=place,
        latitude=latitude,
        longitude=longitude,
        craft=craft,
        power=JET_SKI_POWER if craft.kind is CraftKind.JET_SKI else BOAT_POWER,
        officer=officer,
        aboard=aboard,
        questions=questions,
        ask_craft=ask_craft,
        no_question=no_question,
        outcome=_outcome(random),
    )


def _outcome(random: Random) -> Outcome:
    kinds = (Outcome.NOTHING_FOUND, Outcome.REMINDED, Outcome.PENALTY_NOTICE)
    return random.choices(kinds, weights=(84, 13, 3))[0]


def _position(random: Random) -> tuple[str, float, float]:
    """Draw a point on open water, to 0.0001 degrees (about ten metres)."""
    water = random.choice(read("waters")["water"])
    angle, distance = random.random() * tau, random.random() * water["radius"]
    north, east = distance * sine(angle), distance * cos(angle)
    latitude = water["latitude"] + north / METRES_IN_DEGREE
    width = METRES_IN_DEGREE * cos(radians(latitude))
    return water["place"], round(latitude, 4), round(water["longitude"] + east / width, 4)


def _moments(random: Random, day: date, count: int, *, from_hour: int) -> list[datetime]:
    """Draw moments of a day, at least ten minutes apart, before 20.00."""
    slots = random.sample(range((20 - from_hour) * 6), count)
    return [_at(day, from_hour * 60 + 10 * slot) for slot in sorted(slots)]


def _at(day: date, minutes: int) -> datetime:
    return datetime.combine(day, time(minutes // 60, minutes % 60), STOCKHOLM)
