"""The logging duty: which operation each act is, and which fields its entry must hold (BDF 3:4).

Reading and disclosure must show date and time and, as far as possible, who, and who received. The
directive (art. 25) adds the justification; the ordinance leaves it out, and we record it anyway.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from tomllib import loads

from samverkan.rules.measures import Words
from samverkan.wire.canonical import Json


class Operation(StrEnum):
    """The operations of BDF 3:4, and acts outside it."""

    COLLECT = "collect"
    ALTER = "alter"
    READ = "read"
    DISCLOSE = "disclose"
    TRANSFER = "transfer"
    COMBINE = "combine"
    ERASE = "erase"
    HOUSE = "house"


class Field(StrEnum):
    """What an entry says of itself."""

    WHEN = "when"
    WHO = "who"
    WHAT = "what"
    RECEIVER = "receiver"
    WHY = "why"


FIELD_WORDS: Mapping[Field, Words] = {
    Field.WHEN: Words("När", "When"),
    Field.WHO: Words("Vem", "Who"),
    Field.WHAT: Words("Vad", "What"),
    Field.RECEIVER: Words("Mottagare", "Receiver"),
    Field.WHY: Words("Grund eller skäl", "Ground or reason"),
}

_FROM: Mapping[Field, tuple[str, ...]] = {
    Field.RECEIVER: ("recipient", "receiver", "to", "holder", "asker", "elements"),
    Field.WHY: ("reason", "purpose", "why", "need", "weighing"),
}
_REQUIRED: Mapping[Operation, frozenset[Field]] = {
    Operation.READ: frozenset({Field.WHEN, Field.WHO, Field.WHAT}),
    Operation.DISCLOSE: frozenset(Field),
}
_ALWAYS = frozenset({Field.WHEN, Field.WHO, Field.WHAT})


@dataclass(frozen=True, slots=True)
class Logged:
    """An operation: its name in both languages and the acts that are it."""

    operation: Operation
    words: Words
    acts: tuple[str, ...]


@cache
def operations() -> Mapping[Operation, Logged]:
    """Give every operation with its acts, in the order of the ordinance."""
    rows = loads(files("samverkan.rules").joinpath("logging.toml").read_text("utf-8"))
    return {
        operation: Logged(operation, Words(row["sv"], row["en"]), tuple(row["acts"]))
        for operation, row in ((key, rows[key]) for key in Operation)
    }


@cache
def operation_of(act: str) -> Operation:
    """Give which operation an act is. KeyError for an act that nobody has placed."""
    for logged in operations().values():
        if act in logged.acts:
            return logged.operation
    raise KeyError(act)


def required(operation: Operation) -> frozenset[Field]:
    """Give the fields that an entry of the operation must hold as far as possible."""
    return _REQUIRED.get(operation, _ALWAYS)


def fields_of(record: Mapping[str, Json]) -> frozenset[Field]:
    """Give the fields that a journal record holds; an erased one holds none that can be read."""
    details = record.get("details")
    said = details if isinstance(details, Mapping) else {}
    held = {
        Field.WHEN: bool(record.get("at")),
        Field.WHO: bool(record.get("by")),
        Field.WHAT: bool(record.get("about")),
        Field.RECEIVER: any(said.get(name) for name in _FROM[Field.RECEIVER]),
        Field.WHY: bool(record.get("ground")) or any(said.get(name) for name in _FROM[Field.WHY]),
    }
    return frozenset(field for field, there in held.items() if there)
