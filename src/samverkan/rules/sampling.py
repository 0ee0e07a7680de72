"""Which entries a sample takes: the overseer's own seed decides, so anyone can draw it again.

Each entry gets the SHA-256 of seed and number; the smallest hashes are the sample. Nobody who does
not know the seed beforehand can say which entries will be looked at.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from samverkan.rules.refusal import NotAllowed

SEED_LENGTH = 6
MOST = 300  # without a fault this bounds the unjustified share below 1.0 % (95 %)


def draw(seed: str, numbers: Iterable[int], count: int) -> tuple[int, ...]:
    """Draw `count` entry numbers (all if there are fewer), in the order to look at them."""
    if len(seed.strip()) < SEED_LENGTH:
        raise NotAllowed("sampling.short_seed", least=SEED_LENGTH)
    if not 1 <= count <= MOST:
        raise NotAllowed("sampling.bad_count", most=MOST)
    ranked = sorted(set(numbers), key=lambda number: (_rank(seed, number), number))
    if not ranked:
        raise NotAllowed("sampling.nothing_to_draw")
    return tuple(ranked[:count])


def _rank(seed: str, number: int) -> bytes:
    return sha256(f"{seed.strip()}/{number}".encode()).digest()
