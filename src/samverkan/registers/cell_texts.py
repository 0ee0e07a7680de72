"""Makes one column of text of the cells it comes from: trimmed, composed, joined, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from samverkan.registers.blocks import Block
from samverkan.registers.wanted import Wanted

if TYPE_CHECKING:
    import pyarrow as pa

_FIRST_OF_U0300 = 0xCC  # byte in UTF-8


def text_of(wanted: Wanted, block: Block) -> pa.Array:
    """Give the column's text: trimmed, composed (NFC), joined; null where a row says nothing."""
    import pyarrow as pa  # noqa: PLC0415  heavy, and `--help` needs none

    if wanted.constant:
        return pa.repeat(wanted.constant, len(block.lines))
    cells = [_plain(block.cells[source.place], wanted.nulls) for source in wanted.sources]
    if len(cells) == 1:
        return cells[0]
    if wanted.dates:
        return _date_in_parts(cells)
    return _joined(cells, [source.joined for source in wanted.sources])


def _plain(cells: pa.Array, nulls: Sequence[str]) -> pa.Array:
    import pyarrow as pa  # noqa: PLC0415
    from pyarrow import compute  # noqa: PLC0415

    text = compute.utf8_trim_whitespace(cells)
    if _may_be_taken_apart(text):
        text = compute.utf8_normalize(text, form="NFC")
    nothing = compute.is_in(text, value_set=pa.array(nulls, pa.string()))
    return compute.if_else(nothing, pa.scalar(None, pa.string()), text)


def _may_be_taken_apart(text: pa.Array) -> bool:
    """Say whether there is a sign from U+0300 on: every text before it is composed already."""
    data = np.frombuffer(text.buffers()[2] or b"", dtype=np.uint8)
    return bool(len(data)) and int(data.max()) >= _FIRST_OF_U0300


def _date_in_parts(cells: Sequence[pa.Array]) -> pa.Array:
    """Join year, month and day; 0 stands for the part that is not known."""
    import pyarrow as pa  # noqa: PLC0415
    from pyarrow import compute  # noqa: PLC0415

    parts = [compute.fill_null(column, "0") for column in cells]
    said = compute.is_valid(compute.coalesce(*cells))
    whole = compute.binary_join_element_wise(*parts, "-")
    return compute.if_else(said, whole, pa.scalar(None, pa.string()))


def _joined(cells: Sequence[pa.Array], signs: Sequence[str]) -> pa.Array:
    import pyarrow as pa  # noqa: PLC0415
    from pyarrow import compute  # noqa: PLC0415

    text = cells[0]
    for column, sign in zip(cells[1:], signs[1:], strict=True):
        both = compute.binary_join_element_wise(text, column, sign)
        text = compute.coalesce(both, text, column)
    return compute.if_else(compute.is_valid(text), text, pa.scalar(None, pa.string()))
