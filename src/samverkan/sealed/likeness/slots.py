"""Which parts of a subject have a tag in its label, and how many bits each: the scheme's slots."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from samverkan.sealed.likeness.families import PRIORITY, WIDENED
from samverkan.sealed.likeness.parts import FIELD_OF

TAGS = 14
"""Bytes of tags in a label."""

_HALVES = 2 * TAGS
_WRITTEN = {"bY": 1799, "bm": 0, "bd": 0}


@dataclass(frozen=True, slots=True)
class Slot:
    """A part that has a tag, and the bits of it: 4 or 8."""

    name: str
    bits: int

    @property
    def spread(self) -> int:
        """Give how many values a tag may have: strangers agree by chance once in so many."""
        return (1 << self.bits) - 1

    def __str__(self) -> str:
        return f"{self.name}:{self.bits}"

    def tag(self, text: str) -> int:
        """Give the tag of a part's text, 0 for ""."""
        if not text:
            return 0
        if self.name in _WRITTEN:
            return 1 + (int(text) - _WRITTEN[self.name] - 1) % self.spread
        hashed = blake2b(
            f"{_domain(self.name)}\0{text}".encode(), digest_size=4, person=b"samverkan tag v1"
        )
        return 1 + int.from_bytes(hashed.digest()) % self.spread


def _domain(name: str) -> str:
    """Name what a part is hashed as: parts that are compared with each other are hashed alike."""
    if name in {"g2", "s2"}:
        return "nameE"
    return "name" + name[1:] if FIELD_OF[name] in {"given", "surname"} else name


def slots_of(kind: str, parts: Iterable[str]) -> tuple[Slot, ...]:
    """Choose the tags of a register that has these parts: all that find room in fourteen bytes."""
    had = frozenset(parts)
    chosen = [name for name in PRIORITY[kind] if name in had][:_HALVES]
    room = _HALVES - len(chosen)
    wide = frozenset([name for name in WIDENED[kind] if name in chosen][:room])
    return tuple(Slot(name, 8 if name in wide else 4) for name in chosen)


def read_slots(kind: str, said: Sequence[str]) -> tuple[Slot, ...]:
    """Read a published list of slots. ValueError if one is unknown or they do not fit."""
    slots = tuple(Slot(name, int(bits)) for name, _, bits in (one.partition(":") for one in said))
    if not all(one.name in PRIORITY[kind] and one.bits in {4, 8} for one in slots):
        raise ValueError("it names a tag that is not known")
    if sum(one.bits for one in slots) > 8 * TAGS or len({s.name for s in slots}) < len(slots):
        raise ValueError("its tags do not fit in a label")
    return slots
