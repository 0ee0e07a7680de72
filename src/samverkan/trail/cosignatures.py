"""C2SP tlog-cosignature, Ed25519 (type 0x04): a witness saw this checkpoint, at this time.

The witness says that the checkpoint is consistent with the largest it had seen of that log; it
must check a consistency proof (`merkle.verify_consistency`) before it says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from samverkan.trail.checkpoints import Checkpoint
from samverkan.trail.notes import COSIGNATURE, Key, Note, NoteInvalid, Signature, signed

_LATEST = 2**63 - 1
_TIME_SIZE = 8
_SIZE = _TIME_SIZE + 64


@dataclass(frozen=True, slots=True)
class Cosigner:
    """A witness: its key name and a 32-byte Ed25519 seed that signs nothing else."""

    name: str
    seed: bytes = field(repr=False)

    @property
    def key(self) -> Key:
        """Give the public half."""
        return Key.of_seed(self.name, self.seed, kind=COSIGNATURE)

    @property
    def vkey(self) -> str:
        """Give the public half as text."""
        return self.key.vkey

    def cosign(self, checkpoint: Checkpoint, *, timestamp: int) -> Signature:
        """Cosign at `timestamp`, POSIX seconds."""
        if not 0 <= timestamp <= _LATEST:
            raise ValueError(f"{timestamp} is not a POSIX time.")
        signature = signed(self.seed, _message(checkpoint.text, timestamp))
        return Signature(self.name, self.key.id, timestamp.to_bytes(_TIME_SIZE) + signature)


def attach(note: str, signatures: Iterable[Signature]) -> str:
    """Give the signed note with more signature lines after its own."""
    read = Note.read(note)
    return str(Note(read.text, (*read.signatures, *signatures)))


def verify(note: str, vkeys: Iterable[str]) -> dict[str, int]:
    """Give the witnesses that cosigned, each once, with the time by their clock (POSIX seconds).

    How many are needed is the caller's rule. NoteInvalid if a line that bears a given witness's
    key is false: a reason to trust none of it.
    """
    read = Note.read(note)
    Checkpoint.read(read.text)
    return {
        key.name: _timestamp(read.text, key, value)
        for key in map(Key.read, vkeys)
        for value in read.by(key)
    }


def _timestamp(text: str, key: Key, value: bytes) -> int:
    timestamp = int.from_bytes(value[:_TIME_SIZE])
    if len(value) != _SIZE or timestamp > _LATEST or key.kind != COSIGNATURE:
        raise NoteInvalid(f"The line by {key.name} is not a cosignature.")
    key.check(_message(text, timestamp), value[_TIME_SIZE:])
    return timestamp


def _message(text: str, timestamp: int) -> bytes:
    return f"cosignature/v1\ntime {timestamp}\n{text}".encode()
