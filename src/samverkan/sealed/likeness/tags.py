"""Tags: what a label says of the record it stands for, blurred to four or eight bits a part.

A tag is 1 or more by the part's hash, 0 if the part is missing. Given name and surname share a
domain, so that changed places can be seen. Year, month and day are written as they are where the
bits suffice: no hash of 31 days hides one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from samverkan.sealed.errors import TheirFault
from samverkan.sealed.likeness.families import PRIORITY, WIDENED
from samverkan.sealed.likeness.parts import FIELD_OF, part
from samverkan.sealed.likeness.subjects import Subject

TAGS = 14
"""Bytes of tags in a label."""

_HALVES = 2 * TAGS
_WRITTEN = {"bY": 1799, "bm": 0, "bd": 0}

Tags = NDArray[np.uint8]


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


def tags_of(subject: Subject, slots: Sequence[Slot]) -> bytes:
    """Give a subject's fourteen bytes of tags; what is not used is 0."""
    tags = [one.tag(part(one.name, getattr(subject, FIELD_OF[one.name]))) for one in slots]
    return bytes(packed(np.array([tags], np.uint8).reshape(1, -1), slots)[0].tolist())


def packed(tags: Tags, slots: Sequence[Slot]) -> Tags:
    """Pack n rows of tags, one a slot, into fourteen bytes each: whole bytes first, then halves."""
    whole, half = _places(slots)
    found = np.zeros((len(tags), _HALVES), np.uint8)
    if whole:
        found[:, 0 : 2 * len(whole) : 2] = tags[:, whole] >> 4
        found[:, 1 : 2 * len(whole) : 2] = tags[:, whole] & 15
    found[:, 2 * len(whole) : 2 * len(whole) + len(half)] = tags[:, half]
    bytewise: Tags = (found[:, ::2] << 4 | found[:, 1::2]).astype(np.uint8)
    return bytewise


def unpacked(labels: Tags, slots: Sequence[Slot]) -> Tags:
    """Unpack n rows of fourteen bytes into tags, one a slot. TheirFault if they are not such."""
    if labels.ndim != 2 or labels.shape[1] != TAGS:
        raise TheirFault("Tags of likeness have the wrong length.")
    whole, half = _places(slots)
    found = np.stack([labels >> 4, labels & 15], axis=2).reshape(len(labels), _HALVES)
    tags = np.zeros((len(labels), len(slots)), np.uint8)
    tags[:, whole] = found[:, 0 : 2 * len(whole) : 2] << 4 | found[:, 1 : 2 * len(whole) : 2]
    tags[:, half] = found[:, 2 * len(whole) : 2 * len(whole) + len(half)]
    return tags


def _places(slots: Sequence[Slot]) -> tuple[list[int], list[int]]:
    whole = [place for place, one in enumerate(slots) if one.bits == 8]
    return whole, [place for place, one in enumerate(slots) if one.bits == 4]
