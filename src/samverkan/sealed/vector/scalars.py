"""Numbers modulo the order of the group, one after the other, in the processor's own words.

Blinds go through here: nothing depends on a value but values, neither a jump nor an address.

    reduce(out, values, count)               64 bytes in, 32 out
    products(before, total, values, count)   for each value the product of those before it
    unwind(found, rest, values, count)       `before` in `found` becomes each value's inverse
"""

from __future__ import annotations

from samverkan.sealed import sodium
from samverkan.sealed.vector.code import Code

_BITS = 252
_LOW = (1 << _BITS) - 1
_ABOVE = sodium.ORDER - (1 << _BITS)  # what 2^252 weighs, with the sign changed: 125 bits


def functions(lanes: int) -> str:
    """Give the text of the three, which use no lanes."""
    return _reduce(lanes) + _products(lanes) + _unwind(lanes)


def _reduce(lanes: int) -> str:
    code = Code(lanes)

    def one(number: str) -> None:
        value = code.op(f"load i512, ptr {_place(code, '%values', number, 512)}, align 8")
        _keep(code, _reduced(code, value), _place(code, "%out", number))

    code.each("%count", one)
    return code.function("reduce", ("ptr %out", "ptr %values", "i64 %count"), exported=True)


def _products(lanes: int) -> str:
    code = Code(lanes)

    def one(number: str) -> None:
        total, value = _taken(code, "%total"), _taken(code, _place(code, "%values", number))
        _keep(code, total, _place(code, "%before", number))
        _keep(code, _multiplied(code, total, value), "%total")

    code.each("%count", one)
    parameters = ("ptr %before", "ptr %total", "ptr %values", "i64 %count")
    return code.function("products", parameters, exported=True)


def _unwind(lanes: int) -> str:
    code = Code(lanes)

    def one(number: str) -> None:
        last = code.op(f"sub i64 {code.op(f'sub i64 %count, {number}')}, 1")
        place = _place(code, "%found", last)
        rest, before = _taken(code, "%rest"), _taken(code, place)
        value = _taken(code, _place(code, "%values", last))
        _keep(code, _multiplied(code, rest, before), place)
        _keep(code, _multiplied(code, rest, value), "%rest")

    code.each("%count", one)
    parameters = ("ptr %found", "ptr %rest", "ptr %values", "i64 %count")
    return code.function("unwind", parameters, exported=True)


def _multiplied(code: Code, left: str, right: str) -> str:
    return _reduced(code, code.op(f"mul i512 {left}, {right}"))


def _reduced(code: Code, value: str) -> str:
    """Fold what is above 2^252 down three times, then take the order off if it goes.

    A multiple of the order keeps each difference above zero. 512 bits become 387, 262 and 253.
    """
    for shift in (134, 9, 0):
        high = code.op(f"lshr i512 {value}, {_BITS}")
        low = code.op(f"and i512 {value}, {_LOW}")
        raised = code.op(f"add i512 {low}, {sodium.ORDER << shift}")
        value = code.op(f"sub i512 {raised}, {code.op(f'mul i512 {high}, {_ABOVE}')}")
    less = code.op(f"sub i512 {value}, {sodium.ORDER}")
    back = code.op(f"and i512 {code.op(f'ashr i512 {less}, 511')}, {sodium.ORDER}")
    return code.op(f"add i512 {less}, {back}")


def _place(code: Code, pointer: str, number: str, bits: int = 256) -> str:
    return code.op(f"getelementptr i{bits}, ptr {pointer}, i64 {number}")


def _taken(code: Code, pointer: str) -> str:
    return code.op(f"zext i256 {code.op(f'load i256, ptr {pointer}, align 8')} to i512")


def _keep(code: Code, value: str, pointer: str) -> None:
    code.put(f"store i256 {code.op(f'trunc i512 {value} to i256')}, ptr {pointer}, align 8")
