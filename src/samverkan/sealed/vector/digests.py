"""SHA-512 (FIPS 180-4) of one message in each lane, in blocks laid out by the caller."""

from __future__ import annotations

from collections.abc import Sequence
from math import isqrt

from samverkan.sealed.vector.code import Code

WORDS = 16
STATE = 8
ROUNDS = 80
_MASK = (1 << 64) - 1


def _primes(count: int) -> list[int]:
    found: list[int] = []
    number = 2
    while len(found) < count:
        if all(number % prime for prime in found):
            found.append(number)
        number += 1
    return found


def _cube_root(number: int) -> int:
    """Give the whole part of the cube root."""
    root = 1 << -(-number.bit_length() // 3)
    while (better := (2 * root + number // root**2) // 3) < root:
        root = better
    return root


# The first 64 bits of the fractional parts of roots of the first primes (FIPS 180-4, 4.2.3, 5.3.5).
KEYS = tuple(_cube_root(prime << 192) & _MASK for prime in _primes(ROUNDS))
START = tuple(isqrt(prime << 128) & _MASK for prime in _primes(STATE))


def functions(lanes: int) -> str:
    """Give the text of `digested(state, block)`, which takes one block into the state."""
    keys = ", ".join(f"i64 {key}" for key in KEYS)
    table = f"@keys = private constant [{ROUNDS} x i64] [{keys}]\n"
    return table + _declared(lanes) + _digested(lanes)


def _declared(lanes: int) -> str:
    kind = f"<{lanes} x i64>"
    return f"declare {kind} @llvm.fshr.v{lanes}i64({kind}, {kind}, {kind})\n"


def _digested(lanes: int) -> str:
    code = Code(lanes)
    state = [code.load("%state", at) for at in range(STATE)]
    words = [code.load("%block", at) for at in range(WORDS)]

    def sixteen(number: str, now: Sequence[str]) -> list[str]:
        first = code.op(f"shl i64 {number}, 4")
        return _sixteen_rounds(code, first, list(now[:STATE]), list(now[STATE:]))

    last = code.repeat(str(ROUNDS // WORDS), [*state, *words], sixteen)
    for at, pair in enumerate(zip(state, last[:STATE], strict=True)):
        code.store(code.add(*pair), "%state", at)
    return code.function("digested", ("ptr %state", "ptr %block"))


def _sixteen_rounds(code: Code, first: str, state: list[str], words: list[str]) -> list[str]:
    """Do sixteen rounds, and put the words of the next sixteen in the place of these."""
    for at in range(WORDS):
        state = _round(code, state, code.add(words[at], _key(code, first, at)))
        words[at] = _next_word(code, words, at)
    return [*state, *words]


def _round(code: Code, state: list[str], word: str) -> list[str]:
    a, b, c, d, e, f, g, h = state
    choice = code.differ(g, code.both(e, code.differ(f, g)))
    majority = code.either(code.both(a, b), code.both(c, code.either(a, b)))
    one = code.add(code.add(h, word), code.add(_turns(code, e, (14, 18, 41)), choice))
    two = code.add(_turns(code, a, (28, 34, 39)), majority)
    return [code.add(one, two), a, b, c, code.add(d, one), e, f, g]


def _next_word(code: Code, words: list[str], at: int) -> str:
    early, late = words[(at + 1) % WORDS], words[(at + 14) % WORDS]
    low = code.differ(_turns(code, early, (1, 8)), code.down(early, 7))
    high = code.differ(_turns(code, late, (19, 61)), code.down(late, 6))
    return code.add(code.add(words[at], low), code.add(words[(at + 9) % WORDS], high))


def _turns(code: Code, value: str, amounts: tuple[int, ...]) -> str:
    """Turn right by each amount, and take the exclusive or."""
    kind, name = code.vector, f"@llvm.fshr.v{code.lanes}i64"
    found = ""
    for amount in amounts:
        operands = f"{kind} {value}, {kind} {value}, {kind} {code.splat(amount)}"
        turned = code.op(f"call {kind} {name}({operands})")
        found = code.differ(found, turned) if found else turned
    return found


def _key(code: Code, first: str, at: int) -> str:
    place = code.op(f"add i64 {first}, {at}")
    address = code.op(f"getelementptr i64, ptr @keys, i64 {place}")
    key = code.op(f"load i64, ptr {address}, align 8")
    return code.spread(key)
