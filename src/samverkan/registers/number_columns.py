"""Checks a column of personal, coordination and organisation numbers at once.

What numpy finds right is right by the same rules as `rules.identifiers.parse`, to which all else
is handed one by one: so a verdict, a normal form and a sentence are always the parser's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from samverkan.registers.blocks import bare
from samverkan.rules import identifiers
from samverkan.rules.organisation_numbers import OrganisationNumber
from samverkan.rules.personal_numbers import COORDINATION, NEIGHBOURING, Kind, PersonalNumber
from samverkan.rules.refusal import NotAllowed

if TYPE_CHECKING:
    import pyarrow as pa

PERSONAL, COORDINATED, ORGANISATION = 1, 2, 3
WIDTH = 12
_LONGEST = 13  # twelve digits and a separator
_ZERO, _PLUS, _MINUS = 48, 43, 45
_WEIGHTS = np.array([2, 1, 2, 1, 2, 1, 2, 1, 2, 1], dtype=np.uint8)
_DAYS = np.array([31, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])  # month 00 has 31
_CENTURIES = (18, 19, 20)
_ORGANISATIONS = 16
_FIRST_OF_ORGANISATIONS = 2


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers in their normal form (n, 12) as ASCII, and the kind of each: 0 is none.

    `bad` tells of the others, by row; a row without text is neither.
    """

    normal: np.ndarray
    kinds: np.ndarray
    bad: dict[int, NotAllowed]

    def column(self, kind: int) -> pa.Array:
        """Give the numbers of a kind as a column of text, null where a row has none of it."""
        import pyarrow as pa  # noqa: PLC0415  heavy, and `--help` needs none

        has = self.kinds == kind
        ends = np.zeros(len(has) + 1, dtype=np.int32)
        np.cumsum(has * WIDTH, out=ends[1:])
        data = np.ascontiguousarray(self.normal[has])
        mask = np.packbits(has, bitorder="little")
        buffers = [pa.py_buffer(mask), pa.py_buffer(ends), pa.py_buffer(data)]
        return pa.Array.from_buffers(pa.string(), len(has), buffers)


def check(column: pa.Array, *, on: date) -> Numbers:
    """Check a column of text, trimmed, null where a row has none; two-digit years as on a date."""
    given, signs, sizes = _right_aligned(column)
    digits, separators, counts = _taken_apart(signs, sizes)
    right = given & (digits < 10).all(axis=1) & np.isin(counts, (10, 12))
    organisations = _look_like_organisations(digits, counts)
    normal, sound = _persons(digits, separators, counts, on)
    normal[organisations, :2] = (1, 6)
    sound = np.where(organisations, _sound_organisations(digits, separators), sound)
    right &= sound & (_check_sums(digits) == 0)
    coordinated = normal[:, 6] >= COORDINATION // 10
    kinds = np.where(organisations, ORGANISATION, np.where(coordinated, COORDINATED, PERSONAL))
    found = Numbers(normal + _ZERO, np.where(right, kinds, 0), {})
    _one_by_one(column, np.flatnonzero(given & ~right), found, on)
    return found


def _right_aligned(column: pa.Array) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give which rows have text, their last 13 bytes (zero before the first), and their sizes."""
    buffers = column.buffers()
    ends = np.frombuffer(buffers[1], dtype=np.int32)[column.offset :][: len(column) + 1]
    data = np.frombuffer(buffers[2] or b"", dtype=np.uint8)
    sizes = np.diff(ends)
    places = ends[1:, None] + np.arange(-_LONGEST, 0, dtype=np.int32)
    inside = places >= ends[:-1, None]
    data = data if len(data) else np.zeros(1, dtype=np.uint8)
    signs = data[np.clip(places, 0, len(data) - 1)] * inside
    given = column.is_valid().to_numpy(zero_copy_only=False)
    return given, signs, sizes


def _taken_apart(signs: np.ndarray, sizes: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give twelve digits of each row (zero before the first), its separator or 0, and a count."""
    at = signs[:, -5]
    has = ((at == _PLUS) | (at == _MINUS)) & np.isin(sizes, (11, 13))
    first = np.where(has[:, None], signs[:, :8], signs[:, 1:9])
    counts = sizes - has
    digits = np.concatenate((first, signs[:, 9:]), axis=1)
    digits[counts == 10, :2] = _ZERO
    return digits - np.uint8(_ZERO), np.where(has, at, 0), counts


