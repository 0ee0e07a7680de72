"""Points with X, Y, Z and T in four neighbouring lanes: fast for few points, not for many.

One vector multiplication does four of a point's products, so a doubling takes two of them instead
of eight, one after the other. Two points lie side by side in eight lanes. A table entry is Y-X,
Y+X, 2Z, 2dT in the same lanes. The formulas and the masked choice are those of `points`.
"""

from __future__ import annotations

from collections.abc import Sequence

from samverkan.sealed.vector import points
from samverkan.sealed.vector.code import Code
from samverkan.sealed.vector.limbs import Field, Number, P
from samverkan.sealed.vector.points import DIGITS, ENTRIES, D, E, H, X, Y, Z

QUAD = 4
_SWAPPED = (1, 0, 3, 2)


def functions(field: Field) -> str:
    """Give the text of the functions below."""
    makers = (_doubled, _entry, _added, _filled, _stepped, _multiplied)
    return "".join(make(field) for make in makers)


def _doubled(field: Field) -> str:
    """`quad_doubled(point, count)`: double so many times, once at least."""
    code = Code(field.lanes)

    def once(_: str, now: Sequence[str]) -> list[str]:
        return list(_double(code, field, Number(tuple(now))).limbs)

    last = code.repeat("%count", field.loaded(code, "%point").limbs, once)
    field.stored(code, Number(tuple(last)), "%point")
    return code.function("quad_doubled", ("ptr %point", "i64 %count"))


def _double(code: Code, field: Field, point: Number) -> Number:
    """Square X, Y, Z and X+Y; then E, G, F, E times F, H, G, H, their signs as in `points`."""
    sum_last = field.add(
        code,
        _moved(code, point, (0, 1, 2, 0)),
        _only(code, field, _moved(code, point, (1, 1, 1, 1)), 3),
    )
    squares = field.square(code, sum_last)
    swapped = _moved(code, squares, _SWAPPED)
    above, below = field.add(code, squares, swapped), field.sub(code, squares, swapped)
    halfway = _moved(code, above, (0, 4, 4, 0), below)  # H, G, G, H
    rest = _moved(code, squares, (3, 3, 2, 3))
    less = field.sub(code, halfway, rest)
    more = field.add(code, halfway, field.add(code, rest, rest))
    left = _chosen(code, field, (0, 3), less, _chosen(code, field, (2,), more, halfway))
    right = _moved(code, left, (2, 4, 1, 4), halfway)
    return field.mul(code, left, right)


def _entry(field: Field) -> str:
    """`quad_entry(out, point)`: make a table entry of a point."""
    code = Code(field.lanes)
    factors = _constants(code, field, (1, 1, 2, 2 * D))
    made = field.mul(code, _opened(code, field, field.loaded(code, "%point")), factors)
    field.stored(code, made, "%out")
    return code.function("quad_entry", ("ptr %out", "ptr %point"))


def _opened(code: Code, field: Field, point: Number) -> Number:
    """Give Y-X, Y+X, Z, T."""
    swapped = _moved(code, point, _SWAPPED)
    less, more = field.sub(code, swapped, point), field.add(code, swapped, point)
    return _chosen(code, field, (0,), less, _chosen(code, field, (1,), more, point))


def _added(field: Field) -> str:
    """`quad_added(out, point, entry, negative)`: add, or subtract in a mask's lanes."""
    code = Code(field.lanes)
    entry = field.loaded(code, "%entry")
    less = field.sub(code, field.constant(code, 0), entry)
    turned = _chosen(code, field, (3,), less, _moved(code, entry, (1, 0, 2, 3)))
    entry = field.pick(code, code.chosen("%negative"), turned, entry)
    products = field.mul(code, _opened(code, field, field.loaded(code, "%point")), entry)
    swapped = _moved(code, products, _SWAPPED)
    more, less = field.add(code, products, swapped), field.sub(code, swapped, products)
    left = _moved(code, less, (0, 6, 3, 0), more)  # E, G, F, E
    right = _moved(code, less, (3, 4, 6, 4), more)  # F, H, G, H
    field.stored(code, field.mul(code, left, right), "%out")
    parameters = ("ptr %out", "ptr %point", "ptr %entry", f"{code.vector} %negative")
    return code.function("quad_added", parameters)


