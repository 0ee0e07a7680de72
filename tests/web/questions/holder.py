"""A holder in memory: it seals a real pack for us and evaluates real questions."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from uuid import UUID

import httpx

from samverkan.exchange.directory import Directory
from samverkan.exchange.envelope import Envelope
from samverkan.exchange.post import close, open_closed
from samverkan.registers.likeness_lists import LABEL, digests_of, sealed_likeness
from samverkan.sealed import sodium, voprf
from samverkan.sealed.epochs import epoch_key, epoch_of
from samverkan.sealed.pack_header import Header
from samverkan.sealed.pack_writing import build
from samverkan.web.journal.instance import here
from samverkan.web.partners import queries
from samverkan.web.questions.numbers import Number
from samverkan.web.questions.request import Request, answer_body
from samverkan.wire.canonical import digest, encode
from samverkan.wire.identifiers import RecordId, Version
from samverkan.wire.keys import SigningKey
from samverkan.wire.seal import SealBroken
from tests.web.partner import Partner

RANDOM = bytes(range(64))


@dataclass
class Holder:
    """Another authority with a list; `spoil` changes its answer on the way, `down` gives none."""

    partner: Partner
    # Read here, in the test's thread: the network's threads see no database.
    book: Directory = field(default_factory=queries.directory)
    asked: list[Request] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    last: Version | None = None
    down: bool = False
    master: bytes = b""
    spoil: object = None

    @property
    def code(self) -> str:
        return self.partner.code

    def key(self, epoch: str) -> voprf.KeyPair:
        master = sha256(self.code.encode() + self.master).digest()
        return epoch_key(master, asker=here().participant, epoch=epoch)

    def pack(
        self,
        *numbers: Number,
        now: datetime,
        signing: SigningKey | None = None,
        likeness: tuple[tuple[str, dict], ...] = (),
        **header: object,
    ) -> dict:
        epoch = epoch_of(now)
        key = self.key(epoch)
        found = sealed_likeness(likeness, random=RANDOM, secret=RANDOM)
        length = LABEL if likeness else 12
        label = self.code.encode().ljust(length, b"\0")
        inputs = [*((each.sealed_input, label) for each in numbers), *found.rows]
        rows = [(voprf.prf(key.secret, value), sealed) for value, sealed in inputs]
        words = {
            "holder": self.code,
            "asker": here().participant,
            "epoch": epoch,
            "public_key": key.public,
            "salt": RANDOM[:16],
            "label_length": length,
            "check_length": 8,
            "schemes": digests_of(found.schemes),
            **header,
        }
        pack = build(rows, Header(**words), random=RANDOM, key=signing or self.partner.signing)
        return {
            "epoch": epoch,
            "expires_at": "2025-07-13T00:00:00Z",
            "pack": b64encode(pack).decode("ascii"),
            "public_key": key.public.hex(),
            "schemes": dict(found.schemes),
        }

    def give(self, *numbers: Number, now: datetime, **header: object) -> None:
        """Release a pack of these numbers to us; the next one is its next version."""
        self.release(self.pack(*numbers, now=now, **header), now=now)

    def release(self, content: dict, *, now: datetime) -> None:
        uuid = UUID(bytes=sha256(f"{self.code}{epoch_of(now)}".encode()).digest()[:16], version=4)
        name = RecordId(self.code, uuid)
        before = self.last if self.last and self.last.record == name else None
        number = before.number + 1 if before else 1
        body = {
            "content": content,
            "expires_on": "2025-12-31",
            "ground": "2016:774 2 §",
            "handling": "H3",
            "purpose": "prevent-crime",
        }
        about = Version(name, number, digest(encode(content)), before.digest if before else None)
        self.partner.deliver(self.partner.seal("release/pack", body, now=now, about=about), now=now)
        self.last = about

    def answer(self, sealed: str, *, now: datetime) -> str:
        """Evaluate a sealed request and seal the answer. SealBroken if it is not for us."""
        envelope = open_closed(sealed, key=self.partner.encryption, signer=self.book.signer)
        if self.down:
            raise httpx.ConnectError("down")
        request = Request.from_body(envelope.body)
        self.asked.append(request)
        evaluation = voprf.evaluate(
            self.key(request.epoch), request.elements, r=sodium.scalar_from(RANDOM)
        )
        body = answer_body(evaluation)
        if self.spoil is not None:
            body = self.spoil(body)
        reply = Envelope(
            message_id=str(
                UUID(bytes=sha256(envelope.message_id.encode()).digest()[:16], version=4)
            ),
            schema="question/answer",
            schema_version=1,
            sender=self.code,
            recipient=envelope.sender,
            sequence=1,
            made_at=now,
            body=body,
            in_reply_to=envelope.message_id,
        )
        text = close(reply, key=self.partner.signing, to=self.book.card_of(envelope.sender))
        self.sizes.append(len(text))
        return text


@dataclass
class Wire:
    """The network: what is posted reaches the holder that can open it."""

    now: datetime
    holders: list[Holder] = field(default_factory=list)
    posted: list[str] = field(default_factory=list)

    def carry(self, address: str, sealed: str, timeout: float) -> str:
        assert address.endswith("/exchange/question")
        assert timeout > 0
        self.posted.append(sealed)
        for holder in self.holders:
            try:
                return holder.answer(sealed, now=self.now)
            except SealBroken:
                continue
        raise httpx.ConnectError("nobody listens there")
