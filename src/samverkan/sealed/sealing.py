"""The holder's side in bulk: the PRF output of every identifier on a list, on all cores."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from samverkan.sealed import engines
from samverkan.sealed.engines import Engine
from samverkan.sealed.errors import Misuse
from samverkan.sealed.voprf import OUTPUT_SIZE, KeyPair

_CHUNK = 1024


def seal(
    key: KeyPair, values: Sequence[bytes], *, threads: int, engine: Engine | None = None
) -> list[bytes]:
    """Give the output of each input, in order, with the best engine unless one is given.

    Threads suffice: the engines work outside the GIL, and what Python does is a small part.
    """
    if threads < 1:
        raise Misuse(f"Sealing needs a thread or more, not {threads}.")
    used = engine or engines.best(len(values))
    size = max(1, min(_CHUNK, -(-len(values) // threads)))
    chunks = [values[start : start + size] for start in range(0, len(values), size)]
    with ThreadPoolExecutor(threads) as pool:
        sealed = b"".join(pool.map(lambda chunk: used.prf_many(key.secret, chunk), chunks))
    return [sealed[at : at + OUTPUT_SIZE] for at in range(0, len(sealed), OUTPUT_SIZE)]
