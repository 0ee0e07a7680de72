"""What every message between instances says about itself, and its one form in bytes.

The body belongs to the schema; everything the state machine needs stands around it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from samverkan.exchange.reading import Fields
from samverkan.wire.canonical import Json, Malformed, decode, digest, encode
from samverkan.wire.identifiers import RecordId, Version, checked_code, checked_uuid
from samverkan.wire.times import from_text, to_text

# Schemas that the exchange itself understands; all others belong to the apps.
RECEIPT = "receipt"  # what became of a message; never receipted itself
ANSWER = "answer"  # a position, a confirmation, a recall that is done
RECALL = "recall"  # take back what was released
EXPIRED = "expired"  # stands in for a message whose time ran out before it was acknowledged
OWN_SCHEMAS: Mapping[str, frozenset[int]] = {
    schema: frozenset({1}) for schema in (RECEIPT, ANSWER, RECALL, EXPIRED)
}

_SCHEMA = re.compile(r"[a-z][a-z0-9-]{0,39}(/[a-z][a-z0-9-]{0,39}){0,2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """One message from one participant to one other.

    `about` is the version of the sender's record that the message carries. Its numbers count what
    this recipient is sent: the first copy is number 1, and none is skipped. `sequence` counts all
    messages on the link from sender to recipient, from 1; receipts have 0, for a lost receipt shows
    by the message that stays unanswered. `made_at` is the sender's claim.
    """

    message_id: str
    schema: str
    schema_version: int
    sender: str
    recipient: str
    sequence: int
    made_at: datetime
    body: Mapping[str, Json]
    expires_at: datetime | None = None
    about: Version | None = None
    in_reply_to: str | None = None

    def __post_init__(self) -> None:
        self._check_names()
        if self.schema_version < 1:
            raise Malformed("schema_version of the envelope must be 1 or more.")
        if (self.sequence >= 1) is not self.wants_receipt or self.sequence < 0:
            raise Malformed("sequence of the envelope must be 1 or more, and 0 for a receipt.")
        made = to_text(self.made_at)
        if self.expires_at is not None and self.expires_at <= self.made_at:
            raise Malformed(f"The envelope expires before it was made ({made}).")

    def _check_names(self) -> None:
        checked_uuid(self.message_id)
        checked_code(self.sender)
        checked_code(self.recipient)
        if _SCHEMA.fullmatch(self.schema) is None:
            raise Malformed(f"{self.schema[:60]!r} is not the name of a schema.")
        if self.in_reply_to is not None:
            checked_uuid(self.in_reply_to)

    @property
    def digest(self) -> str:
        """Give the SHA-256 of the envelope's bytes: which exact message this is."""
        return digest(self.to_bytes())

    @property
    def wants_receipt(self) -> bool:
        """Say whether the recipient answers with a receipt: always, but for receipts themselves."""
        return self.schema != RECEIPT

    def has_expired(self, now: datetime) -> bool:
        """Say whether its time has run out; without an end it never does."""
        return self.expires_at is not None and self.expires_at <= now

    def to_bytes(self) -> bytes:
        """Give the canonical bytes: what is hashed, signed and locked."""
        return encode(
            {
                "about": None if self.about is None else _about_to_json(self.about),
                "body": self.body,
                "expires_at": None if self.expires_at is None else to_text(self.expires_at),
                "in_reply_to": self.in_reply_to,
                "made_at": to_text(self.made_at),
                "message_id": self.message_id,
                "recipient": self.recipient,
                "schema": self.schema,
                "schema_version": self.schema_version,
                "sender": self.sender,
                "sequence": self.sequence,
            }
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> Envelope:
        """Read what a stranger sent, or raise Malformed with a sentence that names the field."""
        fields = Fields.of("envelope", decode(data), _NAMES)
        expires_at = fields.text_or_none("expires_at")
        return cls(
            message_id=fields.text("message_id"),
            schema=fields.text("schema"),
            schema_version=fields.whole("schema_version"),
            sender=fields.text("sender"),
            recipient=fields.text("recipient"),
            sequence=fields.whole("sequence"),
            made_at=from_text(fields.text("made_at")),
            body=fields.mapping("body"),
            expires_at=None if expires_at is None else from_text(expires_at),
            about=_about_from_json(fields.values["about"]),
            in_reply_to=fields.text_or_none("in_reply_to"),
        )


_NAMES = frozenset(Envelope.__dataclass_fields__)


def _about_to_json(about: Version) -> dict[str, Json]:
    return {
        "before": about.before,
        "digest": about.digest,
        "number": about.number,
        "record": str(about.record),
    }


def _about_from_json(value: Json) -> Version | None:
    if value is None:
        return None
    names = frozenset({"record", "number", "digest", "before"})
    fields = Fields.of("envelope's about", value, names)
    return Version(
        record=RecordId.parse(fields.text("record")),
        number=fields.whole("number"),
        digest=fields.text("digest"),
        before=fields.text_or_none("before"),
    )
