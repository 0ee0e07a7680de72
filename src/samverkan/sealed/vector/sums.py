"""A sum of many elements, each times a weight of its own: one sum in each lane.

Straus's way: a table for each element, and one run of doublings for all groups of a chunk. What
goes in is public, yet no address depends on it: the choice from the table is the masked one.
"""

from __future__ import annotations

from samverkan.sealed.vector import points
from samverkan.sealed.vector.code import Code
from samverkan.sealed.vector.limbs import Field

PARAMETERS = ("ptr %out", "ptr %good", "ptr %elements", "ptr %scalars", "ptr %tables")


def table_size(field: Field) -> int:
    """Give the vectors of working memory for each group of a chunk: its digits and its table."""
    return 4 + points.ENTRIES * points.ENTRY * field.count


def functions(field: Field) -> str:
    """Give the text of `prepare`, `run` and `weigh`."""
    return "".join((_prepare(field), _run(field), _weigh(field)))


def _prepare(field: Field) -> str:
    """`prepare(table, good, element, scalar)`: lay out the digits and the table of one group."""
    code = Code(field.lanes)
    point = points.room(code, field)
    code.call("decoded", point, "%good", "%element")
    code.call("recoded", "%table", "%scalar")
    code.call("filled", code.at("%table", 4), point)
    return code.function("prepare", ("ptr %table", "ptr %good", "ptr %element", "ptr %scalar"))


def _run(field: Field) -> str:
    """`run(sum, tables, size)`: add up one chunk, from the highest digit."""
    code = Code(field.lanes)
    points.cleared(code, field, "%sum")

    def step(number: str) -> None:
        digit = code.op(f"sub i64 {points.DIGITS - 1}, {number}")
        code.put("call void @doubled(ptr %sum, i64 4)")

        def add(group: str) -> None:
            digits = code.part("%tables", group, table_size(field))
            table = code.at(digits, 4)
            code.put(f"call void @stepped(ptr %sum, ptr {table}, ptr {digits}, i64 {digit})")

        code.each("%size", add)

    code.each(str(points.DIGITS), step)
    return code.function("run", ("ptr %sum", "ptr %tables", "i64 %size"))


def _weigh(field: Field) -> str:
    """Go through the chunks, `size` groups each, and encode the sum of every lane."""
    code = Code(field.lanes)
    total, part = points.room(code, field), points.room(code, field)
    entry = code.room(points.ENTRY * field.count)
    points.cleared(code, field, total)

    def chunk(number: str) -> None:
        first = code.op(f"mul i64 {number}, %size")
        code.each("%size", lambda group: _prepare_one(code, field, first, group))
        code.put(f"call void @run(ptr {part}, ptr %tables, i64 %size)")
        code.call("entry", entry, part)
        code.put(f"call void @added({points.added(code, total, total, entry)})")

    code.each("%chunks", chunk)
    code.call("encoded", "%out", total)
    return code.function("weigh", (*PARAMETERS, "i64 %chunks", "i64 %size"), exported=True)


def _prepare_one(code: Code, field: Field, first: str, group: str) -> None:
    number = code.op(f"add i64 {first}, {group}")
    code.call(
        "prepare",
        code.part("%tables", group, table_size(field)),
        code.part("%good", number, 1),
        code.part("%elements", number, 4),
        code.part("%scalars", number, 4),
    )
