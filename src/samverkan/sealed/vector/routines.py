"""What is called from outside: each routine works through groups, one identifier per lane.

Words come as vectors: word w of a group's lanes lie side by side. `stride` is how many vectors of
scalars belong to a group: 4, or 0 where all groups share one.

    seal(out, uniform, scalars, states, stride, groups)           8 words in, 4 out
    blind(out, uniform, scalars, states, holders, groups)         8 words in, 4 for each holder
    evaluate(out, good, elements, scalars, states, stride, groups)  4 words in, 4 out and a mask
    weigh(out, good, elements, scalars, sums, groups)  4 words in, one sum in every lane
    answer(out, good, elements, scalar, states, weights, sums, checks, groups): see `answers`
    digest(state, blocks, counts, most, groups)          8 words of state in place, 16 a block
"""

from __future__ import annotations

from collections.abc import Callable

from samverkan.sealed.vector import (
    answers,
    batches,
    combs,
    digests,
    memory,
    pairs,
    points,
    quads,
    ristretto,
    scalars,
    sums,
)
from samverkan.sealed.vector.code import Code
from samverkan.sealed.vector.limbs import Field


def module(field: Field, *, singles: bool) -> str:
    """Give the whole text for one kind of limbs, with what single elements take or without."""
    parts = (
        field.declarations,
        points.functions(field),
        memory.functions(field),
        ristretto.functions(field),
        batches.functions(field),
        digests.functions(field.lanes),
        combs.functions(field),
        _hashed(field),
        _seal(field),
        _blind(field),
        _evaluate(field),
        sums.functions(field),
        answers.functions(field),
        *((quads.functions(field), pairs.functions(field)) if singles else ()),
        _digest(field.lanes),
        scalars.functions(field.lanes),
    )
    return "\n".join(parts)


def _hashed(field: Field) -> str:
    """`hashed(point, uniform)`: the point that 8 uniform words stand for (RFC 9496 4.3.4)."""
    code = Code(field.lanes)
    other, entry = points.room(code, field), code.room(points.ENTRY * field.count)
    code.call("mapped", "%point", "%uniform")
    code.call("mapped", other, code.at("%uniform", 4))
    code.call("entry", entry, other)
    code.put(f"call void @added({points.added(code, '%point', '%point', entry)})")
    return code.function("hashed", ("ptr %point", "ptr %uniform"))


def _seal(field: Field) -> str:
    code = Code(field.lanes)

    def take(number: str, point: str) -> None:
        code.call("hashed", point, code.part("%uniform", number, 8))

    _multiply_all(code, field, take)
    return code.function("seal", _parameters("out", "uniform"), exported=True)


def _blind(field: Field) -> str:
    """Hash each group's inputs once, and multiply them by a scalar for each holder."""
    code = Code(field.lanes)
    point, half, size = points.room(code, field), code.room(4), batches.state_size(field)
    product, tables = batches.one(code, field), code.room(combs.size(field))

    def group(number: str) -> None:
        code.call("hashed", point, code.part("%uniform", number, 8))
        code.call("combed", tables, point)
        first = code.op(f"mul i64 {number}, %holders")

        def holder(at: str) -> None:
            place = code.op(f"add i64 {first}, {at}")
            code.call("halved", half, code.part("%scalars", place, 4))
            code.call("raised", point, tables, half)
            code.call("gathered", code.part("%states", place, size), product, point)

        code.each("%holders", holder)

    code.each("%groups", group)
    batches.encode_all(code, field, product, code.op("mul i64 %groups, %holders"))
    names = ("out", "uniform", "scalars", "states")
    parameters = (*(f"ptr %{name}" for name in names), "i64 %holders", "i64 %groups")
    return code.function("blind", parameters, exported=True)


def _evaluate(field: Field) -> str:
    code = Code(field.lanes)

    def take(number: str, point: str) -> None:
        good = code.part("%good", number, 1)
        code.call("decoded", point, good, code.part("%elements", number, 4))

    _multiply_all(code, field, take)
    return code.function("evaluate", _parameters("out", "good", "elements"), exported=True)


def _parameters(*own: str) -> tuple[str, ...]:
    pointers = (f"ptr %{name}" for name in (*own, "scalars", "states"))
    return (*pointers, "i64 %stride", "i64 %groups")


def _multiply_all(code: Code, field: Field, take: Callable[[str, str], None]) -> None:
    """Take each group's points in, multiply them by half their scalars, and encode the doubles."""
    point, half, size = points.room(code, field), code.room(4), batches.state_size(field)
    product = batches.one(code, field)

    def forth(number: str) -> None:
        take(number, point)
        code.call("halved", half, code.part("%scalars", number, "%stride"))
        code.call("multiplied", point, half)
        code.call("gathered", code.part("%states", number, size), product, point)

    code.each("%groups", forth)
    batches.encode_all(code, field, product, "%groups")


def _digest(lanes: int) -> str:
    code = Code(lanes)
    kept = code.room(digests.STATE)

    def group(number: str) -> None:
        state = code.part("%state", number, digests.STATE)
        counts = code.load("%counts", number)
        first = code.op(f"mul i64 {number}, %most")
        blocks = code.part("%blocks", first, digests.WORDS)

        def block(at: str) -> None:
            _one_block(code, kept, state, code.part(blocks, at, digests.WORDS), counts, at)

        code.each("%most", block)

    code.each("%groups", group)
    parameters = ("ptr %state", "ptr %blocks", "ptr %counts", "i64 %most", "i64 %groups")
    return code.function("digest", parameters, exported=True)


def _one_block(code: Code, kept: str, state: str, block: str, counts: str, at: str) -> None:
    """Take one block in, in the lanes that have so many."""
    before = [code.load(state, word) for word in range(digests.STATE)]
    for word, value in enumerate(before):
        code.store(value, kept, word)
    code.call("digested", kept, block)
    more = code.op(f"icmp ugt {code.vector} {counts}, {code.spread(at)}")
    for word, value in enumerate(before):
        code.store(code.pick(more, code.load(kept, word), value), state, word)
