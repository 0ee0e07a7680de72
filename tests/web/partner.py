"""Another participant in memory: real keys, real cards, real sealed envelopes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from uuid import UUID

from samverkan.exchange.cards import Card, issue
from samverkan.exchange.directory import Directory, sign
from samverkan.exchange.envelope import Envelope
from samverkan.exchange.participants import keepers_from_toml, participants_from_toml, shipped_toml
from samverkan.exchange.post import close, open_closed
from samverkan.exchange.receipts import Receipt, ReceiptKind
from samverkan.trail.notes import Signer
from samverkan.web.journal import actions as journal
from samverkan.web.journal.instance import here
from samverkan.web.partners import actions, queries
from samverkan.web.partners.models import OutboxMessage
from samverkan.wire.canonical import digest, encode
from samverkan.wire.identifiers import RecordId, Version
from samverkan.wire.keys import EncryptionKey, SigningKey

MADE = datetime(2025, 1, 1, tzinfo=UTC)


def _seed(*words: str) -> bytes:
    return sha256("/".join(words).encode()).digest()


@dataclass
class Partner:
    """A participant that a test plays."""

    code: str
    sent: int = 0
    taken: list[Envelope] = field(default_factory=list)

    @classmethod
    @cache
    def of(cls, code: str) -> Partner:
        return cls(code)

    @property
    def signing(self) -> SigningKey:
        return SigningKey.from_seed(_seed("signing", self.code))

    @property
    def encryption(self) -> EncryptionKey:
        return EncryptionKey.from_seed(_seed("encryption", self.code))

    @property
    def card(self) -> Card:
        return Card(
            participant=self.code,
            signing=self.signing.public,
            encryption=self.encryption.public,
            log=Signer(f"samverkan/{self.code}/journal", _seed("log", self.code)).vkey,
            base_url="http://127.0.0.1:1",
            valid_from=MADE,
        )

    def seal(self, schema: str, body: dict, *, now: datetime, **more: object) -> str:
        """Seal a message to the instance under test; `about`, `schema_version` … as in Envelope."""
        self.sent += 1
        words = {
            "message_id": str(UUID(bytes=_seed(self.code, str(self.sent), schema)[:16], version=4)),
            "schema_version": 1,
            "sequence": 0 if schema == "receipt" else self.sent,
            **more,
        }
        envelope = Envelope(
            schema=schema,
            sender=self.code,
            recipient=here().participant,
            made_at=now,
            body=body,
            **words,
        )
        card = queries.directory().card_of(here().participant)
        return close(envelope, key=self.signing, to=card)

    def release(
        self, kind: str, content: dict, *, now: datetime, record: str | None = None, **terms: str
    ) -> str:
        """Seal a release of version 1 of a record; gives what to post."""
        record = (
            record
            or f"{self.code}/{UUID(bytes=_seed(self.code, kind, str(self.sent))[:16], version=4)}"
        )
        body = {
            "content": content,
            "expires_on": "2025-12-31",
            "ground": "2016:774 2 §",
            "handling": "H2",
            "purpose": "test",
            **terms,
        }
        about = Version(RecordId.parse(record), 1, digest(encode(content)), None)
        return self.seal(f"release/{kind}", body, now=now, about=about)

    def deliver(self, sealed: str, *, now: datetime) -> None:
        """Post what was sealed, as the transport would."""
        actions.receive(sealed=sealed, now=now)

    def answer(
        self, envelope: Envelope, kind: ReceiptKind, *, now: datetime, **more: object
    ) -> None:
        """Answer one of our messages with a receipt, a position or a confirmation."""
        receipt = Receipt(kind=kind, of=envelope.message_id, digest=envelope.digest, **more)
        self.deliver(self.seal(kind.schema, receipt.to_body(), now=now), now=now)

    def collect(self, *, now: datetime) -> list[Envelope]:
        """Take everything waiting in our outbox for this partner, oldest first, as if delivered."""
        journal.beat(now=now)
        new = []
        for row in OutboxMessage.objects.filter(recipient=self.code, state="waiting").order_by(
            "pk"
        ):
            envelope = open_closed(
                row.sealed, key=self.encryption, signer=queries.directory().signer
            )
            actions.note_attempt(row=row, delivered=True, now=now)
            new.append(envelope)
        self.taken.extend(new)
        return new


def sign_directory(mine: str, card: str) -> str:
    """Make a directory of every participant, signed by its keepers; ours may be one of them."""
    text = shipped_toml()
    people = participants_from_toml(text)
    keepers = keepers_from_toml(text)
    others = [row.code for row in people if row.started and row.code != mine]
    cards = [issue(Partner.of(code).card, Partner.of(code).signing) for code in others]
    book = Directory(1, people, keepers, (card, *cards))
    keys = [here().signing if code == mine else Partner.of(code).signing for code in keepers]
    return sign(book, keys)
