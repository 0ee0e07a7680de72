"""Reads a birth date as people write it, whole or in part. What cannot be a date is missing."""

from __future__ import annotations

import re

_GROUPS = re.compile(r"[0-9]+")
_MONTHS = ("jan", "feb", "mar", "apr", "ma", "jun", "jul", "aug", "sep", "o", "nov", "dec")
_WRITTEN = re.compile(r"(jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]*")
UNSAID = "--"


def read_date(text: str, *, month_first: bool = False) -> str:
    """Give `YYYYMMDD`, with `--` for a month and day that are not said, or "" if it is no date.

    Takes 1963-04-12, 19630412, 12/4 1963, 12 apr 1963, 630412 (a year that is 30 or less is in
    this century), 1963, and a time of day after it. `month_first` reads 4/12/1963 as 12 April.
    """
    said = text.strip().casefold()
    if "t" in said or ":" in said:
        said = re.split(r"t(?=[0-9])|\s+[0-9]{1,2}:", said)[0]
    month = _WRITTEN.search(said)
    if month:
        month_first = not _GROUPS.search(said[: month.start()])
        said = said.replace(month.group(), f" {_month(month.group(1))} ")
    groups = _GROUPS.findall(re.sub(r"\.0+$", "", said))
    return _of_groups(groups, month_first=month_first)


def _month(written: str) -> int:
    return next(n for n, start in enumerate(_MONTHS, start=1) if written.startswith(start))


def _of_groups(groups: list[str], *, month_first: bool) -> str:
    match groups:
        case [whole] if len(whole) in {6, 8}:
            return _whole(whole, month_first=month_first)
        case [year, *rest] if len(year) == 4 and len(rest) < 3:
            month, day = (*rest, "", "")[:2]
            return _joined(year, month, day)
        case [first, second, year]:
            month, day = (first, second) if month_first else (second, first)
            return _joined(_century(year), month, day)
        case _:
            return ""


def _whole(digits: str, *, month_first: bool) -> str:
    if len(digits) == 6:
        return _joined(_century(digits[:2]), digits[2:4], digits[4:])
    if 1850 <= int(digits[:4]) <= 2099:
        return _joined(digits[:4], digits[4:6], digits[6:])
    day, month = (digits[2:4], digits[:2]) if month_first else (digits[:2], digits[2:4])
    return _joined(digits[4:], month, day)


def _century(year: str) -> str:
    if len(year) != 2:
        return year
    return f"{20 if int(year) <= 30 else 19}{year}"


def _joined(year: str, month: str, day: str) -> str:
    """Join what is said; a wrong month or day is kept, since it may be the error to judge."""
    if len(year) != 4 or not 1800 <= int(year) <= 2100:
        return ""
    if not month or not day or int(month) == 0 or int(day) == 0:
        return f"{year}{UNSAID}{UNSAID}"
    if len(month) > 2 or len(day) > 2:
        return ""
    return f"{year}{int(month):02}{int(day):02}"
