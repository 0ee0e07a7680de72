"""A whole register at once: columns of normalised fields, and from them keys and tags as arrays.

A column is coded: its different values once, and for each row the place of its value. So each
value is normalised, cut and hashed once, however many rows have it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from samverkan.sealed.likeness.coded import Coded
from samverkan.sealed.likeness.parts import FIELD_OF, UNORDERED, part
from samverkan.sealed.likeness.slots import Slot
from samverkan.sealed.likeness.subjects import KINDS, Subject, field_names
from samverkan.sealed.likeness.tags import Tags, packed

Keys = NDArray[np.uint64]
_ODD = np.uint64(0x9E3779B97F4A7C15)
_HALF = np.uint64(32)


@dataclass(frozen=True, slots=True)
class Columns:
    """n subjects of one kind, field by field. `secret` keys the hashes that stand for keys."""

    kind: str
    coded: Mapping[str, Coded]
    secret: bytes = b""
    _kept: dict[str, Keys] = field(default_factory=dict, repr=False, compare=False)

    def __len__(self) -> int:
        return len(next(iter(self.coded.values())).codes) if self.coded else 0

    @classmethod
    def of(cls, kind: str, subjects: Sequence[Subject], secret: bytes = b"") -> Columns:
        """Make columns of subjects; a field that none of them has is left out."""
        texts = {name: [getattr(one, name) for one in subjects] for name in field_names(kind)}
        return cls(
            kind, {n: Coded.of(column) for n, column in texts.items() if any(column)}, secret
        )

    def taken(self, rows: NDArray[np.int64]) -> Columns:
        """Give these rows only, in this order."""
        coded = {name: column.taken(rows) for name, column in self.coded.items()}
        return Columns(self.kind, coded, self.secret)

    def subject(self, row: int) -> Subject:
        """Give one row as a subject."""
        texts = {name: column.values[column.codes[row]] for name, column in self.coded.items()}
        return KINDS[self.kind](**texts)

    def hashed(self, name: str) -> Keys:
        """Give each row's hash of a part, 0 where it is missing."""
        if name not in self._kept:
            column = self.coded[FIELD_OF[name]]
            once = np.array([self._hash(name, value) for value in column.values], np.uint64)
            self._kept[name] = once[column.codes]
        return self._kept[name]

    def keys(self, family: str) -> Keys:
        """Give each row's key in a family as 64 bits, 0 where a part is missing.

        Equal keys are equal inputs of `keys_of`, but for a chance of 2^-64 a pair.
        """
        mixed = np.full(len(self), np.uint64(1))
        said = np.ones(len(self), np.bool_)
        for name in family.split("+"):
            for one in self._ordered(name):
                said &= one > 0
                mixed = (mixed ^ one) * _ODD
                mixed ^= mixed >> _HALF
        return np.where(said, np.maximum(mixed, np.uint64(1)), np.uint64(0))

    def tags(self, slots: Sequence[Slot]) -> Tags:
        """Give every row's fourteen bytes of tags, as labels hold them: (n, 14)."""
        return packed(self.each_tag(slots), slots)

    def each_tag(self, slots: Sequence[Slot]) -> Tags:
        """Give every row's tags, one a slot: (n, slots)."""
        found = np.zeros((len(self), len(slots)), np.uint8)
        for place, slot in enumerate(slots):
            if FIELD_OF[slot.name] in self.coded:
                column = self.coded[FIELD_OF[slot.name]]
                once = [slot.tag(part(slot.name, value)) for value in column.values]
                found[:, place] = np.array(once, np.uint8)[column.codes]
        return found

    def forget(self) -> None:
        """Let the hashes kept for keys go; they are made again when asked for."""
        self._kept.clear()

    def _ordered(self, name: str) -> tuple[Keys, ...]:
        if name not in UNORDERED:
            return (self.hashed(name),)
        one, two = (self.hashed(single) for single in UNORDERED[name])
        missing = (one == 0) | (two == 0)
        low = np.where(missing, np.uint64(0), np.minimum(one, two))
        return low, np.maximum(one, two)

    def _hash(self, name: str, value: str) -> int:
        text = part(name, value)
        if not text:
            return 0
        # Parts that may stand for each other (either order) are hashed alike.
        digest = blake2b(f"{name[1:]}\0{text}".encode(), digest_size=8, key=self.secret)
        return int.from_bytes(digest.digest()) or 1
