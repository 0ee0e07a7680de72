"""How money, dates, times and positions are written for people, in the language of the request.

Swedish: 996 000 kr, 90 %, 2025-07-12, 14.05, degrees and minutes with a comma.
English: SEK 996,000, 90%, 12 July 2025, 14:05, degrees and minutes with a point.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils.translation import get_language, gettext, ngettext

STOCKHOLM = ZoneInfo("Europe/Stockholm")
NARROW = "\u00a0"  # a space that no line breaks at
MINUS = "\u2212"
PRIME = "\u2032"  # minutes of arc
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def in_english() -> bool:
    """Say whether the language of the request is English; anything else is shown in Swedish."""
    return (get_language() or "sv").startswith("en")


def tal(number: int) -> str:
    """Write a whole number with its thousands apart."""
    separator = "," if in_english() else NARROW
    text = f"{abs(number):,}".replace(",", separator)
    return f"{MINUS}{text}" if number < 0 else text


def procent(number: int) -> str:
    """Write a share in hundredths: with a space before the sign in Swedish, without in English."""
    return f"{tal(number)}%" if in_english() else f"{tal(number)}{NARROW}%"


def kronor(ore: int, *, decimals: bool = False) -> str:
    """Write an amount given in whole öre. Öre are shown if there are any, or if `decimals`."""
    crowns, rest = divmod(abs(ore), 100)
    point = "." if in_english() else ","
    text = tal(crowns) + (f"{point}{rest:02}" if rest or decimals else "")
    sign = MINUS if ore < 0 else ""
    return f"{sign}SEK{NARROW}{text}" if in_english() else f"{sign}{text}{NARROW}kr"


def local(value: date | datetime) -> date | datetime:
    """Move a moment to Swedish time; a plain date stays as it is."""
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone to be shown")
        return value.astimezone(STOCKHOLM)
    return value


def datum(value: date | datetime) -> str:
    """Write a date, or the Swedish date of a moment."""
    day = local(value)
    if in_english():
        return f"{day.day}{NARROW}{MONTHS[day.month - 1]}{NARROW}{day.year}"
    return f"{day.year:04}-{day.month:02}-{day.day:02}"


def klocka(value: datetime) -> str:
    """Write the Swedish time of day of a moment."""
    return f"{local(value):%H:%M}" if in_english() else f"{local(value):%H.%M}"


def tidpunkt(value: datetime) -> str:
    """Write a moment: its date and time of day."""
    return f"{datum(value)} {klocka(value)}"


def position(lat: float | Decimal, lon: float | Decimal) -> str:
    """Write a position (degrees, WGS 84) in degrees and minutes, as on a chart."""
    return f"{_angle(lat, 'NS')} {_angle(lon, 'EW')}"


def _angle(value: float | Decimal, letters: str) -> str:
    """Write one angle with a tenth of a minute (185 m from south to north)."""
    tenths = round(abs(Decimal(str(value))) * 600)
    degrees, rest = divmod(tenths, 600)
    point = "." if in_english() else ","
    letter = letters[0] if value >= 0 else letters[1]
    return f"{degrees}°{rest // 10:02}{point}{rest % 10}{PRIME}{letter}"


def days_left(due: date, today: date) -> str:
    """Say in words how far away a deadline is."""
    days = (due - today).days
    if days == 0:
        return gettext("i dag")
    if days > 0:
        return ngettext("%(count)s dag kvar", "%(count)s dagar kvar", days) % {"count": tal(days)}
    late = ngettext("%(count)s dag över tiden", "%(count)s dagar över tiden", -days)
    return late % {"count": tal(-days)}
