"""Messages laid out as the blocks that SHA-512 takes, one row an input.

An input is followed by an ending that depends on its length only: the rest of the message, and
SHA-512's own padding. So a row is one concatenation, and inputs of one length are a single join.
"""

from __future__ import annotations

from collections.abc import Sequence

BLOCK = 128


class Rows:
    """Rows for inputs that `after` follows; `hashed` bytes went into the state before them.

    `headed` puts the length of each input before it, in two bytes.
    """

    def __init__(
        self, inputs: Sequence[bytes], *, after: bytes, hashed: int = 0, headed: bool = False
    ) -> None:
        self._inputs, self._after, self._hashed = inputs, after, hashed
        self._headed = headed
        self.lengths = list(map(len, inputs))
        self._different = set(self.lengths)
        self.most = max(map(self.blocks, self._different))

    @property
    def alike(self) -> bool:
        """Say whether all inputs have one length."""
        return len(self._different) == 1

    def joined(self) -> bytes:
        """Join the rows, each as long as the longest."""
        heads = {length: self._head(length) for length in self._different}
        endings = {length: self._ending(length) for length in self._different}
        if self.alike:
            ((head, ending),) = zip(heads.values(), endings.values(), strict=True)
            return head + (ending + head).join(self._inputs) + ending
        pairs = zip(self.lengths, self._inputs, strict=True)
        if not self._headed:
            return b"".join([value + endings[length] for length, value in pairs])
        return b"".join([heads[length] + value + endings[length] for length, value in pairs])

    def blocks(self, length: int) -> int:
        """Give the blocks of a message with an input of this length."""
        return -(-(self._message(length) + 17) // BLOCK)

    def _message(self, length: int) -> int:
        return 2 * self._headed + length + len(self._after)

    def _head(self, length: int) -> bytes:
        return length.to_bytes(2, "big") if self._headed else b""

    def _ending(self, length: int) -> bytes:
        message, own = self._message(length), self.blocks(length) * BLOCK
        size = ((self._hashed + message) * 8).to_bytes(16, "big")
        padding = b"\x80" + bytes(own - message - 17) + size
        return self._after + padding + bytes(self.most * BLOCK - own)
