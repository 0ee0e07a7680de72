"""Checks columns of hull numbers, registrations and engine numbers at once.

Arrow finds those that are plainly right; the rest go one by one to the parsers in `rules`, whose
verdict, normal form and sentence stand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from samverkan.registers.blocks import bare
from samverkan.registers.columns import Column
from samverkan.rules.refusal import NotAllowed
from samverkan.rules.subjects import Property, normal

if TYPE_CHECKING:
    import pyarrow as pa

PROPERTIES: Mapping[Column, Property] = {
    Column.HULL: Property.HIN,
    Column.REGISTRATION: Property.REGISTRATION,
    Column.ENGINE: Property.ENGINE_NUMBER,
}
_FORMS: Mapping[Column, str] = {
    # With the country, and no I, O or Q in the serial for the parser to read as digits.
    Column.HULL: "^[A-Z]{2}[A-Z0-9]{3}[A-HJ-NPR-Z0-9]{5}[A-L][0-9]{3}$",
    Column.REGISTRATION: "^[0-9A-ZÅÄÖ]{2,12}$",
    Column.ENGINE: "^[0-9A-Z]{3,25}$",
}


def check(column: pa.Array, name: Column, *, on: date) -> tuple[pa.Array, Mapping[int, NotAllowed]]:
    """Give the normal forms of a column of trimmed text, null if none, and refusals by row."""
    from pyarrow import compute  # noqa: PLC0415  heavy, and `--help` needs none

    capitals = compute.utf8_upper(column)
    marks = r"-" if name is Column.HULL else r"[ \-./]"
    plain = compute.replace_substring_regex(capitals, marks, "")
    right = compute.match_substring_regex(plain, _FORMS[name])
    odd = compute.indices_nonzero(compute.invert(right)).to_pylist()
    if not odd:
        return plain, {}
    return _one_by_one(column, plain, odd, lambda text: normal(PROPERTIES[name], text, on=on))


def _one_by_one(
    column: pa.Array, plain: pa.Array, rows: list[int], read: Callable[[str], str]
) -> tuple[pa.Array, Mapping[int, NotAllowed]]:
    import pyarrow as pa  # noqa: PLC0415

    values, bad = plain.to_pylist(), dict[int, NotAllowed]()
    for row in rows:
        try:
            values[row] = read(column[row].as_py())
        except NotAllowed as refusal:
            values[row], bad[row] = None, bare(refusal)
    return pa.array(values, pa.string()), bad
