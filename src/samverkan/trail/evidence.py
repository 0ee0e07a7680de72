"""What a proof carries along so that one file is enough: the entry, and its record while it stands.

It lies in the proof's `extra`, which nothing vouches for: the entry is shown by the proof, and the
record by the entry's commitment.
"""

from __future__ import annotations

from dataclasses import dataclass

from samverkan.trail.entries import EntryInvalid, LogEntry
from samverkan.trail.merkle import ProofInvalid
from samverkan.trail.notes import NoteInvalid, from_base64, to_base64
from samverkan.trail.proofs import Proof
from samverkan.wire.canonical import Json, Malformed, decode, encode
from samverkan.wire.commitments import SALT_SIZE


@dataclass(frozen=True, slots=True)
class Evidence:
    """An entry with the record (canonical bytes) and salt behind it; both None once erased."""

    act: str
    commitment: bytes
    salt: bytes | None
    record: bytes | None

    @property
    def entry(self) -> bytes:
        """Give the entry as the log holds it."""
        return LogEntry(self.act, self.commitment).to_bytes()

    def to_extra(self) -> bytes:
        """Write it for a proof's `extra`: canonical JSON, bytes in base64."""
        return encode(
            {
                "act": self.act,
                "commitment": to_base64(self.commitment),
                "record": None if self.record is None else to_base64(self.record),
                "salt": None if self.salt is None else to_base64(self.salt),
            }
        )


def evidence_of(proof: str) -> Evidence:
    """Read what a proof carries along, or raise ProofInvalid; nothing of it is checked yet."""
    try:
        said = decode(Proof.read(proof).extra)
        if not isinstance(said, dict) or set(said) != {"act", "commitment", "record", "salt"}:
            raise ProofInvalid("The proof carries no entry along.")
        evidence = Evidence(
            str(said["act"]),
            from_base64(str(said["commitment"])),
            _bytes_or_none(said["salt"]),
            _bytes_or_none(said["record"]),
        )
        LogEntry(evidence.act, evidence.commitment)
    except (Malformed, NoteInvalid, EntryInvalid) as error:
        raise ProofInvalid(str(error)) from None
    if (evidence.salt is None) != (evidence.record is None):
        raise ProofInvalid("The proof carries a record without its salt, or a salt alone.")
    if evidence.salt is not None and len(evidence.salt) != SALT_SIZE:
        raise ProofInvalid(f"The salt is {len(evidence.salt)} bytes, not {SALT_SIZE}.")
    return evidence


def _bytes_or_none(value: Json) -> bytes | None:
    return None if value is None else from_base64(str(value))
