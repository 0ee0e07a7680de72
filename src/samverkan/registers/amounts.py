"""Reads amounts as registers write them, in kronor or in öre; they become whole öre."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from samverkan.registers.blocks import bare
from samverkan.rules.refusal import NotAllowed

if TYPE_CHECKING:
    import pyarrow as pa

KRONOR, ORE = "kronor", "öre"
UNITS = (KRONOR, ORE)
_MOST_DIGITS = 16
_SPACES = re.compile(r"[ \u00a0\u202f]")


@dataclass(frozen=True, slots=True)
class Amounts:
    """How a column writes its amounts: its unit and its decimal sign.

    Thousands may be parted by spaces, or by the one of point and comma that is not the sign.
    """

    unit: str = KRONOR
    decimal: str = ","
    pattern: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        thousands = re.escape("." if self.decimal == "," else ",")
        whole = rf"\d{{1,3}}(?:{thousands}\d{{3}})+|\d+"
        form = rf"(?P<sign>[-\u2212]?)(?P<whole>{whole})(?:{re.escape(self.decimal)}(?P<rest>\d+))?"
        object.__setattr__(self, "pattern", re.compile(form + "(?:kr|:-)?", re.ASCII))

    def read(self, text: str) -> int:
        """Give an amount in öre. NotAllowed if it is none, or has parts of an öre."""
        found = self.pattern.fullmatch(_SPACES.sub("", text))
        if found is None or len(text) > 2 * _MOST_DIGITS:
            raise NotAllowed("registers.amount", text=text, unit=self.unit)
        rest, places = (found["rest"] or "").rstrip("0"), 2 if self.unit == KRONOR else 0
        if len(rest) > places:
            raise NotAllowed("registers.part_of_ore", text=text)
        digits = re.sub(r"\D", "", found["whole"]) + rest.ljust(places, "0")
        if len(digits) > _MOST_DIGITS:
            raise NotAllowed("registers.amount", text=text, unit=self.unit)
        return -int(digits) if found["sign"] else int(digits)

    def column(self, column: pa.Array) -> tuple[pa.Array, dict[int, NotAllowed]]:
        """Read a column of trimmed text to int64, null where a row has none; refusals by row."""
        import pyarrow as pa  # noqa: PLC0415  heavy, and `--help` needs none

        values: list[int | None] = []
        bad: dict[int, NotAllowed] = {}
        for row, text in enumerate(column.to_pylist()):
            try:
                values.append(None if text is None else self.read(text))
            except NotAllowed as refusal:
                values.append(None)
                bad[row] = bare(refusal)
        return pa.array(values, pa.int64()), bad
