"""How one column is made of the source's: which cells, joined how, and read as what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from samverkan.registers.columns import Column, Recognised, Source
from samverkan.registers.dates import Dates

if TYPE_CHECKING:
    from samverkan.registers.amounts import Amounts

NULLS = ("", "NA", "N/A", "#N/A", "NULL", "NaN", r"\N")
"""Words that say that there is no value, written exactly so."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A column to read: canonical or named by a mapping. `constant` stands in every row.

    `dates` or `amounts` say that it holds such and how they are written.
    """

    name: str
    sources: tuple[Source, ...]
    constant: str = ""
    nulls: tuple[str, ...] = NULLS
    dates: Dates | None = None
    amounts: Amounts | None = None


def as_recognised(
    found: Recognised, *, on: date, nulls: tuple[str, ...] = NULLS
) -> tuple[Wanted, ...]:
    """Read the columns that were recognised by their names, in the common ways."""
    return tuple(
        Wanted(
            field.column,
            field.sources,
            nulls=nulls,
            dates=Dates(on) if field.column is Column.BIRTH_DATE else None,
        )
        for field in found.fields
    )
