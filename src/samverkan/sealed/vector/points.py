"""Points of the curve in memory, and multiplication with a masked choice from a table.

A point is X, Y, Z, E, H: five numbers, T being E times H, computed where it is needed (Hisil, Wong,
Carter, Dawson 2008, section 4). A table entry is Y+X, Y-X, 2Z, 2dT. The scalar comes as 64 digits
of -8 to 7, plus 8 each; every entry is read for every digit and the right one kept by a mask, so
that neither an address nor a branch depends on it.
"""

from __future__ import annotations

from collections.abc import Sequence

from samverkan.sealed.vector.code import Code
from samverkan.sealed.vector.limbs import Field, Number, P

D = -121665 * pow(121666, -1, P) % P
X, Y, Z, E, H = range(5)
POINT = 5
ENTRY = 4
ENTRIES = 8
DIGITS = 64
EIGHTS = 0x8888888888888888


def functions(field: Field) -> str:
    """Give the text of the functions below, which call each other by these names."""
    makers = (_doubled, _entry, _added, _recoded, _filled, _stepped, _multiplied, _walked)
    return "".join(make(field) for make in makers)


def place(code: Code, field: Field, pointer: str, number: int) -> str:
    """Give the address of one number of a point or an entry."""
    return code.at(pointer, number * field.count)


def _doubled(field: Field) -> str:
    """`doubled(point, count)`: double the point in memory so many times, once at least."""
    code = Code(field.lanes)
    starts = [limb for number in (X, Y, Z) for limb in _read(code, field, "%point", number).limbs]
    size = field.count

    def once(_: str, now: Sequence[str]) -> list[str]:
        x, y, z = (Number(tuple(now[at : at + size])) for at in (0, size, 2 * size))
        e, f, g, h = _halfway(code, field, x, y, z)
        found = [field.mul(code, *pair) for pair in ((e, f), (g, h), (f, g))]
        return [limb for number in (*found, e, h) for limb in number.limbs]

    last = code.repeat("%count", starts, once)
    for number in range(POINT):
        made = Number(tuple(last[number * size : (number + 1) * size]))
        field.stored(code, made, place(code, field, "%point", number))
    return code.function("doubled", ("ptr %point", "i64 %count"))


def _halfway(
    code: Code, field: Field, x: Number, y: Number, z: Number
) -> tuple[Number, Number, Number, Number]:
    """Give E, F, G, H of the double of a point, all with the sign changed."""
    a, b = field.square(code, x), field.square(code, y)
    half_c = field.square(code, z)
    c = field.add(code, half_c, half_c)
    sum_squared = field.square(code, field.add(code, x, y))
    h, g = field.add(code, a, b), field.sub(code, a, b)
    e, f = field.sub(code, h, sum_squared), field.add(code, c, g)
    found = [field.carried(code, each) for each in (e, h)]
    return found[0], field.ready(code, f), field.ready(code, g), found[1]


def _entry(field: Field) -> str:
    """`entry(out, point)`: make a table entry of a point."""
    code = Code(field.lanes)
    x, y, z, e, h = (_read(code, field, "%point", number) for number in range(POINT))
    t = field.mul(code, field.mul(code, e, h), field.constant(code, 2 * D))
    made = (field.add(code, y, x), field.sub(code, y, x), field.add(code, z, z), t)
    for number, value in enumerate(made):
        field.stored(code, value, place(code, field, "%out", number))
    return code.function("entry", ("ptr %out", "ptr %point"))


def _added(field: Field) -> str:
    """`added(out, point, entry, negative)`: add an entry, or subtract it where the mask is set."""
    code = Code(field.lanes)
    x, y, z, e, h = (_read(code, field, "%point", number) for number in range(POINT))
    plus, minus, z2, t2 = (_read(code, field, "%entry", number) for number in range(ENTRY))
    negative = code.chosen("%negative")
    first = field.pick(code, negative, plus, minus)
    second = field.pick(code, negative, minus, plus)
    a = field.mul(code, field.sub(code, y, x), first)
    b = field.mul(code, field.add(code, y, x), second)
    c = field.mul(code, field.mul(code, e, h), t2)
    d = field.mul(code, z, z2)
    lower, upper = (
        field.ready(code, field.sub(code, d, c)),
        field.ready(code, field.add(code, d, c)),
    )
    f, g = field.pick(code, negative, upper, lower), field.pick(code, negative, lower, upper)
    e, h = (field.carried(code, each) for each in (field.sub(code, b, a), field.add(code, b, a)))
    made = (field.mul(code, e, f), field.mul(code, g, h), field.mul(code, f, g), e, h)
    for number, value in enumerate(made):
        field.stored(code, value, place(code, field, "%out", number))
    parameters = ("ptr %out", "ptr %point", "ptr %entry", f"{code.vector} %negative")
    return code.function("added", parameters)


