"""Fingerprints of what is sealed: 16 bytes for input and label, under a key of the epoch's own.

CBC-MAC with AES-256 over the lengths, the label, the input and zeros to a whole block. The length
stands first and no two messages share a form, so it is a pseudorandom function: without the
holder's secret a fingerprint says nothing, and one of another epoch has nothing in common with it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np
from cryptography.hazmat.primitives.ciphers import Cipher, CipherContext, algorithms, modes
from numpy.typing import NDArray

from samverkan.registers.seal_job import SealJob, rows_of

if TYPE_CHECKING:
    import pyarrow as pa

_PURPOSE = b"samverkan/registers/fingerprint/v1"
_ROW_ID = b"samverkan/registers/row-id/v1"
_BLOCK = 16
_LENGTHS = 8
_LONG = 1_000
"""Inputs above so many bytes are taken one by one: together all are as wide as the longest."""


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """The keyed function of one sealing."""

    label_length: int
    _permutation: CipherContext = field(repr=False)

    @classmethod
    def of(cls, job: SealJob) -> Fingerprints:
        """Derive the key from the epoch's secret and the pack's context."""
        key = sha256(_PURPOSE + job.secret + job.header.context).digest()
        cipher = Cipher(algorithms.AES(key), modes.ECB())  # noqa: S305  one block at a time
        return cls(job.header.label_length, cipher.encryptor())

    @classmethod
    def of_ids(cls, job: SealJob) -> Fingerprints:
        """Derive the key for what a register calls its rows."""
        key = sha256(_ROW_ID + job.secret + job.header.context).digest()
        cipher = Cipher(algorithms.AES(key), modes.ECB())  # noqa: S305  one block at a time
        return cls(0, cipher.encryptor())

    def of_ids_or_none(self, ids: pa.Array) -> NDArray[np.uint64]:
        """Give the fingerprints of n ids, shape (n, 2); zeros where a row has none."""
        from pyarrow import binary, compute  # noqa: PLC0415

        said = compute.fill_null(ids.cast(binary()), b"")
        prints = self.of_columns(said, said)
        prints[compute.equal(said, b"").to_numpy(zero_copy_only=False)] = 0
        return prints

    def of_columns(self, inputs: pa.Array, labels: pa.Array) -> NDArray[np.uint64]:
        """Give the fingerprints of n inputs and labels, shape (n, 2)."""
        import pyarrow as pa  # noqa: PLC0415  heavy, and loaded by those who seal alone
        from pyarrow import compute  # noqa: PLC0415

        long = compute.greater(compute.binary_length(inputs), _LONG).to_numpy(zero_copy_only=False)
        if not long.any():
            return self._of(inputs, labels)
        prints = np.empty((len(inputs), 2), np.uint64)
        if not long.all():
            prints[~long] = self._of(inputs.filter(pa.array(~long)), labels.filter(pa.array(~long)))
        for at in np.flatnonzero(long).tolist():
            prints[at] = self._of(inputs.slice(at, 1), labels.slice(at, 1))
        return prints

    def _of(self, inputs: pa.Array, labels: pa.Array) -> NDArray[np.uint64]:
        lengths, message = self._messages(inputs, rows_of(labels, self.label_length))
        blocks = -(-lengths // _BLOCK)
        state = np.zeros((len(inputs), _BLOCK), np.uint8)
        for number in range(message.shape[1] // _BLOCK):
            block = message[:, _BLOCK * number : _BLOCK * (number + 1)]
            live = blocks > number
            chosen = slice(None) if live.all() else live
            mixed = self._permutation.update((state[chosen] ^ block[chosen]).tobytes())
            state[chosen] = np.frombuffer(mixed, np.uint8).reshape(-1, _BLOCK)
        return state.view("<u8").astype(np.uint64)

    def _messages(
        self, inputs: pa.Array, labels: NDArray[np.uint8]
    ) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
        """Write the messages, zeros behind each, and give their lengths."""
        _, offsets, data = inputs.buffers()
        at = np.frombuffer(offsets, np.int32)[inputs.offset : inputs.offset + len(inputs) + 1]
        own = np.diff(at)
        lengths = _LENGTHS + labels.shape[1] + own.astype(np.int64)
        longest = int(own.max(initial=0))
        before = _LENGTHS + labels.shape[1]
        message = np.zeros((len(own), -(-(before + longest) // _BLOCK) * _BLOCK), np.uint8)
        message[:, :4] = own.astype("<u4").view(np.uint8).reshape(-1, 4)
        message[:, _LENGTHS:before] = labels
        filled = np.arange(longest) < own[:, None]
        message[:, before : before + longest][filled] = np.frombuffer(data, np.uint8)[
            at[0] : at[-1]
        ]
        return lengths, message
