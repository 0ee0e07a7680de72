"""Few products at once, in pairs, with the sum of each pair: enough to check them all.

Eight elements of 32 bytes follow each other, as scalars and products do; the first and the fifth
are a pair, and so on. One decoding and one inversion serve all. The second point of a pair is
written with another Z, so that the two are computed with different numbers, and a rare fault
cannot strike both alike.

    pairs(out, good, elements, scalars)   eight products and four sums; four bytes more are unused
    pair(out, good, elements, scalars)    the same for one pair, four times over: faster
"""

from __future__ import annotations

from collections.abc import Callable

from samverkan.sealed.vector import batches, points, quads
from samverkan.sealed.vector.code import Code
from samverkan.sealed.vector.limbs import Field
from samverkan.sealed.vector.points import D, E, X, Y, Z

_WORDS = 4


def functions(field: Field) -> str:
    """Give the text of `laned`, `rowed`, `together`, `pairs` and `pair`."""
    several, one = _routine(field, "pairs", _multiply), _routine(field, "pair", quads.multiply)
    return "".join((_laned(field), _rowed(field), _together(field), several, one))


def _laned(field: Field) -> str:
    """`laned(out, rows)`: put values of four words that follow each other into lanes."""
    code = Code(field.lanes)
    for lane in range(field.lanes):
        for word in range(_WORDS):
            code.copy("%out", word * field.lanes + lane, "%rows", lane * _WORDS + word)
    return code.function("laned", ("ptr %out", "ptr %rows"))


def _rowed(field: Field) -> str:
    """`rowed(out, lanes)`: the same back."""
    code = Code(field.lanes)
    for lane in range(field.lanes):
        for word in range(_WORDS):
            code.copy("%out", lane * _WORDS + word, "%lanes", word * field.lanes + lane)
    return code.function("rowed", ("ptr %out", "ptr %lanes"))


def _together(field: Field) -> str:
    """`together(point)`: add to the point of every lane that of its pair."""
    code = Code(field.lanes)
    other, entry = points.room(code, field), code.room(points.ENTRY * field.count)
    for at in range(points.POINT * field.count):
        code.store(code.turned(code.load("%point", at), field.lanes // 2), other, at)
    code.call("entry", entry, other)
    code.put(f"call void @added({points.added(code, '%point', '%point', entry)})")
    return code.function("together", ("ptr %point",))


def _routine(field: Field, name: str, multiply: Callable[[Code, Field, str, str], None]) -> str:
    """Decode and multiply; then encode the doubles of products and sums, with one inversion."""
    code = Code(field.lanes)
    point, halves, size = points.room(code, field), code.room(_WORDS), batches.state_size(field)
    states, words, product = code.room(2 * size), code.room(2 * _WORDS), batches.one(code, field)
    code.call("laned", words, "%elements")
    code.call("decoded", point, "%good", words)
    _other_z(code, field, point)
    code.call("laned", words, "%scalars")
    code.call("halved", halves, words)
    multiply(code, field, point, halves)
    code.call("gathered", states, product, point)
    code.call("together", point)
    code.call("gathered", code.at(states, size), product, point)
    batches.encode_all(code, field, product, "2", out=words, states=states)
    code.call("rowed", "%out", words)
    code.call("rowed", code.at("%out", _WORDS), code.at(words, _WORDS))
    parameters = (f"ptr %{name}" for name in ("out", "good", "elements", "scalars"))
    return code.function(name, parameters, exported=True)


def _other_z(code: Code, field: Field, point: str) -> None:
    """Multiply the second points' numbers by one that is not one: the points stay the same."""
    factor = code.room(field.count)
    second = code.bits_of(lane >= field.lanes // 2 for lane in range(field.lanes))
    own = field.pick(code, second, field.constant(code, D), field.constant(code, 1))
    field.stored(code, own, factor)
    for number in (X, Y, Z, E):
        place = points.place(code, field, point, number)
        code.call("mul", place, place, factor)


def _multiply(code: Code, _: Field, point: str, scalars: str) -> None:
    code.call("multiplied", point, scalars)
