"""Names of records and of their versions: `KFM/6f1c…` and its number, hash and the hash before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID

from samverkan.wire.canonical import Malformed

_CODE = re.compile(r"[A-Z][A-Z0-9]{1,11}(-[A-Z0-9]{1,11}){0,3}")
_DIGEST = re.compile(r"[0-9a-f]{64}")


def checked_code(text: str) -> str:
    """Give back a participant's code such as KFM or RUC-STHLM, or raise Malformed."""
    if _CODE.fullmatch(text) is None:
        raise Malformed(f"{text[:60]!r} is not a participant's code.")
    return text


def checked_uuid(text: str) -> UUID:
    """Read a UUID in its one canonical form (lower case, hyphens), or raise Malformed."""
    try:
        found = UUID(text)
    except ValueError:
        raise Malformed(f"{text[:60]!r} is not a UUID.") from None
    if str(found) != text:
        raise Malformed(f"The UUID {text[:60]!r} is not written in lower case with hyphens.")
    return found


def checked_digest(text: str) -> str:
    """Give the SHA-256 in lower-case hexadecimal back, or raise Malformed."""
    if _DIGEST.fullmatch(text) is None:
        raise Malformed(f"{text[:70]!r} is not a SHA-256 in lower-case hexadecimal.")
    return text


@dataclass(frozen=True, slots=True, order=True)
class RecordId:
    """A record's name: the participant whose instance is its home, and a UUID."""

    participant: str
    uuid: UUID

    def __post_init__(self) -> None:
        checked_code(self.participant)

    @classmethod
    def parse(cls, text: str) -> RecordId:
        """Read `KFM/6f1c…`, or raise Malformed."""
        participant, slash, rest = text.partition("/")
        if not slash:
            raise Malformed(f"{text[:60]!r} is not a record's name (participant/uuid).")
        return cls(participant, checked_uuid(rest))

    def __str__(self) -> str:
        return f"{self.participant}/{self.uuid}"


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a record: its number from 1, its SHA-256 and that of the version before."""

    record: RecordId
    number: int
    digest: str
    before: str | None

    def __post_init__(self) -> None:
        if self.number < 1:
            raise Malformed(f"Version {self.number} of {self.record}: versions count from 1.")
        if (self.number == 1) is not (self.before is None):
            raise Malformed(
                f"Version {self.number} of {self.record}: the first version has none before it, "
                "and every other names the one before."
            )
        checked_digest(self.digest)
        if self.before is not None:
            checked_digest(self.before)
