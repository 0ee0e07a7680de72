"""The holder's side in bulk: the PRF output of every identifier on a list, on all cores."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from samverkan.sealed import engines
from samverkan.sealed.errors import Misuse
from samverkan.sealed.voprf import OUTPUT_SIZE, KeyPair

_CHUNK = 256


def seal(key: KeyPair, values: Sequence[bytes], *, threads: int) -> list[bytes]:
    """Give the output of each input, in order.

    Threads suffice: the engines work outside the GIL, and what Python does is a small part.
    """
    if threads < 1:
        raise Misuse(f"Sealing needs a thread or more, not {threads}.")
    engine = engines.best(len(values))
    chunks = [values[start : start + _CHUNK] for start in range(0, len(values), _CHUNK)]
    with ThreadPoolExecutor(threads) as pool:
        sealed = b"".join(pool.map(lambda chunk: engine.prf_many(key.secret, chunk), chunks))
    return [sealed[at : at + OUTPUT_SIZE] for at in range(0, len(sealed), OUTPUT_SIZE)]
