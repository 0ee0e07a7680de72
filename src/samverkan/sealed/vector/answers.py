"""Products by one secret scalar, and sums that check them all before they leave.

Each element has a weight of 30 bits. The weighted sum of what came in, times the scalar, must be
that of what goes out: libsodium multiplies once to see it. Both sums are made from the tables and
points that multiplying has in hand, so they cost little. Encoding the products, into which no
secret goes, comes after.

    answer(out, good, elements, scalar, states, weights, sums, checks, groups)
"""

from __future__ import annotations

from samverkan.sealed.vector import batches, points
from samverkan.sealed.vector.code import Code
from samverkan.sealed.vector.limbs import Field

DIGITS = 8
WEIGHT = 30
"""Bits of a weight, which is 1 to 2^30: with 8 added to each digit it is still below 2^32."""


def room_for_sums(field: Field) -> int:
    """Give the vectors of working memory: a point for each digit of both sums."""
    return 2 * DIGITS * points.POINT * field.count


def functions(field: Field) -> str:
    """Give the text of `weighed`, `summed` and `answer`."""
    return _weighed(field) + _summed(field) + _answer(field)


def _weighed(field: Field) -> str:
    """`weighed(sums, table, digits)`: add each lane's point to the sum of every digit."""
    code = Code(field.lanes)

    def add(digit: str) -> None:
        place = code.part("%sums", digit, points.POINT * field.count)
        code.put(f"call void @stepped(ptr {place}, ptr %table, ptr %digits, i64 {digit})")

    code.each(str(DIGITS), add)
    return code.function("weighed", ("ptr %sums", "ptr %table", "ptr %digits"))


def _summed(field: Field) -> str:
    """`summed(words, sums)`: encode the sum of all digits and lanes."""
    code = Code(field.lanes)
    total = points.room(code, field)
    code.put(f"call void @ended(ptr {total}, ptr %sums, i64 {DIGITS})")
    code.call("folded", total)
    code.call("encoded", "%words", total)
    return code.function("summed", ("ptr %words", "ptr %sums"))


def _answer(field: Field) -> str:
    code = Code(field.lanes)
    point, half, size = points.room(code, field), code.room(4), batches.state_size(field)
    digits, own, product = code.room(4), code.room(1), batches.one(code, field)
    table = code.room(points.ENTRIES * points.ENTRY * field.count)
    given = code.at("%sums", DIGITS * points.POINT * field.count)

    def clear(number: str) -> None:
        points.cleared(code, field, code.part("%sums", number, points.POINT * field.count))

    def group(number: str) -> None:
        code.store(code.add(code.load("%weights", number), code.splat(points.EIGHTS)), own)
        good, element = code.part("%good", number, 1), code.part("%elements", number, 4)
        code.call("decoded", point, good, element)
        code.call("filled", table, point)
        code.call("weighed", "%sums", table, own)
        code.call("walked", point, table, digits)
        code.call("filled", table, point)
        code.call("weighed", given, table, own)
        code.call("gathered", code.part("%states", number, size), product, point)

    code.each(str(2 * DIGITS), clear)
    code.call("halved", half, "%scalar")
    code.call("recoded", digits, half)
    code.each("%groups", group)
    batches.encode_all(code, field, product, "%groups")
    code.call("summed", "%checks", "%sums")
    code.call("summed", code.at("%checks", 4), given)
    names = ("out", "good", "elements", "scalar", "states", "weights", "sums", "checks")
    parameters = (*(f"ptr %{name}" for name in names), "i64 %groups")
    return code.function("answer", parameters, exported=True)
