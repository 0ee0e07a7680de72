"""Writes values of other types as text: days as ISO dates, whole numbers without `.0`."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa


def of_value(value: object) -> str | None:
    """Write one value; None if there is none. Bytes are read as UTF-8."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float | Decimal):
        return _of_number(value)
    if isinstance(value, date | time):
        return _of_day(value)
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _of_number(value: float | Decimal) -> str:
    if isinstance(value, Decimal):
        whole = value.is_finite() and value == value.to_integral_value()
        return f"{value:.0f}" if whole else str(value)
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else str(value)


def _of_day(value: date | time) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return value.isoformat()


def of_column(column: pa.Array) -> pa.Array:
    """Write a column as text, at once where Arrow writes it alike and else value by value."""
    import pyarrow as pa  # noqa: PLC0415  heavy, and `--help` needs none
    from pyarrow import types  # noqa: PLC0415

    kind = column.type
    if types.is_dictionary(kind):
        return of_column(column.dictionary_decode())
    if types.is_string(kind):
        return column
    if types.is_large_string(kind) or types.is_string_view(kind):
        return column.cast(pa.string())
    if types.is_integer(kind) or types.is_date32(kind):
        return column.cast(pa.string())
    return pa.array([of_value(value) for value in column.to_pylist()], pa.string())
