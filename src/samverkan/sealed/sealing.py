"""The holder's side in bulk: the PRF output of every identifier on a list, on all cores."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from samverkan.sealed.errors import Misuse
from samverkan.sealed.voprf import KeyPair, prf

_CHUNK = 256


def seal(key: KeyPair, values: Sequence[bytes], *, threads: int) -> list[bytes]:
    """Give the output of each input, in order. About 60 us each on one core.

    Threads suffice: libsodium works outside the GIL, and hashing in Python is a small part.
    """
    if threads < 1:
        raise Misuse(f"Sealing needs a thread or more, not {threads}.")
    chunks = [values[start : start + _CHUNK] for start in range(0, len(values), _CHUNK)]
    with ThreadPoolExecutor(threads) as pool:
        sealed = pool.map(lambda chunk: [prf(key.secret, value) for value in chunk], chunks)
        return [output for chunk in sealed for output in chunk]
