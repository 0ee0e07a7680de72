"""What a PRF output says about its row: a place of 64 bits, and the key its label is sealed with.

Five permutations of 16 bytes stand behind it: AES-256 under public keys, hashed from the context
(one for the place, four for the label's rounds), so that rows of two sealings cannot be compared.
An output x0 ‖ x1 ‖ x2 ‖ x3 of 4 times 16 bytes is uniform and secret. Its place is the first half
of P0(x0). Its label, with C zero bytes of check behind, goes through four Feistel rounds, each
F_i(half) = P_i(half ⊕ x1) ⊕ x2 (Even-Mansour): a block cipher as wide as the label, with a key for
each output. Hence several rows may share an output: different labels under it look like unrelated
random bytes, a label changed in a later version too, and a label tampered with opens as noise.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

import numpy as np
from cryptography.hazmat.primitives.ciphers import Cipher, CipherContext, algorithms, modes
from numpy.typing import NDArray

from samverkan.sealed.errors import Misuse
from samverkan.sealed.pack_header import Header

OUTPUT_SIZE = 64
ROUNDS = 4

Bytes = NDArray[np.uint8]
Places = NDArray[np.uint64]

_KEY = b"samverkan/pack/v3/permutation"
_WIDTH = 16


@dataclass(frozen=True, slots=True)
class RowCipher:
    """The permutations of one sealing. Not for two threads at once: make one for each."""

    label_length: int
    sealed_length: int
    _place: CipherContext = field(repr=False)
    _rounds: tuple[CipherContext, ...] = field(repr=False)

    @classmethod
    def of(cls, header: Header) -> RowCipher:
        """Make the permutations of this header's context."""
        place, *rounds = (_permutation(header.context, number) for number in range(1 + ROUNDS))
        return cls(header.label_length, header.sealed_length, place, tuple(rounds))

    def place(self, output: bytes) -> int:
        """Give the place of one output, 0 to 2^64 - 1."""
        if len(output) != OUTPUT_SIZE:
            raise Misuse(f"A PRF output is {OUTPUT_SIZE} bytes, not {len(output)}.")
        return int.from_bytes(self._place.update(output[:_WIDTH])[:8], "little")

    def open(self, output: bytes, sealed: bytes) -> bytes | None:
        """Open one label, or give None if its check fails."""
        before, after = int.from_bytes(output[16:32]), int.from_bytes(output[32:48])
        cut = len(sealed) // 2
        halves = [int.from_bytes(sealed[:cut]), int.from_bytes(sealed[cut:])]
        shifts = 128 - 8 * cut, 128 - 8 * (len(sealed) - cut)
        for number in range(ROUNDS - 1, -1, -1):
            side = number % 2
            mixed = (halves[side] << shifts[side] ^ before).to_bytes(_WIDTH)
            made = int.from_bytes(self._rounds[number].update(mixed)) ^ after
            halves[1 - side] ^= made >> shifts[1 - side]
        plain = halves[0].to_bytes(cut) + halves[1].to_bytes(len(sealed) - cut)
        check = plain[self.label_length :]
        return plain[: self.label_length] if check == bytes(len(check)) else None

    def places(self, outputs: Bytes) -> Places:
        """Give the places of n outputs, shape (n, 64)."""
        mixed = self._place.update(outputs[:, :_WIDTH].tobytes())
        return np.frombuffer(mixed, "<u8")[::2].astype(np.uint64)

    def seal(self, outputs: Bytes, labels: Bytes) -> Bytes:
        """Seal n labels, shape (n, L), to shape (n, L + C), each under its own output."""
        block = np.zeros((len(labels), self.sealed_length), np.uint8)
        block[:, : self.label_length] = labels
        for number in range(ROUNDS):
            self._round(block, outputs, number)
        return block

    def open_many(self, outputs: Bytes, sealed: Bytes) -> tuple[Bytes, NDArray[np.bool_]]:
        """Open n sealed labels; give them, and which of them their check holds for."""
        block = sealed.copy()
        for number in range(ROUNDS - 1, -1, -1):
            self._round(block, outputs, number)
        checks = block[:, self.label_length :]
        return block[:, : self.label_length], checks.max(axis=1, initial=0) == 0

    def _round(self, block: Bytes, outputs: Bytes, number: int) -> None:
        """Mix one half of each block into the other; done again, it is undone."""
        cut = self.sealed_length // 2
        halves = block[:, :cut], block[:, cut:]
        half, other = halves if number % 2 == 0 else halves[::-1]
        mixed = outputs[:, 16:32].copy()
        mixed[:, : half.shape[1]] ^= half
        made = np.frombuffer(self._rounds[number].update(mixed.tobytes()), np.uint8)
        width = other.shape[1]
        other ^= made.reshape(-1, _WIDTH)[:, :width] ^ outputs[:, 32 : 32 + width]


def as_rows(data: bytes, width: int) -> Bytes:
    """See bytes as rows of a width, shape (n, width), without a copy."""
    return np.frombuffer(data, np.uint8).reshape(-1, width)


def _permutation(context: bytes, number: int) -> CipherContext:
    key = sha256(_KEY + bytes([number]) + context).digest()
    # Blocks are independent and uniform: ECB is just the bare permutation, many times over.
    return Cipher(algorithms.AES(key), modes.ECB()).encryptor()  # noqa: S305
