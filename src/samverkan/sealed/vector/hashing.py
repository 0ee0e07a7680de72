"""The hashes of RFC 9497 for many inputs at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from samverkan.sealed.sodium import SIZE, UNIFORM_SIZE
from samverkan.sealed.vector import digests, lanes
from samverkan.sealed.vector.compiled import Routines, Words
from samverkan.sealed.vector.rows import BLOCK, Rows

LONGEST = 256
"""Longer inputs are hashed by libsodium's engine: every row is as long as the longest."""


LONGEST_DOMAIN = 45
"""The same, where the second digest of an expansion would need two blocks."""


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
        rows = Rows(inputs, after=after, hashed=BLOCK)
        first = self._digested(self._after_zeros, rows, rows.joined())
        blocks = np.empty((len(first), 1, digests.WORDS, self._routines.lanes), np.uint64)
        blocks[:, 0, : digests.STATE] = first
        rest = Rows([bytes(UNIFORM_SIZE)], after=b"\1" + ending).joined()[UNIFORM_SIZE:]
        blocks[:, 0, digests.STATE :] = np.frombuffer(rest, ">u8")[None, :, None]
        return self._routines.digest(self._start, blocks, self._ones(len(first))).byteswap()

    def outputs(self, inputs: Sequence[bytes], elements: bytes) -> bytes:
        """Hash each input with its element to the PRF output (RFC 9497 3.3.1)."""
        after = SIZE.to_bytes(2, "big") + bytes(SIZE) + b"Finalize"
        rows = Rows(inputs, after=after, headed=True)
        laid = bytearray(rows.joined())
        places = np.array(rows.lengths)[:, None] + 4 + np.arange(SIZE)
        table = np.frombuffer(laid, np.uint8).reshape(len(inputs), -1)
        values = np.frombuffer(elements, np.uint8).reshape(-1, SIZE)
        if rows.alike:
            table[:, places[0]] = values
        else:
            np.put_along_axis(table, places, values, 1)
        return lanes.joined(self._digested(self._start, rows, laid), len(inputs), order=">")

    def _digested(self, state: Words, rows: Rows, laid: bytes | bytearray) -> Words:
        words = lanes.spread(laid, rows.most * digests.WORDS, self._routines.lanes, ">")
        blocks = words.reshape(len(words), rows.most, digests.WORDS, self._routines.lanes)
        counts = np.zeros((len(words), self._routines.lanes), np.uint64)
        own = rows.most if rows.alike else [rows.blocks(length) for length in rows.lengths]
        counts.reshape(-1)[: len(rows.lengths)] = own
        return self._routines.digest(state, blocks, counts)

    def _ones(self, groups: int) -> Words:
        return np.ones((groups, self._routines.lanes), np.uint64)
