"""A pack: a holder's list as an asker may keep it, where only an evaluated question finds a row.

`pack_header` describes the file, `pack_rows` what an output says about its row, `pack_order` how
rows lie. A pack can be mapped into memory: a look-up touches a few hundred bytes of it.

A remainder found by chance is a false row: at most 2e-9 of look-ups. Where labels have a check of
C bytes it opens but for 256^-C; where they have none it opens as noise.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from samverkan.sealed.errors import PackDamaged, PackRefused
from samverkan.sealed.pack_checking import MOST_OPENED, check_rows
from samverkan.sealed.pack_header import BLOCK, DIGEST, Head, Header, Layout, read_head
from samverkan.sealed.pack_order import position, positions
from samverkan.sealed.pack_rows import Bytes, RowCipher
from samverkan.sealed.pack_writing import KIND
from samverkan.wire.detached import verify_digest
from samverkan.wire.keys import VerifyKey
from samverkan.wire.seal import SealBroken


class Hits(NamedTuple):
    """What many look-ups found: numbers of the questions, shape (h,), and labels, shape (h, L)."""

    questions: NDArray[np.int64]
    labels: Bytes


@dataclass(frozen=True, slots=True)
class Pack:
    """An opened pack, for one thread at a time. `rows` counts decoys too."""

    head: Head
    layout: Layout = field(repr=False)
    view: memoryview = field(repr=False)
    cipher: RowCipher = field(repr=False)
    _anchors: memoryview = field(repr=False)
    _starts: memoryview = field(repr=False)
    _remainders: memoryview = field(repr=False)
    _buckets: int = field(repr=False)
    _width: int = field(repr=False)

    @classmethod
    def open(cls, data: bytes | memoryview, *, signer: VerifyKey | None = None) -> Pack:
        """Open a file that may be hostile: all of it is checked before anything is looked up.

        Raises PackDamaged with what is wrong. Compare the header with what you expect. `signer` is
        the holder's key from its card; without it the caller knows otherwise who made the pack.
        """
        pack = cls.reopen(data)
        if sha256(pack.view[: pack.layout.digest]).digest() != pack.digest:
            raise PackDamaged("The pack's digest does not match: it was damaged on its way.")
        if signer is not None:
            pack.check_signature(signer)
        check_rows(pack.view, pack.head, pack.layout)
        return pack

    @classmethod
    def reopen(cls, data: bytes | memoryview) -> Pack:
        """Open at once a file that `open` has accepted, and that nobody else could change since.

        Only the head and the length are checked. Compare `digest` with the one you remember.
        """
        view = memoryview(data).toreadonly()
        head = read_head(view)
        layout = Layout.of(head)
        if len(view) != layout.end:
            raise PackDamaged(f"The pack is {len(view)} bytes; its header says {layout.end}.")
        starts = view[layout.starts : layout.starts + 2 * (head.buckets + 1)]
        return cls(
            head,
            layout,
            view,
            RowCipher.of(head.header),
            view[layout.anchors : layout.starts].cast("I"),
            starts.cast("H"),
            view[layout.remainders : layout.labels].cast("I"),
            head.buckets,
            head.header.sealed_length,
        )

    @property
    def header(self) -> Header:
        """Give whose pack it is, for whom, for which epoch, under which key."""
        return self.head.header

    @property
    def rows(self) -> int:
        """Count the rows, decoys too."""
        return self.head.rows

    @property
    def digest(self) -> bytes:
        """Give the SHA-256 that names this pack."""
        return bytes(self.view[self.layout.digest : self.layout.digest + DIGEST])

    @property
    def signature(self) -> bytes:
        """Give the holder's 64 bytes of signature."""
        return bytes(self.view[self.layout.digest + DIGEST :])

    def check_signature(self, key: VerifyKey) -> None:
        """Raise PackDamaged unless the holder of this key signed the pack's digest."""
        try:
            verify_digest(self.signature, self.digest, key, kind=KIND)
        except SealBroken as error:
            raise PackRefused("The pack is not signed by its holder's key.") from error

    def look_up(self, output: bytes) -> tuple[bytes, ...]:
        """Give the labels of a PRF output: one of each row that opens, none if it is not listed.

        Without labels a row that is found gives the empty one.
        """
        found = self.find(self.cipher.place(output))
        if not found:
            return ()
        opened = [self.cipher.open(output, self.sealed(row)) for row in found]
        return tuple(label for label in opened if label is not None)

    def look_up_many(self, outputs: Bytes) -> Hits:
        """Look up n outputs, shape (n, 64), at once."""
        questions, rows = self._found(outputs)
        width = self.header.sealed_length
        labels = self.view[self.layout.labels : self.layout.digest]
        sealed = np.frombuffer(labels, np.uint8).reshape(self.rows, width)[rows]
        opened, right = self.cipher.open_many(outputs[questions], sealed)
        return Hits(questions[right], opened[right])

    def find(self, place: int) -> range:
        """Give the numbers of the rows at a place."""
        bucket, wanted = position(place, self._buckets)
        anchors, starts, remainders = self._anchors, self._starts, self._remainders
        start = anchors[bucket // BLOCK] + starts[bucket]
        stop = anchors[(bucket + 1) // BLOCK] + starts[bucket + 1]
        if not start <= stop <= len(remainders):
            raise PackDamaged("The pack's buckets do not cover its rows in order.")
        first = last = bisect_left(remainders, wanted, start, stop)
        while last < stop and remainders[last] == wanted and last - first < MOST_OPENED:
            last += 1
        return range(first, last)

    def sealed(self, row: int) -> bytes:
        """Give the sealed label of a row."""
        at = self.layout.labels + self._width * row
        return bytes(self.view[at : at + self._width])

    def _found(self, outputs: Bytes) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Give pairs of question and row, by halving all questions' buckets together."""
        at = positions(self.cipher.places(outputs), self.head.buckets)
        bucket, wanted = (at >> np.uint64(32)).astype(np.int64), at.astype(np.uint32)
        low, end = self._begins(bucket), self._begins(bucket + 1)
        remainders = np.frombuffer(self._remainders, np.uint32)
        high = end.copy()
        while (open_ := np.flatnonzero(low < high)).size:
            middle = (low[open_] + high[open_]) // 2
            less = remainders[middle] < wanted[open_]
            low[open_[less]] = middle[less] + 1
            high[open_[~less]] = middle[~less]
        questions = np.arange(len(outputs))
        pairs = []
        for _ in range(MOST_OPENED):
            here = np.flatnonzero(low < end)
            here = here[remainders[low[here]] == wanted[here]]
            if not here.size:
                break
            questions, low, end, wanted = (each[here] for each in (questions, low, end, wanted))
            pairs.append((questions, low))
            low = low + 1
        nothing = np.empty(0, np.int64), np.empty(0, np.int64)
        found = [np.concatenate(part) for part in zip(nothing, *pairs, strict=True)]
        return found[0], found[1]

    def _begins(self, bucket: NDArray[np.int64]) -> NDArray[np.int64]:
        anchors = np.frombuffer(self._anchors, np.uint32)
        starts = np.frombuffer(self._starts, np.uint16)
        begins = anchors[bucket // BLOCK].astype(np.int64) + starts[bucket]
        if (begins > self.rows).any():
            raise PackDamaged("The pack's buckets do not cover its rows in order.")
        return begins
