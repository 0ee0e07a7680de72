"""What an entry of the journal looks like in the log: what kind of act, and a commitment to it.

Witnesses and mirrors see entries and a log never forgets, so the record itself is not here. Whoever
is given the record and its salt can check them; once the salt is destroyed, nobody can guess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hmac import compare_digest
from typing import Self

from samverkan.wire.commitments import commit

VERSION = 1
_COMMITMENT_SIZE = 32
_ACT = re.compile(r"[a-z0-9]([a-z0-9.-]{0,62}[a-z0-9])?")


class EntryInvalid(ValueError):
    """Bytes that are not an entry of the journal; the text is one sentence."""


@dataclass(frozen=True, slots=True)
class LogEntry:
    """`act` is the act's code, such as `release.sent`; `commitment` is 32 bytes."""

    act: str
    commitment: bytes

    def __post_init__(self) -> None:
        if not _ACT.fullmatch(self.act):
            raise EntryInvalid(f"{self.act[:60]!r} is not the code of an act.")
        if len(self.commitment) != _COMMITMENT_SIZE:
            raise EntryInvalid(f"A commitment is 32 bytes, not {len(self.commitment)}.")

    def to_bytes(self) -> bytes:
        """Write version (1 byte), length of the act (1 byte), act in ASCII, commitment (32)."""
        return bytes([VERSION, len(self.act)]) + self.act.encode("ascii") + self.commitment

    @classmethod
    def from_bytes(cls, entry: bytes) -> Self:
        """Read what `to_bytes` wrote, or raise EntryInvalid."""
        if len(entry) < 2 or entry[0] != VERSION:
            raise EntryInvalid(f"The entry is not of version {VERSION}.")
        end = 2 + entry[1]
        try:
            act = entry[2:end].decode("ascii")
        except UnicodeDecodeError:
            raise EntryInvalid("The entry's act is not plain text.") from None
        return cls(act, entry[end:])

    def commits_to(self, salt: bytes, record: bytes) -> bool:
        """Say whether this is the entry of a record, given as canonical bytes, and its salt."""
        return compare_digest(self.commitment, commit(salt, record))
