"""One instance in the simulated network: the smallest program that does what the verdicts say.

Its store is replaced as a whole when it commits; a crash before that loses the work, a crash after
it loses what was to be sent.
"""

from copy import copy
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from samverkan.exchange import outbox
from samverkan.exchange.envelope import EXPIRED, OWN_SCHEMAS, RECEIPT, Envelope
from samverkan.exchange.inbox import (
    Apply,
    Duplicate,
    Expired,
    NotUnderstood,
    Refused,
    SameAnswer,
    Seen,
    WaitFor,
    judge,
    released_by,
)
from samverkan.exchange.receipts import Receipt, ReceiptKind, answered_by
from tests.exchange.letters import receipt_for

START = datetime(2025, 7, 12, 10, 0, tzinfo=UTC)
SUPPORTED = {**OWN_SCHEMAS, "release/note": frozenset({1, 2})}

ANSWERS = {
    Apply: ReceiptKind.ACCEPTED,
    Expired: ReceiptKind.EXPIRED,
    Refused: ReceiptKind.REFUSED,
    NotUnderstood: ReceiptKind.NOT_UNDERSTOOD,
}


class Crash(Exception):
    """The process dies here."""


@dataclass
class Store:
    """What survives a crash."""

    sent: dict = field(default_factory=dict)  # message id → (envelope, Outgoing, attempts)
    kept: dict = field(default_factory=dict)  # (sender, message id) → (envelope, receipt or None)
    versions: dict = field(default_factory=dict)  # record → newest settled Version
    effects: tuple = ()  # (sender, message id, Version or None), in the order they were applied
    last_number: dict = field(default_factory=dict)  # recipient → last number used on the link
    numbers: dict = field(default_factory=dict)  # sender → numbers that came on the link
    entries: int = 0
    checkpoint: int = 0

    def begin(self):
        """Copy for one transaction; the values inside are never changed in place."""
        work = copy(self)
        for name, value in vars(self).items():
            setattr(work, name, copy(value))
        return work

    def message(self, sender, message_id):
        found = self.kept.get((sender, message_id))
        return None if found is None else Seen(found[0].digest, found[1])

    def declared_expired(self, sender, message_id):
        return any(
            (envelope.sender, envelope.schema, envelope.in_reply_to)
            == (sender, EXPIRED, message_id)
            for envelope, _ in self.kept.values()
        )

    def settled(self, record):
        return self.versions.get(record)


