"""Numbers modulo 2^255 - 19 as limbs, one number per lane, with a bound kept for each.

A `Number` is limbs in the text under way. Its bound says how many times the width of its limbs
they may have grown to (and a little more: a carry leaves less than one part in 2^11 over). Adding
does not carry; multiplying does, before, where a bound is above what it can take. In memory every
number has the bound 1.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from itertools import accumulate

from samverkan.sealed.vector.code import Code

P = 2**255 - 19


@dataclass(frozen=True, slots=True)
class Number:
    """The limbs of one number per lane, and how far they may have grown."""

    limbs: tuple[str, ...]
    bound: int = 1


class Field(ABC):
    """What all kinds of limbs have in common. `takes` is the largest bound a product allows."""

    widths: tuple[int, ...]
    takes: int
    declarations = ""

    def __init__(self, lanes: int) -> None:
        self.lanes = lanes
        self.count = len(self.widths)
        self.offsets = tuple(accumulate(self.widths, initial=0))[:-1]

    @abstractmethod
    def mul(self, code: Code, left: Number, right: Number) -> Number:
        """Multiply."""

    @abstractmethod
    def square(self, code: Code, value: Number) -> Number:
        """Multiply by itself."""

    def cut(self, number: int) -> list[int]:
        """Give the limbs of a number known beforehand."""
        pairs = zip(self.widths, self.offsets, strict=True)
        return [(number >> offset) & ((1 << width) - 1) for width, offset in pairs]

    def constant(self, code: Code, number: int) -> Number:
        return Number(tuple(code.splat(limb) for limb in self.cut(number % P)))

    def add(self, code: Code, left: Number, right: Number) -> Number:
        limbs = tuple(map(code.add, left.limbs, right.limbs))
        return Number(limbs, left.bound + right.bound)

    def sub(self, code: Code, left: Number, right: Number) -> Number:
        """Subtract, having added as many times p as keep every limb above zero."""
        times = right.bound + 1
        biased = [
            code.add(limb, code.splat(times * self._of_p(place)))
            for place, limb in enumerate(left.limbs)
        ]
        return Number(tuple(map(code.sub, biased, right.limbs)), left.bound + times)

    def pick(self, code: Code, bits: str, yes: Number, no: Number) -> Number:
        limbs = tuple(code.pick(bits, *pair) for pair in zip(yes.limbs, no.limbs, strict=True))
        return Number(limbs, max(yes.bound, no.bound))

    def ready(self, code: Code, value: Number) -> Number:
        """Carry if the bound is above what a product takes."""
        return value if value.bound <= self.takes else self.carried(code, value)

    def stored(self, code: Code, value: Number, pointer: str) -> None:
        """Write it to memory, carried."""
        tidy = value if value.bound == 1 else self.carried(code, value)
        for place, limb in enumerate(tidy.limbs):
            code.store(limb, pointer, place)

    def loaded(self, code: Code, pointer: str) -> Number:
        return Number(tuple(code.load(pointer, place) for place in range(self.count)))

    def carried(self, code: Code, value: Number) -> Number:
        """Let every limb give what it has too much to the next, all at once."""
        high = [code.down(*pair) for pair in zip(value.limbs, self.widths, strict=True)]
        low = [code.low(*pair) for pair in zip(value.limbs, self.widths, strict=True)]
        wrapped = [self.nineteen(code, high[-1]), *high[:-1]]
        return Number(tuple(map(code.add, low, wrapped)))

    def nineteen(self, code: Code, value: str) -> str:
        """Multiply by 19, where 2^255 wraps to."""
        return code.add(code.add(code.up(value, 4), code.up(value, 1)), value)

    def unpacked(self, code: Code, words: list[str]) -> Number:
        """Cut four words of 64 bits into limbs; the highest bit is dropped."""
        return Number(
            tuple(
                code.low(self._bits_at(code, words, offset, width), width)
                for offset, width in zip(self.offsets, self.widths, strict=True)
            )
        )

    def packed(self, code: Code, value: Number) -> list[str]:
        """Give four words of 64 bits of the one number below p."""
        limbs = self._least(code, list(value.limbs))
        words: list[list[str]] = [[] for _ in range(4)]
        for limb, offset, width in zip(limbs, self.offsets, self.widths, strict=True):
            place, shift = divmod(offset, 64)
            words[place].append(code.up(limb, shift))
            if shift + width > 64:
                words[place + 1].append(code.down(limb, 64 - shift))
        return [self._joined(code, parts) for parts in words]

    def _least(self, code: Code, limbs: list[str]) -> list[str]:
        """Reduce fully: carry in order, then add 19 and see whether 2^255 is reached."""
        for _ in range(2):
            limbs = self._in_order(code, limbs, wrap=True)
        over = code.add(limbs[0], code.splat(19))
        for place in range(1, self.count):
            over = code.add(limbs[place], code.down(over, self.widths[place - 1]))
        reached = code.down(over, self.widths[-1])
        first = code.add(limbs[0], self.nineteen(code, reached))
        return self._in_order(code, [first, *limbs[1:]], wrap=False)

    def _in_order(self, code: Code, limbs: list[str], *, wrap: bool) -> list[str]:
        found, over = [], ""
        for limb, width in zip(limbs, self.widths, strict=True):
            full = code.add(limb, over) if over else limb
            found.append(code.low(full, width))
            over = code.down(full, width)
        if wrap:
            found[0] = code.add(found[0], self.nineteen(code, over))
        return found

    def _bits_at(self, code: Code, words: list[str], offset: int, width: int) -> str:
        place, shift = divmod(offset, 64)
        low = code.down(words[place], shift)
        if shift + width <= 64:
            return low
        return code.either(low, code.up(words[place + 1], 64 - shift))

    def _joined(self, code: Code, parts: list[str]) -> str:
        word = parts[0]
        for part in parts[1:]:
            word = code.either(word, part)
        return word

    def _of_p(self, place: int) -> int:
        """Give p's limb, as the largest limb of that width less what p lacks of 2^255."""
        return (1 << self.widths[place]) - (19 if place == 0 else 1)
