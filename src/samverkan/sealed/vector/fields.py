"""The two kinds of limbs: 51 bits for AVX-512 IFMA, and 25 or 26 bits for every other processor."""

from __future__ import annotations

from samverkan.sealed.vector.code import Code
from samverkan.sealed.vector.limbs import Field, Number


class Ifma(Field):
    """Five limbs of 51 bits. The instructions multiply 52 bits and add the low or the high half.

    A high half weighs 2^52, twice the next limb: it is doubled once all of them are added up.
    Ten products of 52 bits, half of them doubled, times 20: below 2^61, so nothing is lost.
    """

    widths = (51,) * 5
    takes = 1
    declarations = """
declare <8 x i64> @llvm.x86.avx512.vpmadd52l.uq.512(<8 x i64>, <8 x i64>, <8 x i64>)
declare <8 x i64> @llvm.x86.avx512.vpmadd52h.uq.512(<8 x i64>, <8 x i64>, <8 x i64>)
"""

    def mul(self, code: Code, left: Number, right: Number) -> Number:
        a, b = self.ready(code, left).limbs, self.ready(code, right).limbs
        pairs = [(i, j) for i in range(5) for j in range(5)]
        sums = self._halves(code, "h", a, b, pairs, ["zeroinitializer"] * 10, 1)
        sums = self._doubled(code, sums)
        return self._folded(code, self._halves(code, "l", a, b, pairs, sums, 0))

    def square(self, code: Code, value: Number) -> Number:
        """Add the mixed products up once, and double them with what else is doubled."""
        a = self.ready(code, value).limbs
        mixed = [(i, j) for i in range(5) for j in range(i)]
        same = [(i, i) for i in range(5)]
        sums = self._halves(code, "h", a, a, mixed, ["zeroinitializer"] * 10, 1)
        sums = self._doubled(code, sums)
        sums = self._halves(code, "l", a, a, mixed, sums, 0)
        sums = self._halves(code, "h", a, a, same, sums, 1)
        sums = self._doubled(code, sums)
        return self._folded(code, self._halves(code, "l", a, a, same, sums, 0))

    def nineteen(self, code: Code, value: str) -> str:
        return self._madd(code, "l", "zeroinitializer", value, code.splat(19))

    def carried(self, code: Code, value: Number) -> Number:
        """Carry as everywhere, with the multiplication by 19 and its addition in one."""
        high = [code.down(limb, 51) for limb in value.limbs]
        low = [code.low(limb, 51) for limb in value.limbs]
        first = self._madd(code, "l", low[0], high[4], code.splat(19))
        return Number((first, *map(code.add, low[1:], high[:4])))

    def _halves(
        self,
        code: Code,
        half: str,
        a: tuple[str, ...],
        b: tuple[str, ...],
        pairs: list[tuple[int, int]],
        sums: list[str],
        up: int,
    ) -> list[str]:
        found = list(sums)
        for i, j in pairs:
            found[i + j + up] = self._madd(code, half, found[i + j + up], a[i], b[j])
        return found

    def _doubled(self, code: Code, sums: list[str]) -> list[str]:
        return [each if each == "zeroinitializer" else code.add(each, each) for each in sums]

    def _folded(self, code: Code, sums: list[str]) -> Number:
        nineteen = code.splat(19)
        folded = [
            code.add(low, code.two("mul", high, nineteen))
            for low, high in zip(sums[:5], sums[5:], strict=True)
        ]
        return self.carried(code, Number(tuple(folded)))

    def _madd(self, code: Code, half: str, total: str, a: str, b: str) -> str:
        kind = code.vector
        name = f"@llvm.x86.avx512.vpmadd52{half}.uq.512"
        return code.op(f"call {kind} {name}({kind} {total}, {kind} {a}, {kind} {b})")


class Plain(Field):
    """Ten limbs of 26 and 25 bits in turn: any processor multiplies 32 bits to 64.

    Limbs up to three times their width, ten products, times 19 and 2: below 2^63.
    """

    widths = (26, 25) * 5
    takes = 3

    def mul(self, code: Code, left: Number, right: Number) -> Number:
        a, b = self.ready(code, left).limbs, self.ready(code, right).limbs
        doubled = [code.up(limb, 1) if place % 2 else "" for place, limb in enumerate(a)]
        wrapped = ["", *(self.nineteen(code, limb) for limb in b[1:])]
        sums: list[str] = [""] * 10
        for i in range(10):
            for j in range(10):
                other = wrapped[j] if i + j >= 10 else b[j]
                term = self._product(code, doubled[i] if i % 2 and j % 2 else a[i], other)
                sums[(i + j) % 10] = self._plus(code, sums[(i + j) % 10], term)
        return self._chained(code, sums)

    def square(self, code: Code, value: Number) -> Number:
        a = self.ready(code, value).limbs
        wrapped = [self.nineteen(code, limb) if place > 4 else "" for place, limb in enumerate(a)]
        multiples = {1: a, 2: [code.up(limb, 1) for limb in a], 4: [code.up(x, 2) for x in a]}
        sums: list[str] = [""] * 10
        for i in range(10):
            for j in range(i, 10):
                times = (1 if i == j else 2) * (2 if i % 2 and j % 2 else 1)
                other = wrapped[j] if i + j >= 10 else a[j]
                term = self._product(code, multiples[times][i], other)
                sums[(i + j) % 10] = self._plus(code, sums[(i + j) % 10], term)
        return self._chained(code, sums)

    def _chained(self, code: Code, sums: list[str]) -> Number:
        """Carry in two chains side by side, then once around."""
        for place in (0, 4, 1, 5, 2, 6, 3, 7, 4, 8, 9, 0):
            width = self.widths[place]
            high = code.down(sums[place], width)
            sums[place] = code.low(sums[place], width)
            if place == 9:
                high = self.nineteen(code, high)
            sums[(place + 1) % 10] = code.add(sums[(place + 1) % 10], high)
        return Number(tuple(sums))

    def _product(self, code: Code, a: str, b: str) -> str:
        """Multiply the low 32 bits, which is what the instruction does; the masks cost nothing."""
        return code.two("mul", code.low(a, 32), code.low(b, 32))

    def _plus(self, code: Code, total: str, term: str) -> str:
        return code.add(total, term) if total else term
