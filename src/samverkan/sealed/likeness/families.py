"""Key families: which parts together make a key. Two records that share a key are compared.

`bE+s4` is birth date and the first four letters of the surname; `n4` is the first four letters
of given name and surname, whichever stands first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from tomllib import loads

from samverkan.sealed.likeness.parts import FIELD_OF, UNORDERED, part
from samverkan.sealed.likeness.subjects import Subject

MOST_KEYS = 16
"""Keys of one subject, at most; each is one element of the asker's budget."""

_DOMAIN = b"samverkan/likeness/v1"


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    return loads(files(__package__).joinpath("families.toml").read_text("utf-8"))


POOLS = {kind: tuple(row["families"].split()) for kind, row in _table().items()}
"""Every family that may be chosen, by kind of subject."""

PRIORITY = {kind: tuple(row["tags"].split()) for kind, row in _table().items()}
"""The parts that may get a tag, by kind of subject: the best first."""

WIDENED = {kind: tuple(row["widened"].split()) for kind, row in _table().items()}
"""The parts whose tags get eight bits while there is room, in this order."""


@dataclass(frozen=True, slots=True)
class Key:
    """A derived key: its family, and the bytes that are blinded and sealed."""

    family: str
    value: bytes


def parts_of_family(family: str) -> tuple[str, ...]:
    """Name the parts that a family is made of, unordered ones as the two they stand for."""
    return tuple(one for name in family.split("+") for one in UNORDERED.get(name, (name,)))


def fields_of_family(family: str) -> frozenset[str]:
    """Name the fields that a family needs."""
    return frozenset(FIELD_OF[name] for name in parts_of_family(family))


def key_of(subject: Subject, family: str) -> Key | None:
    """Make the subject's key in a family; None if a part of it is missing."""
    taken = [_taken(subject, name) for name in family.split("+")]
    if not all(taken):
        return None
    value = b"\0".join((_DOMAIN, family.encode(), *(text.encode() for text in taken)))
    return Key(family, value)


def _taken(subject: Subject, name: str) -> str:
    pair = UNORDERED.get(name, (name,))
    found = [part(one, getattr(subject, FIELD_OF[one])) for one in pair]
    return "\x1f".join(sorted(found)) if all(found) else ""
