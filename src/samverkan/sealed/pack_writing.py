"""Writes packs: from rows to the bytes of the file, in parts that need not all be in memory."""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from samverkan.sealed.errors import Misuse
from samverkan.sealed.pack_header import BLOCK, Head, Header, buckets_for, fits, padded
from samverkan.sealed.pack_order import Rows, arranged
from samverkan.sealed.pack_rows import OUTPUT_SIZE, Bytes, Places, RowCipher, as_rows
from samverkan.wire.detached import sign_digest
from samverkan.wire.keys import SigningKey

KIND = "samverkan-pack-3"
LEAST_RANDOM = 32
_DECOY = b"samverkan/pack/v3/decoy"
_MOST_IN_BLOCK = 2**16


@dataclass(slots=True)
class Assembly:
    """A pack being written: rows go in, in order; then the parts before them can be given."""

    header: Header
    buckets: int
    rows: int = 0
    _counts: NDArray[np.int64] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._counts = np.zeros(self.buckets, np.int64)

    def take(self, rows: Rows) -> tuple[bytes, bytes]:
        """Take the next rows; give what goes to the remainders and to the labels."""
        if len(rows.positions):
            found = rows.buckets
            first = int(found[0])
            counts = np.bincount(found - first)
            self._counts[first : first + len(counts)] += counts
        self.rows += len(rows.positions)
        return rows.remainders.astype("<u4").tobytes(), rows.sealed.tobytes()

    def front(self) -> bytes:
        """Give the head and the index, when all rows have been taken."""
        return front(self.header, self._counts)


def front(header: Header, counts: NDArray[np.int64]) -> bytes:
    """Give a pack's head and index for so many rows in each bucket. Misuse if they are no pack."""
    begins = np.concatenate(([0], np.cumsum(counts)))
    head = Head(header, int(begins[-1]), len(counts)).encoded()
    anchors = begins[::BLOCK]
    starts = begins - np.repeat(anchors, BLOCK)[: len(begins)]
    if starts.max() >= _MOST_IN_BLOCK:
        raise Misuse("The outputs are not uniform: too many rows fall into few buckets.")
    index: bytes = anchors.astype("<u4").tobytes() + starts.astype("<u2").tobytes()
    return head + index + bytes(-len(index) % 4)


def build(
    rows: Iterable[tuple[bytes, bytes]],
    header: Header,
    *,
    random: bytes,
    key: SigningKey,
    buckets: int = 0,
) -> bytes:
    """Build a pack in memory from (PRF output, label) rows, in any order.

    `random` is 32 bytes or more, fresh for each salt: the decoys come from it. Labels are as long
    as the header says. The same row twice is one; one output may have several labels. `buckets` are
    those of a pack of the same header that this one may be a delta from, if it fits into them.
    """
    chosen = list(dict.fromkeys(rows))
    _check(chosen, header)
    outputs = as_rows(b"".join(output for output, _ in chosen), OUTPUT_SIZE)
    labels = np.frombuffer(b"".join(label for _, label in chosen), np.uint8)
    cipher = RowCipher.of(header)
    places = cipher.places(outputs)
    sealed = cipher.seal(outputs, labels.reshape(len(chosen), header.label_length))
    more = decoys(padded(len(chosen)) - len(chosen), cipher, random=random)
    places, sealed = np.concatenate((places, more[0])), np.concatenate((sealed, more[1]))
    fitting = buckets if fits(len(places), buckets) else buckets_for(len(places))
    assembly = Assembly(header, fitting)
    parts = assembly.take(arranged(places, sealed, assembly.buckets))
    return signed(b"".join((assembly.front(), *parts)), key)


def decoys(count: int, cipher: RowCipher, *, random: bytes) -> tuple[Places, Bytes]:
    """Make rows nobody can ask for, which look like all others: they round the list's length."""
    if len(random) < LEAST_RANDOM:
        raise Misuse(f"The random bytes are {len(random)}; a pack needs {LEAST_RANDOM} or more.")
    made = (hmac.digest(random, _DECOY + number.to_bytes(4), "sha512") for number in range(count))
    outputs = as_rows(b"".join(made), OUTPUT_SIZE)
    labels = np.zeros((count, cipher.label_length), np.uint8)
    return cipher.places(outputs), cipher.seal(outputs, labels)


def signed(body: bytes, key: SigningKey) -> bytes:
    """Put digest and signature behind a body."""
    return body + trailer(sha256(body).digest(), key)


def trailer(digest: bytes, key: SigningKey, *, kind: str = KIND) -> bytes:
    """Give what stands behind a body with this digest."""
    return digest + sign_digest(digest, key, kind=kind)


def _check(rows: Sequence[tuple[bytes, bytes]], header: Header) -> None:
    for output, label in rows:
        if len(output) != OUTPUT_SIZE:
            raise Misuse(f"A PRF output is {OUTPUT_SIZE} bytes, not {len(output)}.")
        if len(label) != header.label_length:
            raise Misuse(f"A label is {len(label)} bytes; this pack's are {header.label_length}.")