def _recoded(field: Field) -> str:
    """`recoded(out, scalars)`: add 8 to every digit, so that none needs a borrow."""
    code = Code(field.lanes)
    over, eights = "zeroinitializer", code.splat(EIGHTS)
    for at in range(4):
        word = code.load("%scalars", at)
        partly = code.add(word, over)
        full = code.add(partly, eights)
        first = code.both(word, code.differ(partly, code.splat(-1)))
        second = code.both(code.either(partly, eights), code.differ(full, code.splat(-1)))
        second = code.either(second, code.both(partly, eights))
        over = code.down(code.either(first, second), 63)  # the highest bit of what was lost
        code.store(full, "%out", at)
    return code.function("recoded", ("ptr %out", "ptr %scalars"))


def _filled(field: Field) -> str:
    """`filled(table, point)`: make the entries of the point's multiples 1 to 8."""
    code = Code(field.lanes)
    multiple = code.room(POINT * field.count)
    code.call("entry", "%table", "%point")
    last = "%point"
    for number in range(1, ENTRIES):
        code.put(f"call void @added({added(code, multiple, last, '%table')})")
        last = multiple
        code.call("entry", code.at("%table", number * ENTRY * field.count), multiple)
    return code.function("filled", ("ptr %table", "ptr %point"))


def _stepped(field: Field) -> str:
    """`stepped(point, table, scalars, digit)`: add the table's entry for one digit of each lane.

    Digit 63 is the highest; which one it is, is no secret. All entries are read.
    """
    code = Code(field.lanes)
    chosen = code.room(ENTRY * field.count)
    negative, wanted_ = wanted(code)
    neutral = [limb for number in (1, 1, 2, 0) for limb in field.constant(code, number).limbs]
    for at, limb in enumerate(neutral):
        kept = limb
        for number, bits in enumerate(wanted_):
            kept = code.pick(bits, code.load("%table", number * len(neutral) + at), kept)
        code.store(kept, chosen, at)
    code.put(f"call void @added({added(code, '%point', '%point', chosen, negative)})")
    parameters = ("ptr %point", "ptr %table", "ptr %scalars", "i64 %digit")
    return code.function("stepped", parameters)


def wanted(code: Code) -> tuple[str, list[str]]:
    """Give a mask of the lanes whose digit is negative, and a bit for each entry it may want."""
    digit = _digit(code)
    negative = code.two("ashr", digit, code.splat(63))
    size = code.sub(code.differ(digit, negative), negative)
    return negative, [code.equal(size, code.splat(number + 1)) for number in range(ENTRIES)]


def _digit(code: Code) -> str:
    """Give one digit of each lane, as -8 to 7."""
    word = code.load("%scalars", code.op("lshr i64 %digit, 4"))
    shift = code.op(f"shl i64 {code.op('and i64 %digit, 15')}, 2")
    digits = code.low(code.two("lshr", word, code.spread(shift)), 4)
    return code.sub(digits, code.splat(8))


def _multiplied(field: Field) -> str:
    """`multiplied(point, scalars)`: multiply the point of each lane by its scalar."""
    code = Code(field.lanes)
    table, digits = code.room(ENTRIES * ENTRY * field.count), code.room(4)
    code.call("recoded", digits, "%scalars")
    code.call("filled", table, "%point")
    code.call("walked", "%point", table, digits)
    return code.function("multiplied", ("ptr %point", "ptr %scalars"))


def _walked(field: Field) -> str:
    """`walked(point, table, digits)`: give the table's point times the scalar of these digits."""
    code = Code(field.lanes)
    cleared(code, field, "%point")

    def step(digit: int | str) -> None:
        code.put(f"call void @stepped(ptr %point, ptr %table, ptr %digits, i64 {digit})")

    def next_step(number: str) -> None:
        code.put("call void @doubled(ptr %point, i64 4)")
        step(code.op(f"sub i64 {DIGITS - 2}, {number}"))

    step(DIGITS - 1)
    code.each(str(DIGITS - 1), next_step)
    return code.function("walked", ("ptr %point", "ptr %table", "ptr %digits"))


def room(code: Code, field: Field) -> str:
    """Give a place on the stack for a point."""
    return code.room(POINT * field.count)


def cleared(code: Code, field: Field, point: str) -> None:
    """Make the point in memory the neutral one: 0, 1, 1, and T zero."""
    for number, value in enumerate((0, 1, 1, 0, 1)):
        field.stored(code, field.constant(code, value), place(code, field, point, number))


def added(code: Code, out: str, point: str, entry: str, negative: str = "zeroinitializer") -> str:
    """Give the arguments of a call of `added`."""
    return f"ptr {out}, ptr {point}, ptr {entry}, {code.vector} {negative}"


def _read(code: Code, field: Field, pointer: str, number: int) -> Number:
    return field.loaded(code, place(code, field, pointer, number))
