"""Sweden's holidays, computed, and which days an office is open."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

_SATURDAY, _FRIDAY = 5, 4
_FIXED = ((1, 1), (1, 6), (5, 1), (6, 6), (12, 25), (12, 26))
_FIXED_EVES = ((12, 24), (12, 31))


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
def holidays(year: int) -> frozenset[date]:
    """Give the holidays of a year that may fall on a weekday, and the three eves kept as one."""
    midsummer_eve = _first(_FRIDAY, date(year, 6, 19))
    all_saints = _first(_SATURDAY, date(year, 10, 31))
    moving = {easter(year) + timedelta(days=days) for days in (-2, 1, 39)}
    fixed = {date(year, month, day) for month, day in (*_FIXED, *_FIXED_EVES)}
    return frozenset(moving | fixed | {midsummer_eve, all_saints})


def is_working_day(day: date) -> bool:
    """Say whether a day is Monday to Friday and no holiday or such eve."""
    return day.weekday() < _SATURDAY and day not in holidays(day.year)


def _first(weekday: int, earliest: date) -> date:
    return earliest + timedelta(days=(weekday - earliest.weekday()) % 7)
