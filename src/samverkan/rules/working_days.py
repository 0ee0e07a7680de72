"""Which days an act need not be done on, and the next on which it may be (1930:173 2 §).

The holidays stand in `law/holidays.toml`, dated as the law has changed; Easter is computed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

from samverkan.rules import tables

CITATION = "1930:173 2 §"
_SATURDAY = 5
_DAY = timedelta(days=1)


def easter(year: int) -> date:
    """Give Easter Sunday in the Gregorian calendar (Meeus, Jones and Butcher's rule)."""
    century, in_century = divmod(year, 100)
    moon = year % 19
    leap, late = divmod(century, 4)
    shift = (century - (century + 8) // 25 + 1) // 3
    full = (19 * moon + century - leap - shift + 15) % 30
    weekday = (32 + 2 * late + 2 * (in_century // 4) - full - in_century % 4) % 7
    skip = (moon + 11 * full + 22 * weekday) // 451
    month, day = divmod(full + weekday - 7 * skip + 114, 31)
    return date(year, month, day + 1)


@cache
def holidays(year: int) -> Mapping[date, Mapping[str, Any]]:
    """Give the holidays of a year and the three eves kept as one, each with its row of law."""
    found = ((_day_of(row, year), row) for row in tables.load("holidays"))
    return {day: row for day, row in sorted(found, key=_first) if tables.in_force(row, day)}


def is_working_day(day: date) -> bool:
    """Say whether a day is Monday to Friday and no holiday or such eve."""
    return day.weekday() < _SATURDAY and day not in holidays(day.year)


def next_working_day(day: date) -> date:
    """Give the day itself, or the next on which the act may be done."""
    while not is_working_day(day):
        day += _DAY
    return day


def _day_of(row: Mapping[str, Any], year: int) -> date:
    if row["rule"] == "easter":
        return easter(year) + timedelta(days=row["days"])
    day = date(year, row["month"], row["day"])
    if row["rule"] == "fixed":
        return day
    return day + timedelta(days=(row["weekday"] - day.weekday()) % 7)


def _first(pair: tuple[date, object]) -> date:
    return pair[0]
