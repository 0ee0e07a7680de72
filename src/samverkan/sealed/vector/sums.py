"""A sum of many elements, each times a weight of its own.

Every digit has a sum of its own, to which each element adds the entry of its table: 64 additions
an element. One run of doublings over the digits' sums, and additions of the lanes, end it.
What goes in is public, yet no address depends on it: the choice from the table is the masked one.
"""

from __future__ import annotations

from samverkan.sealed.vector import points
from samverkan.sealed.vector.code import Code
from samverkan.sealed.vector.limbs import Field

PARAMETERS = ("ptr %out", "ptr %good", "ptr %elements", "ptr %scalars", "ptr %sums")


def room_for_sums(field: Field) -> int:
    """Give the vectors of working memory: a point for each digit."""
    return points.DIGITS * points.POINT * field.count


def functions(field: Field) -> str:
    """Give the text of `taken`, `ended`, `folded` and `weigh`."""
    return "".join((_taken(field), _ended(field), _folded(field), _weigh(field)))


def _taken(field: Field) -> str:
    """`taken(sums, good, element, scalar)`: add one group to the sum of every digit."""
    code = Code(field.lanes)
    point, digits = points.room(code, field), code.room(4)
    table = code.room(points.ENTRIES * points.ENTRY * field.count)
    code.call("decoded", point, "%good", "%element")
    code.call("recoded", digits, "%scalar")
    code.call("filled", table, point)

    def add(digit: str) -> None:
        place = code.part("%sums", digit, points.POINT * field.count)
        code.put(f"call void @stepped(ptr {place}, ptr {table}, ptr {digits}, i64 {digit})")

    code.each(str(points.DIGITS), add)
    return code.function("taken", ("ptr %sums", "ptr %good", "ptr %element", "ptr %scalar"))


def _ended(field: Field) -> str:
    """`ended(total, sums, digits)`: add the sums of so many digits up, from the highest."""
    code = Code(field.lanes)
    entry = code.room(points.ENTRY * field.count)
    points.cleared(code, field, "%total")

    def step(number: str) -> None:
        digit = code.op(f"sub i64 {code.op('sub i64 %digits, 1')}, {number}")
        code.put("call void @doubled(ptr %total, i64 4)")
        code.call("entry", entry, code.part("%sums", digit, points.POINT * field.count))
        code.put(f"call void @added({points.added(code, '%total', '%total', entry)})")

    code.each("%digits", step)
    return code.function("ended", ("ptr %total", "ptr %sums", "i64 %digits"))


def _folded(field: Field) -> str:
    """`folded(point)`: add all lanes up, in every lane."""
    code = Code(field.lanes)
    other, entry = points.room(code, field), code.room(points.ENTRY * field.count)
    step = field.lanes // 2
    while step:
        for at in range(points.POINT * field.count):
            code.store(code.turned(code.load("%point", at), step), other, at)
        code.call("entry", entry, other)
        code.put(f"call void @added({points.added(code, '%point', '%point', entry)})")
        step //= 2
    return code.function("folded", ("ptr %point",))


def _weigh(field: Field) -> str:
    code = Code(field.lanes)
    total = points.room(code, field)

    def clear(digit: str) -> None:
        points.cleared(code, field, code.part("%sums", digit, points.POINT * field.count))

    def group(number: str) -> None:
        good = code.part("%good", number, 1)
        element, scalar = (code.part(f"%{name}", number, 4) for name in ("elements", "scalars"))
        code.call("taken", "%sums", good, element, scalar)

    code.each(str(points.DIGITS), clear)
    code.each("%groups", group)
    code.put(f"call void @ended(ptr {total}, ptr %sums, i64 {points.DIGITS})")
    code.call("folded", total)
    code.call("encoded", "%out", total)
    return code.function("weigh", (*PARAMETERS, "i64 %groups"), exported=True)
