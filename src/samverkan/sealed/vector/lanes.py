"""Bytes to lanes and back: groups of identifiers, word by word, one identifier per lane."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from samverkan.sealed import sodium

Words = NDArray[np.uint64]


def spread(joined: bytes | bytearray, words: int, lanes: int, order: str = "<") -> Words:
    """Cut joined values of so many words into (groups, words, lanes), zeros filling the last."""
    flat = np.frombuffer(joined, f"{order}u8").reshape(-1, words)
    missing = -len(flat) % lanes
    if missing:
        flat = np.concatenate((flat, np.zeros((missing, words), flat.dtype)))
    return flat.reshape(-1, lanes, words).transpose(0, 2, 1).astype(np.uint64, order="C")


def joined(words: Words, count: int, order: str = "<") -> bytes:
    """Join the values of the first lanes again."""
    _, size, _ = words.shape
    return words.transpose(0, 2, 1).astype(f"{order}u8", order="C").tobytes()[: count * size * 8]


def shared(scalar: bytes, lanes: int) -> Words:
    """Give every lane of every group the same scalar."""
    return np.repeat(np.frombuffer(scalar, "<u8").astype(np.uint64)[None, :, None], lanes, axis=2)


def first_bad(good: Words, count: int) -> int | None:
    """Give the number of the first lane that held no element."""
    bad = np.flatnonzero(good.reshape(-1)[:count] == 0)
    return int(bad[0]) if len(bad) else None


def checked_scalars(scalars: Sequence[bytes]) -> bytes:
    """Join scalars if each is 32 bytes, not zero and below the order, or raise Misuse.

    Below 2^252 is below the order, and anything else is looked at one by one.
    """
    whole = b"".join(scalars)
    if {*map(len, scalars)} - {sodium.SIZE}:
        for scalar in scalars:
            sodium.checked_scalar(scalar)
    words = np.frombuffer(whole, "<u8").reshape(-1, 4)
    doubtful = (words[:, 3] >> np.uint64(60) != 0) | ~words.any(axis=1)
    for place in np.flatnonzero(doubtful):
        sodium.checked_scalar(scalars[int(place)])
    return whole
