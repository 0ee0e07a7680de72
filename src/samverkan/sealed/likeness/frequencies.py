"""How common names are in a register, as the holder publishes it: shares of rows by hash."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from samverkan.sealed.likeness.columns import Columns
from samverkan.sealed.likeness.parts import part
from samverkan.sealed.likeness.slots import Slot

LISTED = 5
"""A value is listed if this many rows have it, or more; the rest are one figure together."""

NAMED = {"given": "gE", "surname": "sE", "company": "cE", "place": "uE", "street": "aE"}
"""Fields that count by how common the value is, and the part whose share is published."""

SWAPPED = {"given": "surname", "surname": "given"}
"""Names that may have changed places: an asked name counts by how common the other one is."""


@dataclass(frozen=True, slots=True)
class Frequencies:
    """How common the values of a field are in a register: hash of 16 bits to share of rows.

    Only values that several rows have are listed; `rare` is the usual share of the others.
    """

    shares: Mapping[int, float]
    rare: float

    def share(self, text: str) -> float:
        """Give the share of rows that have the value (or the usual one of a rare value)."""
        return self.shares.get(hash16(text), self.rare)


def hash16(text: str) -> int:
    """Hash a value to 16 bits, as frequencies are published."""
    return int.from_bytes(blake2b(text.encode(), digest_size=2, person=b"samverkan freq").digest())


def frequencies(columns: Columns, slots: Sequence[Slot]) -> dict[str, Frequencies]:
    """Count how common names are in a register, by field."""
    return {name: _of_field(columns, name, slots) for name in NAMED if name in columns.coded}


def _of_field(columns: Columns, field: str, slots: Sequence[Slot]) -> Frequencies:
    column, counts = columns.coded[field], dict[str, int]()
    rows_of = np.bincount(column.codes, minlength=len(column.values))
    for text, rows in zip(column.values, rows_of, strict=True):
        name = part(NAMED[field], text)
        counts[name] = counts.get(name, 0) + int(rows)
    counts.pop("", None)
    whole, noise = max(1, sum(counts.values())), _noise(field, slots)
    few = [rows for rows in counts.values() if rows < LISTED]
    rare = (sum(rows * rows for rows in few) or 1) / max(1, sum(few)) / whole + noise
    listed = {
        hash16(name): min(1.0, rows / whole + noise)
        for name, rows in counts.items()
        if rows >= LISTED
    }
    return Frequencies(listed, min(1.0, rare))


def _noise(field: str, slots: Sequence[Slot]) -> float:
    """Give the chance that a name's tags all agree though the name differs."""
    letter, noise = NAMED[field][0], 1.0
    for one in slots:
        if one.name in {f"{letter}{take}" for take in "E4L3"}:
            noise /= one.spread
    return noise


def rarities(
    asked: Columns, published: Mapping[str, Frequencies]
) -> dict[str, NDArray[np.float64]]:
    """Give for each asked row how common its names are in the register, by field."""
    found = {}
    for name, taken in NAMED.items():
        if name in asked.coded and name in published:
            column = asked.coded[name]
            once = [published[name].share(part(taken, value)) for value in column.values]
            found[name] = np.array(once, np.float64)[column.codes]
    for name, other in SWAPPED.items():
        if name in asked.coded and other in published:
            column, taken = asked.coded[name], NAMED[name]
            once = [published[other].share(part(taken, value)) for value in column.values]
            found[f"{name}>{other}"] = np.array(once, np.float64)[column.codes]
    return found
