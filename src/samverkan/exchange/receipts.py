"""What answers a message: its receipt, and later a person's position, confirmation or recall done.

A receipt follows every message at once and says what the instance did with it. The other kinds
travel as messages of their own, with receipts of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from samverkan.exchange.envelope import ANSWER, EXPIRED, RECEIPT, Envelope
from samverkan.exchange.reading import Fields
from samverkan.wire.canonical import Json, Malformed
from samverkan.wire.identifiers import checked_digest, checked_uuid

Kind = TypeVar("Kind", bound=StrEnum)


class ReceiptKind(StrEnum):
    """What became of a message, or what a person answered to it."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    NOT_UNDERSTOOD = "not-understood"
    EXPIRED = "expired"
    POSITION = "position"
    CONFIRMATION = "confirmation"
    RECALL_DONE = "recall-done"

    @property
    def schema(self) -> str:
        """Give the schema of the message that carries it."""
        return ANSWER if self in _ANSWERS else RECEIPT


_ANSWERS = frozenset({ReceiptKind.POSITION, ReceiptKind.CONFIRMATION, ReceiptKind.RECALL_DONE})
_ON_A_VERSION = frozenset({ReceiptKind.POSITION, ReceiptKind.CONFIRMATION})


class Position(StrEnum):
    """What a head of authority says to a proposal."""

    NO_OBJECTION = "no-objection"
    OBJECTION = "objection"
    STANDS_ASIDE = "stands-aside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """The body of a receipt or an answer.

    `of` and `digest` name the exact envelope received. A position or a confirmation is given on
    exactly one version's hash (`version`); `note` is in words for a person.
    """

    kind: ReceiptKind
    of: str
    digest: str
    note: str = ""
    version: str | None = None
    position: Position | None = None

    def __post_init__(self) -> None:
        checked_uuid(self.of)
        checked_digest(self.digest)
        if self.version is not None:
            checked_digest(self.version)
        if (self.version is not None) is not (self.kind in _ON_A_VERSION):
            raise Malformed("A position or confirmation, and nothing else, names a version's hash.")
        if (self.position is not None) is not (self.kind is ReceiptKind.POSITION):
            raise Malformed("A position, and nothing else, says what the position is.")

    def to_body(self) -> dict[str, Json]:
        """Give the body of the envelope."""
        return {
            "digest": self.digest,
            "kind": self.kind.value,
            "note": self.note,
            "of": self.of,
            "position": None if self.position is None else self.position.value,
            "version": self.version,
        }

    @classmethod
    def from_body(cls, body: Mapping[str, Json]) -> Receipt:
        """Read the body of a `receipt` or an `answer`, or raise Malformed."""
        fields = Fields.of("receipt", body, frozenset(cls.__dataclass_fields__))
        position = fields.text_or_none("position")
        return cls(
            kind=_one_of(ReceiptKind, fields.text("kind")),
            of=fields.text("of"),
            digest=fields.text("digest"),
            note=fields.text("note"),
            version=fields.text_or_none("version"),
            position=None if position is None else _one_of(Position, position),
        )


def answered_by(receipt: Receipt, sender: str, sent: Envelope) -> tuple[str, ...]:
    """Give the ids of the messages that a receipt from this sender tells about.

    That is the sent one, and for the notice of an expiry also the message it stands in for. A
    receipt from another than the recipient, or for other bytes than were sent, tells nothing.
    """
    if (sender, receipt.of, receipt.digest) != (sent.recipient, sent.message_id, sent.digest):
        return ()
    if sent.schema == EXPIRED and sent.in_reply_to is not None:
        return (sent.message_id, sent.in_reply_to)
    return (sent.message_id,)


def _one_of(kinds: type[Kind], text: str) -> Kind:
    try:
        return kinds(text)
    except ValueError:
        raise Malformed(f"{text[:40]!r} is not a kind of receipt or position.") from None
