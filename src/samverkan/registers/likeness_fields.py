"""The fields that are compared by likeness, out of a register's checked columns.

Sealing and linking make them here, so that a register is linked as it would be asked under seal.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from samverkan.registers.columns import Column
from samverkan.sealed.likeness import Coded
from samverkan.sealed.likeness.fields import birth_of
from samverkan.sealed.likeness.normal import NORMAL
from samverkan.sealed.likeness.spelling import folded_of

if TYPE_CHECKING:
    import pyarrow as pa

SOURCES: Mapping[str, Column] = {
    "given": Column.GIVEN_NAME,
    "surname": Column.SURNAME,
    "birth": Column.BIRTH_DATE,
    "street": Column.ADDRESS,
    "house": Column.ADDRESS,
    "place": Column.PLACE,
    "postcode": Column.POSTCODE,
    "email": Column.EMAIL,
    "phone": Column.PHONE,
    "company": Column.COMPANY_NAME,
    "hull": Column.HULL,
    "registration": Column.REGISTRATION,
    "engine": Column.ENGINE,
    "craft": Column.CRAFT_NAME,
    "make": Column.MAKE,
}
"""The column that gives each field; a subject's number may stand in several."""

_REMEMBERED = 100_000


def street_of(address: str) -> str:
    """Give the street of an address: the first part between commas that has a word of its own."""
    parts = [NORMAL["street"](part) for part in address.split(",")]
    own = [part for part in parts if part and not set(part.split()) <= folded_of("streets")]
    return next(iter(own), next(filter(None, parts), ""))


class Normal:
    """Brings texts to the one form of their field, each text once while it is remembered."""

    def __init__(self) -> None:
        forms = {**NORMAL, "street": street_of}
        self._once = {name: lru_cache(_REMEMBERED)(act) for name, act in forms.items()}

    def fields(
        self, batch: pa.RecordBatch, names: Collection[str], numbers: Collection[Column]
    ) -> dict[str, Coded]:
        """Give the fields of these names that a batch has, and `number`, the first one said."""
        raw = {name: coded_of(batch, (SOURCES[name],)) for name in names if name in SOURCES}
        raw["number"] = coded_of(batch, numbers)
        return {
            name: mapped(coded, self._once[name])
            for name, coded in raw.items()
            if coded is not None
        }


@dataclass(slots=True)
class Gathered:
    """Columns while they are read: each different value once, and codes for all rows."""

    places: dict[str, dict[str, int]] = field(default_factory=dict)
    codes: dict[str, list[np.ndarray]] = field(default_factory=dict)

    def take(self, batch: Mapping[str, Coded]) -> None:
        """Put a batch's columns behind those before it. Every batch has the same ones."""
        for name, coded in batch.items():
            known = self.places.setdefault(name, {})
            everywhere = [known.setdefault(value, len(known)) for value in coded.values]
            self.codes.setdefault(name, []).append(np.array(everywhere, np.int32)[coded.codes])

    def columns(self) -> dict[str, Coded]:
        """Give the whole columns; those that say nothing in any row are left out."""
        return {
            name: Coded(np.concatenate(self.codes[name]), tuple(known))
            for name, known in self.places.items()
            if any(known)
        }


def coded_of(batch: pa.RecordBatch, columns: Collection[str]) -> Coded | None:
    """Code the first text that these columns say in each row; None if it has none of them."""
    from pyarrow import compute, string  # noqa: PLC0415  heavy, and `--help` needs none

    had = [batch.column(name).cast(string()) for name in columns if name in batch.schema.names]
    if not had:
        return None
    coded = compute.coalesce(*had, "").dictionary_encode()
    return Coded(coded.indices.to_numpy().astype(np.int32), tuple(coded.dictionary.to_pylist()))


def mapped(coded: Coded, act: Callable[[str], str]) -> Coded:
    """Apply a function to each different value; equal results become one."""
    once = Coded.of([act(value) if value else "" for value in coded.values])
    return Coded(once.codes[coded.codes], once.values)


def born(fields: dict[str, Coded]) -> dict[str, Coded]:
    """Take a person's birth date off the number where no column says it."""
    if "number" not in fields:
        return fields
    read = mapped(fields["number"], birth_of)
    birth = mapped(fields["birth"].filled(read), str) if "birth" in fields else read
    return fields | {"birth": birth}
