"""Arithmetic on numbers in memory, one call for each operation, which keeps compiled code short.

It is used where little time goes; what takes the time is written on limbs, in `points`.
"""

from __future__ import annotations

from samverkan.sealed.vector.code import Code
from samverkan.sealed.vector.limbs import Field, P
from samverkan.sealed.vector.points import place


def functions(field: Field) -> str:
    """Give the text of `mul`, `add`, `sub` and `packed`, on addresses."""
    return _arithmetic(field) + _packed(field)


class Memory:
    """Arithmetic on numbers in memory: each act gives the address of a new one."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self.code = Code(field.lanes)
        self._known: dict[int, str] = {}

    def constant(self, number: int) -> str:
        """Give a constant, written once in each function."""
        number %= P
        if number not in self._known:
            made = self.new()
            self.field.stored(self.code, self.field.constant(self.code, number), made)
            self._known[number] = made
        return self._known[number]

    def new(self) -> str:
        return self.code.room(self.field.count)

    def of(self, pointer: str, number: int) -> str:
        """Give one number of a point."""
        return place(self.code, self.field, pointer, number)

    def mul(self, left: str, right: str) -> str:
        return self._made("mul", left, right)

    def square(self, value: str) -> str:
        return self._made("mul", value, value)

    def add(self, left: str, right: str) -> str:
        return self._made("add", left, right)

    def sub(self, left: str, right: str) -> str:
        return self._made("sub", left, right)

    def power(self, value: str) -> str:
        """Raise to (p - 5) / 8."""
        return self._made("power", value)

    def negative(self, value: str) -> str:
        """Give a mask that says whether the least representative is odd."""
        low = self.words(value)[0]
        return self.code.sub("zeroinitializer", self.code.low(low, 1))

    def zero(self, value: str) -> str:
        """Give a mask that says whether it is zero modulo p."""
        one, two, three, four = self.words(value)
        either = self.code.either
        joined = either(either(one, two), either(three, four))
        return self.code.mask(self.code.equal(joined, "zeroinitializer"))

    def words(self, value: str) -> list[str]:
        """Give the least representative as four words."""
        room = self.code.room(4)
        self.code.call("packed", room, value)
        return [self.code.load(room, at) for at in range(4)]

    def pick(self, mask: str, yes: str, no: str) -> str:
        """Choose by a mask."""
        code, field, made = self.code, self.field, self.new()
        chosen = field.pick(
            code, code.chosen(mask), field.loaded(code, yes), field.loaded(code, no)
        )
        field.stored(code, chosen, made)
        return made

    def absolute(self, value: str) -> str:
        """Give the one of x and -x that is even."""
        return self.pick(self.negative(value), self.sub(self.constant(0), value), value)

    def keep(self, value: str, pointer: str) -> None:
        """Copy to where a caller asked for it."""
        self.field.stored(self.code, self.field.loaded(self.code, value), pointer)

    def _made(self, function: str, *arguments: str) -> str:
        made = self.new()
        self.code.call(function, made, *arguments)
        return made


def _arithmetic(field: Field) -> str:
    found = []
    for name in ("mul", "add", "sub"):
        code = Code(field.lanes)
        left, right = field.loaded(code, "%left"), field.loaded(code, "%right")
        made = getattr(field, name)(code, left, right)
        field.stored(code, made, "%out")
        found.append(code.function(name, ("ptr %out", "ptr %left", "ptr %right")))
    return "".join(found)


def _packed(field: Field) -> str:
    code = Code(field.lanes)
    for at, word in enumerate(field.packed(code, field.loaded(code, "%value"))):
        code.store(word, "%out", at)
    return code.function("packed", ("ptr %out", "ptr %value"))
