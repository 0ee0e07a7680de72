"""Decides on an opened envelope: applied exactly once, in order per record, never lost.

The caller does what the verdict says in one transaction: inbox row, effect and receipt together.

A version is *settled* once it was applied, refused by a rule of the app that applied it, or found
expired; then the next one may come. `Refused` from here settles nothing: that message was no
version of the record at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeAlias

from samverkan.exchange.envelope import EXPIRED, Envelope
from samverkan.exchange.receipts import Receipt, ReceiptKind
from samverkan.wire.identifiers import RecordId, Version


@dataclass(frozen=True, slots=True)
class Seen:
    """A message kept before: the digest of its envelope, and the bytes of the receipt it got.

    There is no receipt while it waits for an earlier version.
    """

    digest: str
    receipt: bytes | None


class SeenView(Protocol):
    """What the inbox remembers; read inside the transaction that acts on the verdict."""

    def message(self, sender: str, message_id: str) -> Seen | None:
        """Find the message that this sender sent under this id."""

    def declared_expired(self, sender: str, message_id: str) -> bool:
        """Say whether a notice of this message's expiry is kept, waiting or not."""

    def settled(self, record: RecordId) -> Version | None:
        """Find the newest settled version of a record."""


@dataclass(frozen=True, slots=True)
class Apply:
    """Do what the message says, keep it, settle its version, and answer `accepted`.

    If a rule refuses the act, answer `refused`; the version is settled all the same.
    """


@dataclass(frozen=True, slots=True)
class Duplicate:
    """The same message again: send the kept receipt once more, or nothing while it waits."""

    receipt: bytes | None


@dataclass(frozen=True, slots=True)
class SameAnswer:
    """Keep this notice of an expiry and answer what the message that it names was answered."""

    kind: ReceiptKind


@dataclass(frozen=True, slots=True)
class WaitFor:
    """Keep the message, without a receipt, until this version of this record is settled."""

    record: RecordId
    number: int


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Keep the message and answer `not-understood`; judge it again after an upgrade."""

    reason: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Keep the message, beside any other under its id, and answer `refused` with the reason."""

    reason: str


@dataclass(frozen=True, slots=True)
class Expired:
    """Keep the message, settle its version, and answer `expired`; its content has no effect.

    So is the notice of an expiry taken, when the message that it names never came.
    """


Verdict: TypeAlias = Apply | Duplicate | SameAnswer | WaitFor | NotUnderstood | Refused | Expired


def decide(
    envelope: Envelope,
    seen: SeenView,
    supported: Mapping[str, frozenset[int]],
    *,
    me: str,
    now: datetime,
) -> Verdict:
    """Decide on a message that just came; `supported` maps a schema to the versions read here."""
    before = seen.message(envelope.sender, envelope.message_id)
    if before is None:
        return judge(envelope, seen, supported, me=me, now=now)
    if before.digest == envelope.digest:
        return Duplicate(before.receipt)
    return Refused(f"The message {envelope.message_id} came before with another content.")


def judge(
    envelope: Envelope,
    seen: SeenView,
    supported: Mapping[str, frozenset[int]],
    *,
    me: str,
    now: datetime,
) -> Verdict:
    """Decide on a message that is new, waited, or was not understood before an upgrade."""
    if envelope.recipient != me:
        return Refused(f"The message is for {envelope.recipient}; this is {me}.")
    if envelope.about is not None and envelope.about.record.participant != envelope.sender:
        return Refused(
            f"{envelope.about.record} has its home at {envelope.about.record.participant}; "
            f"{envelope.sender} cannot send a version of it."
        )
    if envelope.schema_version not in supported.get(envelope.schema, frozenset()):
        return NotUnderstood(
            f"{envelope.schema} version {envelope.schema_version} is not known here yet."
        )
    return (
        _answered_before(envelope, seen)
        or _out_of_turn(envelope.about, seen)
        or _timely(envelope, seen, now)
    )


def released_by(record: RecordId, number: int, waiting: Iterable[Envelope]) -> tuple[Envelope, ...]:
    """Give the waiting messages to `judge` again now that this version is settled, in order."""
    freed = (
        envelope
        for envelope in waiting
        if envelope.about is not None
        and envelope.about.record == record
        and envelope.about.number == number + 1
    )
    return tuple(sorted(freed, key=lambda envelope: envelope.sequence))


def gaps(numbers: Iterable[int]) -> tuple[int, ...]:
    """Give the numbers of a link that are missing below the highest; they start at 1.

    A gap blocks nothing. It is shown, and asked about if it stays.
    """
    known = set(numbers)
    return tuple(number for number in range(1, max(known, default=0)) if number not in known)


def _answered_before(envelope: Envelope, seen: SeenView) -> SameAnswer | None:
    """Find the receipt of the message that a notice of expiry stands in for, if it had come."""
    if envelope.schema != EXPIRED or envelope.in_reply_to is None:
        return None
    before = seen.message(envelope.sender, envelope.in_reply_to)
    if before is None or before.receipt is None:
        return None
    receipt = Receipt.from_body(Envelope.from_bytes(before.receipt).body)
    return SameAnswer(receipt.kind)


def _out_of_turn(about: Version | None, seen: SeenView) -> WaitFor | Refused | None:
    """Say why this version cannot be taken now; None if it is the next one, or none at all."""
    if about is None:
        return None
    settled = seen.settled(about.record)
    newest = 0 if settled is None else settled.number
    if about.number > newest + 1:
        return WaitFor(about.record, about.number - 1)
    if about.number <= newest:
        return Refused(f"Version {about.number} of {about.record} is settled already.")
    if settled is not None and about.before != settled.digest:
        return Refused(
            f"Version {about.number} of {about.record} does not follow version {newest} as it came."
        )
    return None


def _timely(envelope: Envelope, seen: SeenView, now: datetime) -> Apply | Expired:
    """Tell what is in time. The sender's notice counts even if the clock here is behind."""
    if envelope.schema == EXPIRED or envelope.has_expired(now):
        return Expired()
    declared = seen.declared_expired(envelope.sender, envelope.message_id)
    return Expired() if declared else Apply()
