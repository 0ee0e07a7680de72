"""Elements of ristretto255 and their points: decoding, hashing to, encoding (RFC 9496 4.3).

Each of them needs one root, a power of 252 squarings, which is most of its time.
"""

from __future__ import annotations

from collections.abc import Sequence

from samverkan.sealed.vector.code import Code
from samverkan.sealed.vector.limbs import Field, Number, P
from samverkan.sealed.vector.memory import Memory
from samverkan.sealed.vector.points import POINT, D, E, H, X, Y, Z


def _root(value: int) -> int:
    """Give the even square root modulo p."""
    root = pow(value, (P + 3) // 8, P)
    if (root * root - value) % P:
        root = root * pow(2, (P - 1) // 4, P) % P
    return P - root if root % 2 else root


I = _root(P - 1)  # noqa: E741  its name in RFC 9496
SQRT_AD_MINUS_ONE = P - _root((-D - 1) % P)
INVSQRT_A_MINUS_D = _root(pow(-1 - D, -1, P))


def functions(field: Field) -> str:
    """Give the text of `power`, `root`, `decoded`, `mapped` and `encoded`."""
    makers = (_powered, _rooted, _decoded, _mapped, _encoded)
    return "".join(make(field) for make in makers)


def _powered(field: Field) -> str:
    """`squares(out, value, count)`, and `power`: to (p - 5) / 8 = 2^252 - 3."""
    code = Code(field.lanes)
    starts = field.loaded(code, "%value").limbs

    def once(_: str, now: Sequence[str]) -> list[str]:
        return list(field.square(code, Number(tuple(now))).limbs)

    last = code.repeat("%count", starts, once)
    field.stored(code, Number(tuple(last)), "%out")
    squares = code.function("squares", ("ptr %out", "ptr %value", "i64 %count"))
    return squares + _power(field)


def _power(field: Field) -> str:
    memory = Memory(field)

    def squares(value: str, count: int) -> str:
        made = memory.new()
        memory.code.put(f"call void @squares(ptr {made}, ptr {value}, i64 {count})")
        return made

    one = "%value"
    two = squares(one, 1)
    nine = memory.mul(one, squares(two, 2))
    eleven = memory.mul(two, nine)
    run, length = memory.mul(nine, squares(eleven, 1)), 5  # 2^5 - 1
    ten = memory.mul(squares(run, length), run)
    twenty = memory.mul(squares(ten, 10), ten)
    forty = memory.mul(squares(twenty, 20), twenty)
    fifty = memory.mul(squares(forty, 10), ten)
    hundred = memory.mul(squares(fifty, 50), fifty)
    two_hundred = memory.mul(squares(hundred, 100), hundred)
    long_run = memory.mul(squares(two_hundred, 50), fifty)  # 2^250 - 1
    memory.keep(memory.mul(squares(long_run, 2), one), "%out")
    return memory.code.function("power", ("ptr %out", "ptr %value"))


def _rooted(field: Field) -> str:
    """`root(out, square, u, v)`: a root of u/v, or else of i*u/v, and a mask that says which.

    SQRT_RATIO_M1 of RFC 9496 4.2.
    """
    memory = Memory(field)
    code = memory.code
    cube = memory.mul(memory.square("%v"), "%v")
    seventh = memory.mul(memory.square(cube), "%v")
    power = memory.power(memory.mul("%u", seventh))
    r = memory.mul(memory.mul("%u", cube), power)
    check = memory.mul("%v", memory.square(r))
    correct = memory.zero(memory.sub(check, "%u"))
    flipped = memory.zero(memory.add(check, "%u"))
    with_i = memory.zero(memory.add(check, memory.mul("%u", memory.constant(I))))
    turned = memory.mul(r, memory.constant(I))
    root = memory.absolute(memory.pick(code.either(flipped, with_i), turned, r))
    memory.keep(root, "%out")
    code.store(code.either(correct, flipped), "%square")
    return code.function("root", ("ptr %out", "ptr %square", "ptr %u", "ptr %v"))


def _root_of(memory: Memory, u: str, v: str) -> tuple[str, str]:
    root, square = memory.new(), memory.code.room(1)
    memory.code.call("root", root, square, u, v)
    return root, memory.code.load(square)


def _decoded(field: Field) -> str:
    """`decoded(point, good, words)`: the point, and a mask of encodings other than identity's."""
    memory = Memory(field)
    code = memory.code
    words = [code.load("%words", at) for at in range(4)]
    s = memory.new()
    field.stored(code, field.unpacked(code, words), s)
    differs = "zeroinitializer"
    for word, least in zip(words, memory.words(s), strict=True):
        differs = code.either(differs, code.differ(word, least))
    one, ss = memory.constant(1), memory.square(s)
    u1, u2 = memory.sub(one, ss), memory.add(one, ss)
    u2_squared = memory.square(u2)
    du1 = memory.mul(memory.constant(D), memory.square(u1))
    v = memory.sub(memory.sub(memory.constant(0), du1), u2_squared)
    inverse, square = _root_of(memory, one, memory.mul(v, u2_squared))
    dx = memory.mul(inverse, u2)
    dy = memory.mul(memory.mul(inverse, dx), v)
    x = memory.absolute(memory.mul(memory.add(s, s), dx))
    y = memory.mul(u1, dy)
    bad = code.either(memory.negative(s), memory.negative(memory.mul(x, y)))
    bad = code.either(bad, code.either(memory.zero(y), memory.zero(s)))
    bad = code.either(bad, code.differ(square, code.splat(-1)))
    same = code.mask(code.equal(differs, "zeroinitializer"))
    code.store(code.both(same, code.differ(bad, code.splat(-1))), "%good")
    _point(memory, "%point", {X: x, Y: y, Z: one, E: x, H: y})
    return code.function("decoded", ("ptr %point", "ptr %good", "ptr %words"))


def _mapped(field: Field) -> str:
    """`mapped(point, words)`: Elligator, MAP of RFC 9496 4.3.4, on four words."""
    memory = Memory(field)
    code = memory.code
    t = memory.new()
    field.stored(code, field.unpacked(code, [code.load("%words", at) for at in range(4)]), t)
    one, minus = memory.constant(1), memory.constant(-1)
    r = memory.mul(memory.constant(I), memory.square(t))
    u = memory.mul(memory.add(r, one), memory.constant(1 - D * D))
    rd = memory.mul(r, memory.constant(D))
    v = memory.mul(memory.sub(minus, rd), memory.add(r, memory.constant(D)))
    root, square = _root_of(memory, u, v)
    other = memory.sub(memory.constant(0), memory.absolute(memory.mul(root, t)))
    s = memory.pick(square, root, other)
    c = memory.pick(square, minus, r)
    n = memory.mul(memory.mul(c, memory.sub(r, one)), memory.constant((D - 1) ** 2))
    n = memory.sub(n, v)
    w0, w1 = memory.mul(memory.add(s, s), v), memory.mul(n, memory.constant(SQRT_AD_MINUS_ONE))
    ss = memory.square(s)
    w2, w3 = memory.sub(one, ss), memory.add(one, ss)
    x, y, z = memory.mul(w0, w3), memory.mul(w2, w1), memory.mul(w1, w3)
    _point(memory, "%point", {X: x, Y: y, Z: z, E: w0, H: w2})
    return code.function("mapped", ("ptr %point", "ptr %words"))


def _encoded(field: Field) -> str:
    """`encoded(words, point)`: the one encoding of a point's element (RFC 9496 4.3.2)."""
    memory = Memory(field)
    code = memory.code
    x, y, z, e, h = (memory.of("%point", number) for number in range(POINT))
    t = memory.mul(e, h)
    u1 = memory.mul(memory.add(z, y), memory.sub(z, y))
    u2 = memory.mul(x, y)
    inverse, _ = _root_of(memory, memory.constant(1), memory.mul(u1, memory.square(u2)))
    d1, d2 = memory.mul(u1, inverse), memory.mul(u2, inverse)
    z_inverse = memory.mul(memory.mul(d1, d2), t)
    turned = memory.negative(memory.mul(t, z_inverse))
    i = memory.constant(I)
    other = memory.mul(d1, memory.constant(INVSQRT_A_MINUS_D))
    x, y = memory.pick(turned, memory.mul(y, i), x), memory.pick(turned, memory.mul(x, i), y)
    divided = memory.pick(turned, other, d2)
    negated = memory.sub(memory.constant(0), y)
    y = memory.pick(memory.negative(memory.mul(x, z_inverse)), negated, y)
    s = memory.absolute(memory.mul(divided, memory.sub(z, y)))
    for at, word in enumerate(memory.words(s)):
        code.store(word, "%words", at)
    return code.function("encoded", ("ptr %words", "ptr %point"))


def _point(memory: Memory, pointer: str, numbers: dict[int, str]) -> None:
    for number, value in numbers.items():
        memory.keep(value, memory.of(pointer, number))
