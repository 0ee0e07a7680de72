"""The hashes of RFC 9497 for many inputs at once, on blocks laid out in one go.

An input is followed by an ending that depends on its length only: the rest of the message, and
SHA-512's own padding. So a row of blocks is one concatenation of bytes in Python.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from samverkan.sealed.sodium import SIZE, UNIFORM_SIZE
from samverkan.sealed.vector import digests, lanes
from samverkan.sealed.vector.compiled import Routines, Words

BLOCK = 128
LONGEST = 256
"""Longer inputs are hashed by libsodium's engine: every row is as long as the longest."""


class Hashing:
    """Hashing with one kind of compiled routines."""

    def __init__(self, routines: Routines) -> None:
        self._routines = routines
        start = np.array(digests.START, np.uint64)[None, :, None]
        self._start = np.repeat(start, routines.lanes, axis=2)
        blank = np.zeros((1, 1, digests.WORDS, routines.lanes), np.uint64)
        self._after_zeros = routines.digest(self._start, blank, self._ones(1))

    def uniform(self, inputs: Sequence[bytes], domain: bytes) -> Words:
        """Expand each input to 64 uniform bytes (RFC 9380 5.3.1), as little-endian words."""
        ending = domain + bytes([len(domain)])
        after = UNIFORM_SIZE.to_bytes(2, "big") + b"\0" + ending
        endings = _Endings(0, after, BLOCK, max(map(len, inputs)))
        rows = b"".join([value + endings[len(value)] for value in inputs])
        first = self._digested(self._after_zeros, rows, endings, inputs)
        blocks = np.empty((len(first), 1, digests.WORDS, self._routines.lanes), np.uint64)
        blocks[:, 0, : digests.STATE] = first
        rest = _Endings(UNIFORM_SIZE, b"\1" + ending, 0, 0)[0]
        blocks[:, 0, digests.STATE :] = np.frombuffer(rest, ">u8")[None, :, None]
        return self._routines.digest(self._start, blocks, self._ones(len(first))).byteswap()

    def outputs(self, inputs: Sequence[bytes], elements: bytes) -> bytes:
        """Hash each input with its element to the PRF output (RFC 9497 3.3.1)."""
        after = SIZE.to_bytes(2, "big") + bytes(SIZE) + b"Finalize"
        endings = _Endings(2, after, 0, max(map(len, inputs)))
        pairs = [(len(value), value) for value in inputs]
        rows = bytearray().join([endings.head(n) + value + endings[n] for n, value in pairs])
        places = np.array([4 + n for n, _ in pairs])
        table = np.frombuffer(rows, np.uint8).reshape(len(inputs), -1)
        columns = places[:, None] + np.arange(SIZE)
        np.put_along_axis(table, columns, np.frombuffer(elements, np.uint8).reshape(-1, SIZE), 1)
        return lanes.joined(
            self._digested(self._start, rows, endings, inputs), len(inputs), order=">"
        )

    def _digested(
        self, state: Words, rows: bytes | bytearray, endings: _Endings, inputs: Sequence[bytes]
    ) -> Words:
        words = lanes.spread(rows, endings.most * digests.WORDS, self._routines.lanes, ">")
        blocks = words.reshape(len(words), endings.most, digests.WORDS, self._routines.lanes)
        if endings.most == 1:
            return self._routines.digest(state, blocks, self._ones(len(words)))
        counts = np.zeros((len(words), self._routines.lanes), np.uint64)
        counts.reshape(-1)[: len(inputs)] = [endings.blocks(len(value)) for value in inputs]
        return self._routines.digest(state, blocks, counts)

    def _ones(self, groups: int) -> Words:
        return np.ones((groups, self._routines.lanes), np.uint64)


class _Endings(dict[int, bytes]):
    """What follows an input of each length, up to the end of the longest row."""

    def __init__(self, before: int, after: bytes, hashed: int, longest: int) -> None:
        super().__init__()
        self._before, self._after, self._hashed = before, after, hashed
        self.most = self.blocks(longest)
        self._heads: dict[int, bytes] = {}

    def blocks(self, length: int) -> int:
        """Give the blocks that a message with an input of this length takes."""
        message = self._before + length + len(self._after)
        return -(-(message + 17) // BLOCK)

    def head(self, length: int) -> bytes:
        """Give the length as it stands before an input."""
        if length not in self._heads:
            self._heads[length] = length.to_bytes(2, "big")
        return self._heads[length]

    def __missing__(self, length: int) -> bytes:
        message = self._before + length + len(self._after)
        own = self.blocks(length) * BLOCK
        size = ((self._hashed + message) * 8).to_bytes(16, "big")
        padding = b"\x80" + bytes(own - message - 17) + size
        self[length] = self._after + padding + bytes((self.most * BLOCK) - own)
        return self[length]
