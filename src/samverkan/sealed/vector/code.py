"""Writing LLVM's text: one function at a time, on vectors of 64-bit lanes.

A value is its name in the text. What is vector-wide here is one identifier per lane.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence


class Code:
    """The body of one function under way."""

    def __init__(self, lanes: int) -> None:
        self.lanes = lanes
        self.vector = f"<{lanes} x i64>"
        self.bits = f"<{lanes} x i1>"
        self.lines: list[str] = ["begin:"]
        self._names = 0

    def put(self, text: str) -> None:
        """Write one instruction that gives no value."""
        self.lines.append(text)

    def op(self, text: str) -> str:
        """Write one instruction and give the name of its value."""
        name = self.name()
        self.lines.append(f"{name} = {text}")
        return name

    def name(self) -> str:
        """Give a name nobody has used in this function."""
        self._names += 1
        return f"%v{self._names}"

    def splat(self, number: int) -> str:
        """Give one number in every lane."""
        return f"splat (i64 {number})"

    def lanes_of(self, numbers: Iterable[int]) -> str:
        """Give each lane a number of its own, over and over if there are fewer."""
        own = list(numbers) * self.lanes
        return f"<{', '.join(f'i64 {number}' for number in own[: self.lanes])}>"

    def bits_of(self, bits: Iterable[bool]) -> str:
        """Give each lane a bit that is known beforehand."""
        return f"<{', '.join(f'i1 {int(bit)}' for bit in bits)}>"

    def two(self, operation: str, left: str, right: str) -> str:
        """Write an instruction on two vectors."""
        return self.op(f"{operation} {self.vector} {left}, {right}")

    def add(self, left: str, right: str) -> str:
        return self.two("add", left, right)

    def sub(self, left: str, right: str) -> str:
        return self.two("sub", left, right)

    def both(self, left: str, right: str) -> str:
        return self.two("and", left, right)

    def either(self, left: str, right: str) -> str:
        return self.two("or", left, right)

    def differ(self, left: str, right: str) -> str:
        return self.two("xor", left, right)

    def low(self, value: str, bits: int) -> str:
        """Keep the lowest bits."""
        return self.both(value, self.splat((1 << bits) - 1))

    def up(self, value: str, by: int) -> str:
        """Shift left."""
        return self.two("shl", value, self.splat(by)) if by else value

    def down(self, value: str, by: int) -> str:
        """Shift right, filling with zeros."""
        return self.two("lshr", value, self.splat(by)) if by else value

    def equal(self, left: str, right: str) -> str:
        """Compare lane by lane; a bit for each."""
        return self.op(f"icmp eq {self.vector} {left}, {right}")

    def mask(self, bits: str) -> str:
        """Spread each lane's bit over its 64."""
        return self.op(f"sext {self.bits} {bits} to {self.vector}")

    def chosen(self, mask: str) -> str:
        """Give the bit of each lane of a mask."""
        return self.op(f"icmp ne {self.vector} {mask}, zeroinitializer")

    def spread(self, number: str) -> str:
        """Give a number of the text in every lane."""
        first = self.op(f"insertelement {self.vector} poison, i64 {number}, i64 0")
        zeros = f"<{self.lanes} x i32> zeroinitializer"
        return self.op(f"shufflevector {self.vector} {first}, {self.vector} poison, {zeros}")

    def turned(self, value: str, by: int) -> str:
        """Give every lane the value of the lane so many places on, in a ring."""
        places = ", ".join(f"i32 {(lane + by) % self.lanes}" for lane in range(self.lanes))
        operands = f"{self.vector} {value}, {self.vector} poison, <{self.lanes} x i32> <{places}>"
        return self.op(f"shufflevector {operands}")

    def placed(self, left: str, right: str, places: Sequence[int]) -> str:
        """Fill each four lanes from those of two vectors: 0 to 3 of the left, 4 to 7 the right."""
        own = [
            places[lane % 4] % 4 + lane // 4 * 4 + places[lane % 4] // 4 * self.lanes
            for lane in range(self.lanes)
        ]
        mask = ", ".join(f"i32 {place}" for place in own)
        operands = f"{self.vector} {left}, {self.vector} {right}, <{self.lanes} x i32> <{mask}>"
        return self.op(f"shufflevector {operands}")

    def pick(self, bits: str, yes: str, no: str) -> str:
        """Choose lane by lane without a branch."""
        kind = self.vector
        return self.op(f"select {self.bits} {bits}, {kind} {yes}, {kind} {no}")

    def at(self, pointer: str, index: int | str) -> str:
        """Give the address of a vector so many vectors on."""
        return self.op(f"getelementptr {self.vector}, ptr {pointer}, i64 {index}")

    def part(self, pointer: str, number: str, vectors: int | str) -> str:
        """Give the address of one of many parts, each of so many vectors."""
        return self.at(pointer, self.op(f"mul i64 {number}, {vectors}"))

    def load(self, pointer: str, index: int | str = 0) -> str:
        return self.op(f"load {self.vector}, ptr {self.at(pointer, index)}, align 8")

    def store(self, value: str, pointer: str, index: int | str = 0) -> None:
        self.put(f"store {self.vector} {value}, ptr {self.at(pointer, index)}, align 8")

    def copy(self, to: str, index: int, source: str, where: int) -> None:
        """Copy one word of 64 bits to so many words on, from so many words on."""
        word = self.op(f"load i64, ptr {self._word(source, where)}, align 8")
        self.put(f"store i64 {word}, ptr {self._word(to, index)}, align 8")

    def _word(self, pointer: str, index: int) -> str:
        return self.op(f"getelementptr i64, ptr {pointer}, i64 {index}")

    def room(self, vectors: int) -> str:
        """Give a place on the stack; call it outside loops."""
        return self.op(f"alloca [{vectors} x {self.vector}], align 64")

    def call(self, function: str, *arguments: str) -> None:
        """Call a function of ours with addresses."""
        self.put(f"call void @{function}({', '.join(f'ptr {each}' for each in arguments)})")

    def repeat(
        self,
        count: str,
        starts: Sequence[str],
        body: Callable[[str, Sequence[str]], Sequence[str]],
    ) -> list[str]:
        """Run the body `count` times, once at least, and give the vectors of its last round.

        The body gets the number of the round and the vectors so far, and gives the next ones.
        Vectors after the first `len(starts)` are only given back. `count` is never a secret.
        """
        label = self.name()[1:]
        before = f"b{label}"
        self.put(f"br label %{before}")
        self.put(f"{before}:")
        self.put(f"br label %l{label}")
        self.put(f"l{label}:")
        place = len(self.lines)
        counter, following = f"%c{label}", f"%n{label}"
        now = [self.name() for _ in starts]
        after = list(body(counter, now))
        end = f"e{label}"
        self.put(f"br label %{end}")
        self.put(f"{end}:")
        phis = [f"{counter} = phi i64 [ 0, %{before} ], [ {following}, %{end} ]"] + [
            f"{name} = phi {self.vector} [ {start}, %{before} ], [ {last}, %{end} ]"
            for name, start, last in zip(now, starts, after, strict=False)
        ]
        self.lines[place:place] = phis
        self.put(f"{following} = add i64 {counter}, 1")
        self.put(f"%d{label} = icmp ult i64 {following}, {count}")
        self.put(f"br i1 %d{label}, label %l{label}, label %x{label}")
        self.put(f"x{label}:")
        return after

    def each(self, count: str, act: Callable[[str], None]) -> None:
        """Do something for each number below the count, once at least."""

        def body(number: str, _: Sequence[str]) -> list[str]:
            act(number)
            return []

        self.repeat(count, [], body)

    def function(self, name: str, parameters: Iterable[str], *, exported: bool = False) -> str:
        """Close the body and give the text of the whole function."""
        linkage = "" if exported else "internal "
        body = "\n  ".join([*self.lines, "ret void"])
        return f"define {linkage}void @{name}({', '.join(parameters)}) noinline {{\n  {body}\n}}\n"
