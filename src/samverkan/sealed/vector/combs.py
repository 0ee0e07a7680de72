"""Multiplying one point by several scalars, with eight tables of it that are made once.

The scalar's 64 digits stand in eight rows of eight, and each row has a table of its own: of the
point times 2^0, 2^32 and so on to 2^224. So 32 doublings do for a scalar instead of 252. Each
choice from a table is the masked one of `points`.
"""

from __future__ import annotations

from samverkan.sealed.vector import points
from samverkan.sealed.vector.code import Code
from samverkan.sealed.vector.limbs import Field

ROWS = 8
_WIDTH = points.DIGITS // ROWS
_BITS = 4 * _WIDTH


def size(field: Field) -> int:
    """Give the vectors of the tables of one group."""
    return ROWS * _table(field)


def functions(field: Field) -> str:
    """Give the text of `combed` and `raised`."""
    return _combed(field) + _raised(field)


def _combed(field: Field) -> str:
    """`combed(tables, point)`: make the tables; the point is used up."""
    code = Code(field.lanes)
    for row in range(ROWS):
        if row:
            code.put(f"call void @doubled(ptr %point, i64 {_BITS})")
        code.call("filled", code.at("%tables", row * _table(field)), "%point")
    return code.function("combed", ("ptr %tables", "ptr %point"))


def _raised(field: Field) -> str:
    """`raised(point, tables, scalars)`: give the point of each lane times its scalar."""
    code = Code(field.lanes)
    digits = code.room(4)
    code.call("recoded", digits, "%scalars")
    points.cleared(code, field, "%point")

    def column(number: str) -> None:
        code.put("call void @doubled(ptr %point, i64 4)")
        last = code.op(f"sub i64 {_WIDTH - 1}, {number}")
        for row in range(ROWS):
            table = code.at("%tables", row * _table(field))
            digit = code.op(f"add i64 {last}, {row * _WIDTH}")
            code.put(f"call void @stepped(ptr %point, ptr {table}, ptr {digits}, i64 {digit})")

    code.each(str(_WIDTH), column)
    return code.function("raised", ("ptr %point", "ptr %tables", "ptr %scalars"))


def _table(field: Field) -> int:
    return points.ENTRIES * points.ENTRY * field.count
