"""Personal numbers: personnummer, samordningsnummer and the temporary numbers of care.

Folkbokföringslagen (1991:481) 18 §: `YYMMDD-NNNC`; the `-` becomes `+` the year the person turns
100; registers store twelve digits. If a day's numbers run out a neighbouring day is used, so the
date in a number is never the exact birth date. Lag (2022:1697) 2:8: a samordningsnummer has 60
added to the day; one whose birth date is not fully known has month 00 or "day 60".
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from samverkan.rules.digits import DIGITS, Written, must_be_digits, must_check, split
from samverkan.rules.refusal import NotAllowed

NEIGHBOURING = timedelta(days=1)
"""How far the date in a number may lie from the day of birth."""

COORDINATION = 60
"""What a samordningsnummer adds to the day."""

CENTURIES = ("18", "19", "20")
FICTIONAL_SERIALS = range(980, 1000)
TEMPORARY_LETTERS = "TRSUWXJKLMN"

_TEMPORARY = re.compile(rf"[{TEMPORARY_LETTERS}]\d{{3}}|TF\d\d", re.ASCII)


class Kind(StrEnum):
    """The kinds of personal number. A reserve number follows its region's own rules."""

    PERSONNUMMER = "personnummer"
    SAMORDNINGSNUMMER = "samordningsnummer"
    TEMPORARY = "temporary"
    RESERVE = "reserve"


@dataclass(frozen=True, slots=True, order=True)
class PersonalNumber:
    """A checked personal number; made by `parse`.

    `normal` is the twelve characters that are stored and matched: `200001019802`.
    """

    normal: str
    kind: Kind

    @property
    def has_full_birth_date(self) -> bool:
        """Say whether the number holds a year, a month and a day."""
        return self.date_in_number is not None

    @property
    def date_in_number(self) -> date | None:
        """Give the date written in the number. It may be a day beside the day of birth.

        None if the number does not hold a full date.
        """
        year, month, day = self._parts
        return date(year, month, day) if year and month and day else None

    @property
    def latest_birth_date(self) -> date | None:
        """Give the last day on which the person can have been born; for limits of age.

        None for a reserve number, which says nothing about birth.
        """
        year, month, day = self._parts
        if not year:
            return None
        last = date(year, month or 12, day or monthrange(year, month or 12)[1])
        return last + NEIGHBOURING

    def written(self, *, on: date) -> str:
        """Write the number as on a date: `000101-9801`, from the year of 100 `000101+9801`."""
        if self.kind is Kind.RESERVE:
            return self.normal
        separator = "+" if on.year - int(self.normal[:4]) >= 100 else "-"
        return f"{self.normal[2:8]}{separator}{self.normal[8:]}"

    @property
    def _parts(self) -> tuple[int, int, int]:
        """Give year, month and day; 0 for what the number does not say."""
        if self.kind is Kind.RESERVE:
            return 0, 0, 0
        year, month, day = int(self.normal[:4]), int(self.normal[4:6]), int(self.normal[6:8])
        return year, month, day % COORDINATION


def parse(text: str, *, on: date) -> PersonalNumber:
    """Read a personal number with 10 or 12 digits, with or without `-` or `+`, as on a date.

    Ten digits mean the youngest person they can, unless `+` says a hundred years or more.
    Refuses anything else, and says which digit is wrong or why.
    """
    written = split(text)
    if _is_reserve(written.characters):
        return PersonalNumber(written.characters, Kind.RESERVE)
    must_be_digits(written, first=len(written.characters) - 4)
    normal = _with_century(written, on)
    kind = _kind(normal)
    _must_be_a_date(normal, kind)
    if kind is not Kind.TEMPORARY:
        _must_be_a_serial(normal)
    number = PersonalNumber(normal, kind)
    _must_be_born(number, on)
    return number


def is_fictional(number: PersonalNumber) -> bool:
    """Say whether the number can belong to nobody: its serial, 980 to 999, is never issued."""
    serial = number.normal[8:11]
    return DIGITS.issuperset(serial) and int(serial) in FICTIONAL_SERIALS


def _is_reserve(characters: str) -> bool:
    """Region Stockholm's reserve numbers begin with 99, which is no century."""
    return len(characters) == 12 and characters[:2] == "99" and DIGITS.issuperset(characters)


def _with_century(written: Written, on: date) -> str:
    characters, separator = written.characters, written.separator
    if len(characters) == 12:
        _must_be_a_century(characters, separator, on)
        return characters
    year = on.year - (on.year - int(characters[:2])) % 100
    if separator == "+" or (not separator and _is_later(year, characters, on)):
        year -= 100
    return f"{year:04}{characters[2:]}"


def _must_be_a_century(characters: str, separator: str, on: date) -> None:
    """Twelve digits say the century themselves, so only a `+` that contradicts them is refused."""
    if characters[:2] not in CENTURIES:
        raise NotAllowed("identifiers.century", century=characters[:2])
    turns = int(characters[:4]) + 100
    if separator == "+" and turns > on.year:
        raise NotAllowed("identifiers.plus", section="folkbokföringslagen 18 §", year=turns)


def _is_later(year: int, ten: str, on: date) -> bool:
    month_and_day = int(ten[2:4]), int(ten[4:6]) % COORDINATION
    return year == on.year and month_and_day > (on.month, on.day)


def _kind(normal: str) -> Kind:
    if not DIGITS.issuperset(normal[8:]):
        if not _TEMPORARY.fullmatch(normal[8:]):
            raise NotAllowed(
                "identifiers.temporary", letters=normal[8:], allowed=", ".join(TEMPORARY_LETTERS)
            )
        return Kind.TEMPORARY
    return Kind.SAMORDNINGSNUMMER if int(normal[6:8]) >= COORDINATION else Kind.PERSONNUMMER


def _must_be_a_date(normal: str, kind: Kind) -> None:
    year, month, day = int(normal[:4]), int(normal[4:6]), int(normal[6:8])
    first = 1
    if kind is Kind.SAMORDNINGSNUMMER:
        day, first = day - COORDINATION, 0
    if not first <= month <= 12:
        raise NotAllowed("identifiers.month", month=normal[4:6])
    days = monthrange(year, month)[1] if month else 31
    if not first <= day <= days:
        raise NotAllowed("identifiers.day", day=normal[6:8], month=normal[4:6], year=year)


def _must_be_a_serial(normal: str) -> None:
    if normal[8:11] == "000":
        raise NotAllowed("identifiers.serial")
    must_check(normal[2:])


def _must_be_born(number: PersonalNumber, on: date) -> None:
    told = number.date_in_number or date(int(number.normal[:4]), 1, 1)
    if told > on + NEIGHBOURING:
        raise NotAllowed("identifiers.not_born", date=told, on=on)
