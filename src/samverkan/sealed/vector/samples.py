"""The part of a batch that libsodium computes again: drawn by a hash of what came out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from hashlib import shake_256

import numpy as np

from samverkan.sealed.errors import BadElement

_SAMPLED = 1024  # one of so many is computed again, and one at least of every batch

Again = Callable[[Sequence[int]], bytes]


def agrees(outputs: bytes, count: int, again: Again, unseen: bytes = b"") -> bool:
    """Say whether libsodium gives the same for the sample.

    Where the other side may know the outputs, `unseen` is what it does not know.
    """
    size = len(outputs) // count
    places = drawn_places(_folded(outputs) + unseen, count, 1 + count // _SAMPLED)
    try:
        return again(places) == cut(outputs, size, places)
    except BadElement:
        return False


def _folded(outputs: bytes) -> bytes:
    """Fold outputs to 32 bytes that nobody knows who does not know them.

    Each is multiplied by an odd number of its own: of inputs that stand there twice, which somebody
    may choose, a sum by exclusive or would leave zeros.
    """
    words = np.frombuffer(outputs, np.uint64).reshape(-1, 4)
    own = np.arange(1, 2 * len(words), 2, dtype=np.uint64)
    return (own @ words).tobytes()


def drawn_places(seed: bytes, count: int, wanted: int) -> list[int]:
    """Draw so many places below the count by a hash."""
    drawn = shake_256(seed).digest(8 * wanted)
    return [int.from_bytes(each, "big") % count for each in each_of(drawn, 8)]


def of(values: Sequence[bytes], places: Sequence[int]) -> list[bytes]:
    """Give the values at these places."""
    return [values[at] for at in places]


def cut(joined: bytes, size: int, places: Iterable[int]) -> bytes:
    """Join the values of one size at these places."""
    return b"".join(joined[at * size : (at + 1) * size] for at in places)


def each_of(joined: bytes, size: int) -> list[bytes]:
    """Cut joined values of one size apart."""
    return [joined[at : at + size] for at in range(0, len(joined), size)]
