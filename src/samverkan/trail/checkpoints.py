"""C2SP tlog-checkpoint: the signed size and root of a log. Extension lines are not used."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from samverkan.trail.merkle import HASH_SIZE
from samverkan.trail.notes import Key, Note, NoteInvalid, Signer, from_base64, to_base64, verify

_SIZE = re.compile(r"0|[1-9][0-9]{0,17}")  # stays below 2^63


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The state of the log `origin`: `size` entries whose RFC 6962 root is `root` (32 bytes)."""

    origin: str
    size: int
    root: bytes

    def __post_init__(self) -> None:
        if len(self.root) != HASH_SIZE:
            raise NoteInvalid(f"The root of a log is {HASH_SIZE} bytes, not {len(self.root)}.")

    @property
    def text(self) -> str:
        """Write the three lines that are signed."""
        return f"{self.origin}\n{self.size}\n{to_base64(self.root)}\n"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read the three lines, or raise NoteInvalid. Nothing is known yet of who wrote them."""
        lines = text.split("\n")
        if len(lines) != 4 or not lines[0] or lines[3]:
            raise NoteInvalid("A checkpoint has three lines: origin, size and root.")
        if not _SIZE.fullmatch(lines[1]):
            raise NoteInvalid(f"{lines[1][:30]!r} is not the size of a log.")
        return cls(lines[0], int(lines[1]), from_base64(lines[2]))

    @classmethod
    def open(cls, note: str, vkey: str) -> Self:
        """Read a signed checkpoint; NoteInvalid unless the log that the vkey names signed it."""
        read, key = Note.read(note), Key.read(vkey)
        verify(read, [key])
        checkpoint = cls.read(read.text)
        if checkpoint.origin != key.name:
            raise NoteInvalid(f"The checkpoint is of {checkpoint.origin}, not of {key.name}.")
        return checkpoint

    def sign(self, signer: Signer) -> str:
        """Give the signed note; the signer's name must be the log's origin."""
        if signer.name != self.origin:
            raise NoteInvalid(f"{signer.name} cannot sign for the log {self.origin}.")
        return str(Note(self.text, (signer.sign(self.text),)))
