"""Which row of a register gave which sealed keys, so that some rows can change without the rest.

Pairs of two fingerprints: a row's id, and a key of it (input and label). They lie beside the sealed
rows in runs, files of up to `RUN` pairs in order of id:

    8 bytes "SAMVOWNS", uint64 count; then `id_high`, `id_low`, `high` and `low` as uint64 each.

Fingerprints alone: without the epoch's secret neither an id nor a key can be read from them.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from samverkan.registers.atomic import written
from samverkan.sealed.pack_rows import Places

RUN = 2**20

_HEAD = struct.Struct("<8sQ")
_MAGIC = b"SAMVOWNS"


class Owned(NamedTuple):
    """n pairs: halves of the fingerprints of ids and of keys."""

    id_high: Places
    id_low: Places
    high: Places
    low: Places

    @classmethod
    def of(cls, ids: Places, prints: Places) -> Self:
        """Put together n ids and n keys, shape (n, 2) each, in order of id."""
        order = ids[:, 0].argsort()
        columns = (*ids[order].T, *prints[order].T)
        return cls(*(np.ascontiguousarray(column) for column in columns))

    @classmethod
    def joined(cls, parts: Sequence[Owned]) -> Self:
        """Put pairs together, in order of id."""
        nothing = np.empty((0, 2), np.uint64)
        ids = np.concatenate([nothing, *(np.stack(one[:2], axis=1) for one in parts)])
        return cls.of(ids, np.concatenate([nothing, *(one.prints for one in parts)]))

    @property
    def prints(self) -> Places:
        """Give the keys, shape (n, 2)."""
        return np.stack((self.high, self.low), axis=1)

    def at(self, where: NDArray[np.int64] | NDArray[np.bool_]) -> Owned:
        """Give the pairs at these numbers."""
        return Owned(*(column[where] for column in self))

    def of_ids(self, ids: Places) -> Owned:
        """Give the pairs of these different ids, shape (k, 2)."""
        high, low = ids[:, 0], ids[:, 1]
        first = np.searchsorted(self.id_high, high)
        counts = np.searchsorted(self.id_high, high, "right") - first
        whose = np.repeat(np.arange(len(ids)), counts)
        steps = np.arange(len(whose)) - np.repeat(np.cumsum(counts) - counts, counts)
        at = np.repeat(first, counts) + steps
        return self.at(at[self.id_low[at] == low[whose]])

    def write(self, path: Path) -> None:
        """Write them whole or not at all."""
        with written(path) as file:
            file.write(_HEAD.pack(_MAGIC, len(self.high)))
            for column in self:
                file.write(np.ascontiguousarray(column).data)

    @classmethod
    def read(cls, path: Path) -> Self:
        """Map a file into memory. OSError if it is none that `write` wrote."""
        size = path.stat().st_size
        with path.open("rb") as file:
            magic, count = _HEAD.unpack(file.read(_HEAD.size).ljust(_HEAD.size, b"\0"))
        if magic != _MAGIC or size != _HEAD.size + 32 * count:
            raise OSError(f"{path} holds no owners of sealed rows.")
        columns = np.memmap(path, "<u8", "r", _HEAD.size).reshape(4, count) if count else ()
        return cls(*map(np.asarray, columns)) if count else cls.joined([])


@dataclass(slots=True)
class Owners:
    """The owners of one sealing, gathered while the whole register goes by."""

    folder: Path
    waiting: list[Owned] = field(default_factory=list)
    count: int = 0
    runs: int = 0

    def add(self, ids: Places, prints: Places) -> None:
        """Take the next rows' ids and keys, shape (n, 2) each."""
        self.waiting.append(Owned.of(ids, prints))
        self.count += len(ids)
        if self.count >= RUN:
            self.end()

    def end(self) -> None:
        """Write what waits."""
        if self.waiting:
            self.runs += 1
            Owned.joined(self.waiting).write(self.folder / f"owners-{self.runs:06}.run")
        self.waiting, self.count = [], 0


def runs_in(folder: Path) -> list[Path]:
    """Give the files of a folder's runs."""
    return sorted(folder.glob("owners-*.run"))
