"""C2SP tlog-proof: one file that shows, offline, that an entry is in a log that a key signed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from samverkan.trail import cosignatures, tiles
from samverkan.trail.checkpoints import Checkpoint
from samverkan.trail.entries import LogEntry
from samverkan.trail.merkle import ProofInvalid, inclusion_proof, leaf_hash, verify_inclusion
from samverkan.trail.notes import Note, NoteInvalid, from_base64, to_base64
from samverkan.trail.tiles import Read

_FIRST_LINE = "c2sp.org/tlog-proof@v1"
_EXTRA = "extra "
_INDEX = re.compile(r"index (0|[1-9][0-9]{0,17})")


@dataclass(frozen=True, slots=True)
class Proof:
    """The file's parts: position of the entry, sibling hashes from the leaf up, signed checkpoint.

    `extra` is whatever the maker added; nothing vouches for it.
    """

    index: int
    path: tuple[bytes, ...]
    note: str
    extra: bytes = b""

    def __str__(self) -> str:
        extra = [_EXTRA + to_base64(self.extra)] if self.extra else []
        path = map(to_base64, self.path)
        return "\n".join([_FIRST_LINE, *extra, f"index {self.index}", *path, "", self.note])

    @classmethod
    def read(cls, proof: str) -> Self:
        """Take a proof apart, or raise ProofInvalid; nothing in it is checked yet."""
        head, _, note = proof.partition("\n\n")
        first, *lines = head.split("\n")
        extra = lines.pop(0) if lines and lines[0].startswith(_EXTRA) else _EXTRA
        index = _INDEX.fullmatch(lines.pop(0)) if lines else None
        if first != _FIRST_LINE or index is None:
            raise ProofInvalid("The file is not a proof of the kind tlog-proof@v1.")
        try:
            path = tuple(map(from_base64, lines))
            return cls(int(index[1]), path, note, from_base64(extra.removeprefix(_EXTRA)))
        except NoteInvalid as error:
            raise ProofInvalid(str(error)) from None


@dataclass(frozen=True, slots=True)
class Proven:
    """What a proof showed: the entry's position, under which checkpoint, cosigned by whom."""

    index: int
    checkpoint: Checkpoint
    witnesses: frozenset[str]


def make_proof(read: Read, *, note: str, index: int, extra: bytes = b"") -> str:
    """Write the proof of entry `index` under a signed checkpoint, cosignatures and all.

    Raises ProofInvalid if the checkpoint does not cover it, TileBroken if tiles are damaged.
    """
    checkpoint = Checkpoint.read(Note.read(note).text)
    size = checkpoint.size
    path = inclusion_proof(tiles.over(read, size), index=index, size=size)
    leaf = tiles.load(read, tiles.tile_at(size, 0, index // tiles.WIDTH))[index % tiles.WIDTH]
    verify_inclusion(path, leaf=leaf, index=index, size=size, root=checkpoint.root)
    return str(Proof(index, path, note, extra))


def verify_proof(proof: str, entry: bytes, *, vkey: str, witnesses: Iterable[str] = ()) -> Proven:
    """Check that the entry is in the log that `vkey` signs; needs no network and no log.

    Gives which of the `witnesses` (vkeys) cosigned; how many are enough is the caller's rule.
    Raises ProofInvalid for whatever does not hold.
    """
    read = Proof.read(proof)
    try:
        checkpoint = Checkpoint.open(read.note, vkey)
        cosigned = frozenset(cosignatures.verify(read.note, witnesses))
    except NoteInvalid as error:
        raise ProofInvalid(str(error)) from None
    verify_inclusion(
        read.path,
        leaf=leaf_hash(entry),
        index=read.index,
        size=checkpoint.size,
        root=checkpoint.root,
    )
    return Proven(read.index, checkpoint, cosigned)


def verify_record(entry: bytes, salt: bytes, record: bytes) -> LogEntry:
    """Check that an entry commits to a record (canonical bytes) and its salt, or ProofInvalid."""
    read = LogEntry.from_bytes(entry)
    if not read.commits_to(salt, record):
        raise ProofInvalid("The entry is not of this record with this salt.")
    return read