def _filled(field: Field) -> str:
    """`quad_filled(table, point)`: make the entries of the point's multiples 1 to 8."""
    code = Code(field.lanes)
    multiple = code.room(field.count)
    code.call("quad_entry", "%table", "%point")
    last = "%point"
    for number in range(1, ENTRIES):
        _add(code, multiple, last, "%table")
        last = multiple
        code.call("quad_entry", code.at("%table", number * field.count), multiple)
    return code.function("quad_filled", ("ptr %table", "ptr %point"))


def _stepped(field: Field) -> str:
    """`quad_stepped(point, table, scalars, digit)`: `stepped` of `points`, for these lanes."""
    code = Code(field.lanes)
    chosen = code.room(field.count)
    negative, wanted = points.wanted(code)
    for at, limb in enumerate(_constants(code, field, (1, 1, 2, 0)).limbs):
        kept = limb
        for number, bits in enumerate(wanted):
            kept = code.pick(bits, code.load("%table", number * field.count + at), kept)
        code.store(kept, chosen, at)
    _add(code, "%point", "%point", chosen, negative)
    parameters = ("ptr %point", "ptr %table", "ptr %scalars", "i64 %digit")
    return code.function("quad_stepped", parameters)


def _multiplied(field: Field) -> str:
    """`quad_multiplied(point, scalars)`: multiply each point by its scalar."""
    code = Code(field.lanes)
    table, digits = code.room(ENTRIES * field.count), code.room(4)
    code.call("recoded", digits, "%scalars")
    code.call("quad_filled", table, "%point")
    field.stored(code, _constants(code, field, (0, 1, 1, 0)), "%point")

    def step(digit: int | str) -> None:
        code.put(f"call void @quad_stepped(ptr %point, ptr {table}, ptr {digits}, i64 {digit})")

    def next_step(number: str) -> None:
        code.put("call void @quad_doubled(ptr %point, i64 4)")
        step(code.op(f"sub i64 {DIGITS - 2}, {number}"))

    step(DIGITS - 1)
    code.each(str(DIGITS - 1), next_step)
    return code.function("quad_multiplied", ("ptr %point", "ptr %scalars"))


def multiply(code: Code, field: Field, point: str, scalars: str) -> None:
    """Multiply as `multiplied` of `points` does, where each four lanes have one point and scalar.

    Each lane gives one of the numbers X, Y, Z, T to the quad, and gets all four back.
    """
    quad, t = code.room(field.count), points.place(code, field, point, E)
    code.call("mul", t, t, points.place(code, field, point, H))
    numbers = [field.loaded(code, points.place(code, field, point, at)) for at in (X, Y, Z, E)]
    made = numbers[0]
    for which, number in enumerate(numbers[1:], 1):
        made = _chosen(code, field, (which,), number, made)
    field.stored(code, made, quad)
    code.call("quad_multiplied", quad, scalars)
    made = field.loaded(code, quad)
    for which, at in enumerate((X, Y, Z, E)):
        own = _moved(code, made, (which,) * QUAD)
        field.stored(code, own, points.place(code, field, point, at))
    field.stored(code, field.constant(code, 1), points.place(code, field, point, H))


def _add(code: Code, out: str, point: str, entry: str, negative: str = "zeroinitializer") -> None:
    code.put(f"call void @quad_added({points.added(code, out, point, entry, negative)})")


def _moved(code: Code, value: Number, places: Sequence[int], other: Number | None = None) -> Number:
    """Put these of each four lanes in their place; 4 to 7 are those of the other number."""
    second = value if other is None else other
    limbs = (
        code.placed(one, two, places) for one, two in zip(value.limbs, second.limbs, strict=True)
    )
    return Number(tuple(limbs), max(value.bound, second.bound))


def _chosen(code: Code, field: Field, which: Sequence[int], yes: Number, no: Number) -> Number:
    """Take these of each four lanes from one number, and the rest from the other."""
    bits = code.bits_of(at % QUAD in which for at in range(code.lanes))
    return field.pick(code, bits, yes, no)


def _only(code: Code, field: Field, value: Number, which: int) -> Number:
    return _chosen(code, field, (which,), value, field.constant(code, 0))


def _constants(code: Code, field: Field, numbers: Sequence[int]) -> Number:
    """Give each of four lanes a number of its own."""
    cuts = zip(*(field.cut(number % P) for number in numbers), strict=True)
    return Number(tuple(code.lanes_of(limbs) for limbs in cuts))
