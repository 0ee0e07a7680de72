"""Reads dates as registers write them; a date that is known in part stays so: `1949`, `1949-07`.

Without a format: `1949-07-22`, `19490722`, `1949/7/22`, `490722`, `1949-07`, `1949`, and zeros
for what is not known. Whether `07/08/1949` is in July or August nobody can see: a mapping says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from samverkan.registers.blocks import bare
from samverkan.registers.date_patterns import CLOCK, COMMON, EITHER_WAY, pattern
from samverkan.rules.refusal import NotAllowed

if TYPE_CHECKING:
    import pyarrow as pa

FIRST_YEAR = 1800
_MOST_REMEMBERED = 100_000


@dataclass(frozen=True, slots=True)
class Dates:
    """How a column writes its dates: its format, or none to know the common ones by their look.

    Two-digit years mean the youngest year that is not after `on`, or the first one from `century`.
    """

    on: date
    form: str = ""
    century: int = 0
    known: dict[str, str | NotAllowed] = field(default_factory=dict)

    def read(self, text: str) -> str:
        """Give a date as ISO 8601, whole or in part. NotAllowed if it is none."""
        found = self._remembered(text)
        if isinstance(found, NotAllowed):
            raise NotAllowed(found.key, section="", **found.parameters)
        return found

    def column(self, column: pa.Array) -> tuple[pa.Array, dict[int, NotAllowed]]:
        """Read a column of trimmed text, null where a row has none; give refusals by row."""
        import pyarrow as pa  # noqa: PLC0415  heavy, and `--help` needs none
        from pyarrow import compute  # noqa: PLC0415

        coded = column.dictionary_encode()
        found = [self._remembered(text) for text in coded.dictionary.to_pylist()]
        wrong = {place: one for place, one in enumerate(found) if isinstance(one, NotAllowed)}
        texts = pa.array([one if isinstance(one, str) else None for one in found], pa.string())
        read = texts.take(coded.indices)
        if not wrong:
            return read, {}
        bad = compute.is_in(coded.indices, value_set=pa.array(list(wrong), coded.indices.type))
        rows = compute.indices_nonzero(bad).to_pylist()
        return read, {row: wrong[coded.indices[row].as_py()] for row in rows}

    def _remembered(self, text: str) -> str | NotAllowed:
        """Read a date once: a register has few days and many persons."""
        found = self.known.get(text)
        if found is None:
            if len(self.known) >= _MOST_REMEMBERED:
                self.known.clear()
            found = self.known[text] = self._read(text)
        return found

    def _read(self, text: str) -> str | NotAllowed:
        try:
            return self._parts(text)
        except NotAllowed as refusal:
            return bare(refusal)

    def _parts(self, text: str) -> str:
        day = CLOCK.sub("", text)
        found = self._match(day)
        parts = {name: int(part or 0) for name, part in found.groupdict().items()}
        month, number = parts.get("month", 0), parts.get("day", 0)
        year = parts.get("year") or self._year(parts.get("short", 0), month, number)
        return _written(text, year, month, number, self.on)

    def _match(self, text: str) -> re.Match[str]:
        patterns = (pattern(self.form),) if self.form else COMMON
        for one in patterns:
            found = one.fullmatch(text)
            if found:
                return found
        if not self.form and EITHER_WAY.fullmatch(text):
            raise NotAllowed("registers.either_way", text=text)
        raise NotAllowed("registers.no_date", text=text)

    def _year(self, short: int, month: int, day: int) -> int:
        if self.century:
            return self.century + (short - self.century) % 100
        year = self.on.year - (self.on.year - short) % 100
        later = year == self.on.year and (month, day) > (self.on.month, self.on.day)
        return year - 100 if later else year


def _written(text: str, year: int, month: int, day: int, on: date) -> str:
    if year < FIRST_YEAR:
        raise NotAllowed("registers.year", text=text, first=FIRST_YEAR)
    try:
        told = date(year, month or 1, day or 1)
    except ValueError:
        raise NotAllowed("registers.no_such_day", text=text) from None
    if told > on + timedelta(days=1):
        raise NotAllowed("registers.to_come", text=text, on=on)
    if not month:
        return f"{year}"
    return f"{year}-{month:02}-{day:02}" if day else f"{year}-{month:02}"