def _look_like_organisations(digits: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Say which can only be organisation numbers: `organisation_numbers.looks_like_one`."""
    prefix = digits[:, 0] * np.uint8(10) + digits[:, 1]
    short = digits[:, 4] >= _FIRST_OF_ORGANISATIONS
    return np.where(counts == 12, prefix == _ORGANISATIONS, short)


def _sound_organisations(digits: np.ndarray, separators: np.ndarray) -> np.ndarray:
    sound: np.ndarray = (digits[:, 4] >= _FIRST_OF_ORGANISATIONS) & (separators != _PLUS)
    return sound


def _persons(
    digits: np.ndarray, separators: np.ndarray, counts: np.ndarray, on: date
) -> tuple[np.ndarray, np.ndarray]:
    """Give the digits with their century, and which hold a date, a serial and a birth by then."""
    pairs = digits.reshape(len(digits), 6, 2).astype(np.int32)
    century, short, month, day = (pairs[:, pair] @ (10, 1) for pair in range(4))
    year = _years(century * 100 + short, short, month, day, separators, counts, on)
    known = np.isin(century, _CENTURIES) & ((separators != _PLUS) | (year + 100 <= on.year))
    coordinated = day >= COORDINATION
    day = np.where(coordinated, day - COORDINATION, day)
    first = np.where(coordinated, 0, 1)
    last = _DAYS[np.clip(month, 0, 12)] - ((month == 2) & ~_is_leap(year))
    dated = (first <= month) & (month <= 12) & (first <= day) & (day <= last)
    sound = ((counts == 10) | known) & dated & _born(year, month, day, on)
    normal = digits.copy()
    normal[:, 0], normal[:, 1] = year // 1000, year // 100 % 10
    return normal, sound & digits[:, 8:11].any(axis=1)


def _years(
    told: np.ndarray,
    short: np.ndarray,
    month: np.ndarray,
    day: np.ndarray,
    separators: np.ndarray,
    counts: np.ndarray,
    on: date,
) -> np.ndarray:
    """Give the years: as told by twelve digits, else the youngest that ten digits can mean."""
    year = on.year - (on.year - short) % 100
    later = (month > on.month) | ((month == on.month) & (day % COORDINATION > on.day))
    older = (separators == _PLUS) | ((separators == 0) & (year == on.year) & later)
    return np.where(counts == 12, told, year - 100 * older)


def _is_leap(year: np.ndarray) -> np.ndarray:
    leap: np.ndarray = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    return leap


def _born(year: np.ndarray, month: np.ndarray, day: np.ndarray, on: date) -> np.ndarray:
    """Say whose date is not after the day; one that is not full counts as the year's first."""
    whole = (month > 0) & (day > 0)
    told = year * 10_000 + np.where(whole, month * 100 + day, 101)
    last = on + NEIGHBOURING
    return told <= last.year * 10_000 + last.month * 100 + last.day


def _check_sums(digits: np.ndarray) -> np.ndarray:
    """Give what the check digit is wrong by (Luhn, mod 10, over the last ten digits)."""
    products = digits[:, 2:] * _WEIGHTS
    wrong: np.ndarray = (products - np.uint8(9) * (products > 9)).sum(axis=1, dtype=np.uint8) % 10
    return wrong


def _one_by_one(column: pa.Array, rows: np.ndarray, found: Numbers, on: date) -> None:
    """Hand what is not plainly right to the parser: it takes it, or says why not."""
    for row in map(int, rows):
        try:
            normal, kind = matched(column[row].as_py(), on=on)
        except NotAllowed as refusal:
            found.bad[row] = bare(refusal)
        else:
            found.normal[row] = np.frombuffer(normal.encode(), dtype=np.uint8)
            found.kinds[row] = kind


def matched(text: str, *, on: date) -> tuple[str, int]:
    """Read one number that can be matched: its normal form and its kind. NotAllowed if it is not.

    A temporary or a reserve number says nothing outside the care that gave it.
    """
    number = identifiers.parse(text, on=on)
    if isinstance(number, OrganisationNumber):
        return number.normal, ORGANISATION
    if isinstance(number, PersonalNumber):
        if number.kind is Kind.PERSONNUMMER:
            return number.normal, PERSONAL
        if number.kind is Kind.SAMORDNINGSNUMMER:
            return number.normal, COORDINATED
        raise NotAllowed("registers.not_matched", number=number.normal)
    raise NotAllowed("registers.craft_number", kind=number.kind)