@dataclass
class Node:
    """One instance, in a world that has a clock, chance and a network."""

    code: str
    world: Any
    store: Store = field(default_factory=Store)
    skew: timedelta = timedelta(0)  # how wrong its clock is
    down_until: float = 0.0

    @property
    def now(self):
        return START + timedelta(seconds=self.world.seconds) + self.skew

    def commit(self, work):
        self.world.may_crash()
        self.store = work
        self.world.may_crash()

    def new_envelope(self, work, recipient, **fields):
        number = work.last_number[recipient] = work.last_number.get(recipient, 0) + 1
        return Envelope(
            message_id=self.world.new_id(),
            schema_version=1,
            sender=self.code,
            recipient=recipient,
            sequence=number,
            made_at=self.now,
            **fields,
        )

    def put_in_outbox(self, work, envelope):
        row = outbox.Outgoing(
            state=outbox.State.WAITING,
            entry=work.entries,
            due_at=self.now,
            expires_at=envelope.expires_at,
        )
        work.entries += 1
        work.sent[envelope.message_id] = (envelope, row, 0)

    def write(self, recipient, about, expires_at):
        """A user acts: the change, its journal entry and its message are one transaction."""
        work = self.store.begin()
        envelope = self.new_envelope(
            work, recipient, schema="release/note", body={}, about=about, expires_at=expires_at
        )
        self.put_in_outbox(work, envelope)
        self.store = work
        return envelope

    def tick(self):
        """The loop's beat: checkpoint, expiry, and what is due."""
        work, ready = self.store.begin(), []
        for envelope, row, attempts in self.store.sent.values():
            if outbox.has_run_out(row, now=self.now):
                self.note_event(work, envelope.message_id, outbox.Event.EXPIRED)
                self.put_in_outbox(work, self.notice_of(work, envelope))
            elif outbox.due(row, checkpoint_size=work.checkpoint, now=self.now):
                assert row.entry < self.store.checkpoint
                jitter = self.world.rng.random()
                due_at = outbox.next_attempt(attempts + 1, self.now, jitter)
                row = replace(  # noqa: PLW2901
                    row, state=outbox.after(row.state, outbox.Event.ATTEMPTED), due_at=due_at
                )
                work.sent[envelope.message_id] = (envelope, row, attempts + 1)
                ready.append(envelope)
        work.checkpoint = work.entries
        self.commit(work)
        for envelope in ready:
            self.world.send(envelope.recipient, envelope.to_bytes())

    def notice_of(self, work, envelope):
        work.last_number[envelope.recipient] += 1
        return outbox.expiry_notice(
            envelope,
            message_id=self.world.new_id(),
            sequence=work.last_number[envelope.recipient],
            made_at=self.now,
        )

    def note_event(self, work, message_id, event):
        envelope, row, attempts = work.sent[message_id]
        row = replace(row, state=outbox.after(row.state, event))
        work.sent[message_id] = (envelope, row, attempts)

    def receive(self, data):
        """Inbox row, effect and receipt in one transaction; then the receipts leave."""
        envelope = Envelope.from_bytes(data)
        work, replies = self.store.begin(), []
        numbers = work.numbers.get(envelope.sender, frozenset())
        work.numbers[envelope.sender] = numbers | {envelope.sequence} - {0}
        verdict = self.world.decide(envelope, work, SUPPORTED, me=self.code, now=self.now)
        self.act(work, envelope, verdict, replies)
        self.commit(work)
        for recipient, reply in replies:
            self.world.send(recipient, reply)

    def act(self, work, envelope, verdict, replies):
        match verdict:
            case Duplicate(receipt):
                replies += [(envelope.sender, receipt)] if receipt else []
            case WaitFor():
                work.kept[envelope.sender, envelope.message_id] = (envelope, None)
            case SameAnswer(kind):
                self.keep_and_answer(work, envelope, kind, replies)
            case _:
                self.keep_and_answer(work, envelope, ANSWERS[type(verdict)], replies)
        if isinstance(verdict, Apply):
            self.apply(work, envelope)
        if isinstance(verdict, Apply | Expired) and envelope.about is not None:
            self.settle(work, envelope.about, replies)

    def apply(self, work, envelope):
        if envelope.schema == RECEIPT:
            receipt = Receipt.from_body(envelope.body)
            for answered in answered_by(receipt, envelope.sender, work.sent[receipt.of][0]):
                self.note_event(work, answered, outbox.event_of(receipt.kind))
        else:
            work.effects += ((envelope.sender, envelope.message_id, envelope.about),)

    def keep_and_answer(self, work, envelope, kind, replies):
        answer = None
        if envelope.wants_receipt:
            answer = receipt_for(
                envelope, kind, message_id=self.world.new_id(), made_at=self.now
            ).to_bytes()
            replies.append((envelope.sender, answer))
        work.kept[envelope.sender, envelope.message_id] = (envelope, answer)

    def settle(self, work, about, replies):
        newest = work.versions.get(about.record)
        if newest is None or newest.number < about.number:
            work.versions[about.record] = about
        waiting = [e for e, receipt in work.kept.values() if receipt is None and e.wants_receipt]
        for envelope in released_by(about.record, about.number, waiting):
            verdict = judge(envelope, work, SUPPORTED, me=self.code, now=self.now)
            self.act(work, envelope, verdict, replies)
