"""Encoding the doubles of many points with one inversion for all, instead of a root for each.

Scalars are halved beforehand, so that the double is the product that was wanted. It is the way of
`double_and_compress_batch` in curve25519-dalek. The state of a group is seven numbers, and a mask
of the lanes whose double is the identity, whose denominator is zero.
"""

from __future__ import annotations

from samverkan.sealed import sodium
from samverkan.sealed.vector.code import Code
from samverkan.sealed.vector.limbs import Field
from samverkan.sealed.vector.memory import Memory
from samverkan.sealed.vector.points import POINT, D
from samverkan.sealed.vector.ristretto import INVSQRT_A_MINUS_D, I

NUMBERS = 7
E, G, H, FI, EG, FH, BEFORE = range(NUMBERS)


def state_size(field: Field) -> int:
    """Give the vectors of working memory for each group."""
    return NUMBERS * field.count + 1


def functions(field: Field) -> str:
    """Give the text of `halved`, `gathered`, `inverted` and `released`."""
    makers = (_halved, _gathered, _inverted, _released)
    return "".join(make(field) for make in makers)


def _halved(field: Field) -> str:
    """`halved(out, scalars)`: halve modulo the order, adding it first where a scalar is odd."""
    code = Code(field.lanes)
    words = [code.load("%scalars", at) for at in range(4)]
    odd = code.sub("zeroinitializer", code.low(words[0], 1))
    total, over = [], "zeroinitializer"
    for at, word in enumerate(words):
        part = code.both(odd, code.splat((sodium.ORDER >> (64 * at)) & (2**64 - 1)))
        partly = code.add(part, over)  # no word of the order is full, so nothing is lost here
        full = code.add(word, partly)
        over = code.op(f"zext {code.bits} {_less(code, full, word)} to {code.vector}")
        total.append(full)
    for at, word in enumerate(total):
        above = code.up(total[at + 1], 63) if at < 3 else "zeroinitializer"
        code.store(code.either(code.down(word, 1), above), "%out", at)
    return code.function("halved", ("ptr %out", "ptr %scalars"))


def _less(code: Code, left: str, right: str) -> str:
    return code.op(f"icmp ult {code.vector} {left}, {right}")


def _gathered(field: Field) -> str:
    """`gathered(state, product, point)`: take one point in; the product becomes that of all."""
    memory = Memory(field)
    code = memory.code
    x, y, z, e, h = (memory.of("%point", number) for number in range(POINT))
    zz = memory.square(z)
    dtt = memory.mul(memory.square(memory.mul(e, h)), memory.constant(D))
    e, f = memory.mul(x, memory.add(y, y)), memory.add(zz, dtt)
    g, h = memory.add(memory.square(y), memory.square(x)), memory.sub(zz, dtt)
    eg, fh = memory.mul(e, g), memory.mul(f, h)
    below = memory.mul(eg, fh)
    none = memory.zero(below)
    code.store(none, "%state", NUMBERS * field.count)
    numbers = {E: e, G: g, H: h, FI: memory.mul(f, memory.constant(I)), EG: eg, FH: fh}
    for number, value in {**numbers, BEFORE: "%product"}.items():
        memory.keep(value, memory.of("%state", number))
    memory.keep(memory.mul("%product", memory.pick(none, memory.constant(1), below)), "%product")
    return code.function("gathered", ("ptr %state", "ptr %product", "ptr %point"))


def _inverted(field: Field) -> str:
    """`inverted(value)`: to the power p - 2 = 8 (p - 5) / 8 + 3."""
    memory = Memory(field)
    eighth = memory.power("%value")
    whole = memory.new()
    memory.code.put(f"call void @squares(ptr {whole}, ptr {eighth}, i64 3)")
    cube = memory.mul(memory.square("%value"), "%value")
    memory.keep(memory.mul(whole, cube), "%value")
    return memory.code.function("inverted", ("ptr %value",))


def _released(field: Field) -> str:
    """`released(words, state, inverse)`: encode one group's doubles, the last gathered first."""
    memory = Memory(field)
    code = memory.code
    e, g, h, fi, eg, fh, before = (memory.of("%state", number) for number in range(NUMBERS))
    none = code.load("%state", NUMBERS * field.count)
    own = memory.mul("%inverse", before)
    below = memory.pick(none, memory.constant(1), memory.mul(eg, fh))
    memory.keep(memory.mul("%inverse", below), "%inverse")
    z_inverse, t_inverse = memory.mul(eg, own), memory.mul(fh, own)
    turned = memory.negative(memory.mul(eg, z_inverse))
    minus_e = memory.sub(memory.constant(0), e)
    e, g, h = (memory.pick(turned, *pair) for pair in ((g, e), (minus_e, g), (fi, h)))
    factor = memory.pick(turned, memory.constant(I), memory.constant(INVSQRT_A_MINUS_D))
    negative = memory.negative(memory.mul(memory.mul(h, e), z_inverse))
    g = memory.pick(negative, memory.sub(memory.constant(0), g), g)
    s = memory.mul(memory.sub(h, g), memory.mul(factor, memory.mul(g, t_inverse)))
    for at, word in enumerate(memory.words(memory.absolute(s))):
        code.store(code.both(word, code.differ(none, code.splat(-1))), "%words", at)
    return code.function("released", ("ptr %words", "ptr %state", "ptr %inverse"))


def one(code: Code, field: Field) -> str:
    """Give a place for the product of all denominators, which begins as one."""
    product = code.room(field.count)
    field.stored(code, field.constant(code, 1), product)
    return product


def encode_all(
    code: Code,
    field: Field,
    product: str,
    count: str,
    *,
    out: str = "%out",
    states: str = "%states",
) -> None:
    """Encode the doubles of so many gathered points, the last first."""
    size = state_size(field)

    def back(number: str) -> None:
        after = code.op(f"sub i64 {count}, {number}")
        place = code.op(f"sub i64 {after}, 1")
        state = code.part(states, place, size)
        code.call("released", code.part(out, place, 4), state, product)

    code.call("inverted", product)
    code.each(count, back)
