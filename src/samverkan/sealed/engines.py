"""Who does the arithmetic of a whole batch: libsodium, the reference, or a faster route if it pays.

Elements and scalars are 32 bytes each and outputs 64. Batches of them are joined into one `bytes`,
in order, so that no object is made for each. Every engine gives the same bytes as libsodium.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from samverkan.sealed.sodium_engine import SodiumEngine
from samverkan.sealed.suite import Mode


class Engine(Protocol):
    """The batch operations. Whoever calls an engine may do so from several threads at once.

    Scalars out of range raise Misuse; bytes that are no element, or the identity, BadElement.
    """

    @property
    def name(self) -> str:
        """Name the arithmetic: libsodium, ifma, avx2 or generic."""

    @property
    def fallen_back(self) -> str:
        """Say in a sentence why libsodium does the work instead, or nothing if all is well."""

    def prf_many(self, secret: bytes, inputs: Sequence[bytes], mode: Mode = Mode.VOPRF) -> bytes:
        """Give the PRF output of each input under one key, 64 bytes each."""

    def multiply_many(self, scalar: bytes, elements: bytes) -> bytes:
        """Multiply each element by one scalar."""

    def blind_many(
        self, scalars: Sequence[bytes], inputs: Sequence[bytes], mode: Mode = Mode.VOPRF
    ) -> bytes:
        """Hash each input to an element and multiply it by a scalar of its own."""

    def finalize_many(
        self, inputs: Sequence[bytes], scalars: Sequence[bytes], evaluated: bytes
    ) -> bytes:
        """Take each blind off and hash: the PRF output of each input."""

    def weighted_sum(self, weights: bytes, elements: bytes) -> bytes:
        """Add up the elements, each times its weight. All of it is public: no secret goes in."""


_REFERENCE = SodiumEngine()


def reference() -> Engine:
    """Give the engine that is always there, and that all others are compared with."""
    return _REFERENCE


def best(count: int) -> Engine:  # noqa: ARG001  the faster ones are chosen by it
    """Give the fastest engine for so many elements in all on this machine."""
    return _REFERENCE
