"""A delta put on its base: looked up as one pack, or written out as the next."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

import numpy as np

from samverkan.sealed.errors import Misuse, PackDamaged
from samverkan.sealed.pack_delta import Delta, check_base
from samverkan.sealed.pack_splicing import spliced
from samverkan.sealed.packs import Pack


@dataclass(frozen=True, slots=True)
class Updated:
    """A pack with a delta on it, looked up as one, without writing the next pack."""

    pack: Pack
    delta: Delta
    _removed: memoryview = field(repr=False)
    _added: memoryview = field(repr=False)

    @classmethod
    def of(cls, pack: Pack, delta: Delta) -> Updated:
        """Put a delta on its base; PackDamaged if it is another pack's."""
        check_base(pack, delta)
        added = np.ascontiguousarray(delta.added.positions)
        return cls(pack, delta, np.ascontiguousarray(delta.removed).data, added.data)

    def look_up(self, output: bytes) -> tuple[bytes, ...]:
        """Give the labels of a PRF output, as the next pack would."""
        cipher, place = self.pack.cipher, self.pack.cipher.place(output)
        sealed = [self.pack.sealed(row) for row in self.pack.find(place) if not self._gone(row)]
        at = place * self.pack.head.buckets >> 32
        first, last = bisect_left(self._added, at), bisect_right(self._added, at)
        sealed += [self.delta.added.sealed[row].tobytes() for row in range(first, last)]
        opened = (cipher.open(output, one) for one in sealed)
        return tuple(label for label in opened if label is not None)

    def _gone(self, row: int) -> bool:
        at = bisect_left(self._removed, row)
        return at < len(self._removed) and self._removed[at] == row


def apply(base: Pack, delta: Delta) -> bytes:
    """Give the next pack, to the byte as its holder wrote it, or raise PackDamaged."""
    check_base(base, delta)
    try:
        made = spliced(base, delta.removed, delta.added)
    except Misuse as error:
        raise PackDamaged(f"The delta leads to no pack: {error}") from error
    if made.digest != delta.said.target:
        raise PackDamaged("The delta does not lead to the pack that it names.")
    return b"".join((*made.pieces, made.digest, delta.said.signature))
