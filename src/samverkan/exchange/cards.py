"""A participant's card: its keys and its address, signed by itself; a new one by the key before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from samverkan.exchange.reading import Fields
from samverkan.wire import seal
from samverkan.wire.canonical import Json, Malformed, decode, digest, encode
from samverkan.wire.identifiers import checked_code, checked_digest
from samverkan.wire.keys import EncryptPublicKey, SigningKey, VerifyKey
from samverkan.wire.times import from_text, to_text

KIND = "samverkan-card-1"

# C2SP signed-note: the name, four bytes of key hash, the key with its type in base64.
_LOG_KEY = re.compile(r"[^+\s]{1,200}\+[0-9a-f]{8}\+[A-Za-z0-9+/]{40,4000}={0,2}")
# Plain HTTP only where it does not leave the machine.
_ADDRESS = re.compile(
    r"(https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?|http://(localhost|127\.0\.0\.1|\[::1\]))"
    r"(:[0-9]{1,5})?(/[A-Za-z0-9._~-]+)*"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What others need to write to a participant and to check what it signs.

    `log` is the vkey of its journal, `voprf` maps an epoch to its public key in hexadecimal, and
    `previous` is the digest of the card that this one succeeds (None for the first).
    """

    participant: str
    signing: VerifyKey
    encryption: EncryptPublicKey
    log: str
    base_url: str
    valid_from: datetime
    voprf: Mapping[str, str] = field(default_factory=dict)
    previous: str | None = None

    def __post_init__(self) -> None:
        checked_code(self.participant)
        if _LOG_KEY.fullmatch(self.log) is None:
            raise Malformed(f"The journal key on {self.participant}'s card is not a vkey.")
        if not is_address(self.base_url):
            raise Malformed(
                f"The address on {self.participant}'s card must be https (http on this machine "
                "only), without a slash at the end."
            )
        to_text(self.valid_from)
        if self.previous is not None:
            checked_digest(self.previous)

    @property
    def digest(self) -> str:
        """Give the SHA-256 of the card's bytes, which its successor names."""
        return digest(self.to_bytes())

    def to_bytes(self) -> bytes:
        """Give the canonical bytes that are signed."""
        return encode(
            {
                "base_url": self.base_url,
                "encryption": self.encryption.to_jwk(),
                "log": self.log,
                "participant": self.participant,
                "previous": self.previous,
                "signing": self.signing.to_jwk(),
                "valid_from": to_text(self.valid_from),
                "voprf": self.voprf,
            }
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> Card:
        """Read the fields of a card, or raise Malformed. Says nothing about who signed it."""
        fields = Fields.of("card", decode(data), _NAMES)
        epochs = fields.mapping("voprf")
        keys = Fields("card's voprf", epochs)
        return cls(
            participant=fields.text("participant"),
            signing=VerifyKey.from_jwk(fields.values["signing"]),
            encryption=EncryptPublicKey.from_jwk(fields.values["encryption"]),
            log=fields.text("log"),
            base_url=fields.text("base_url"),
            valid_from=from_text(fields.text("valid_from")),
            voprf={epoch: keys.text(epoch) for epoch in epochs},
            previous=fields.text_or_none("previous"),
        )


_NAMES = frozenset(Card.__dataclass_fields__)


def is_address(text: str) -> bool:
    """Say whether a text can stand on a card as where a participant is reached."""
    return _ADDRESS.fullmatch(text) is not None


def issue(card: Card, key: SigningKey) -> str:
    """Sign a card: a first one with its own key, a later one with the key of the card before."""
    if card.previous is None and card.signing != key.public:
        raise Malformed(f"{card.participant}'s first card must be signed by its own key.")
    return seal.sign(card.to_bytes(), key, kind=KIND)


def open_card(signed: str) -> Card:
    """Read a first card and check that its own key signed it; Malformed or SealBroken otherwise."""
    card = Card.from_bytes(seal.peek_payload(signed))
    if card.previous is not None:
        raise Malformed(f"{card.participant}'s card succeeds another and is read after it.")
    seal.verify(signed, card.signing, kind=KIND)
    return card


def succeed(old: Card, new_signed: str) -> Card:
    """Read the next card of the same participant: signed by the old key, naming the old card."""
    new = Card.from_bytes(seal.verify(new_signed, old.signing, kind=KIND))
    if new.participant != old.participant:
        raise Malformed(f"{old.participant}'s key signed a card for {new.participant}.")
    if new.previous != old.digest:
        raise Malformed(f"The new card of {new.participant} does not name the card before it.")
    if new.valid_from <= old.valid_from:
        raise Malformed(f"The new card of {new.participant} is not later than the one before it.")
    return new


def open_chains(signed: Iterable[str]) -> dict[str, tuple[Card, ...]]:
    """Read the cards of many participants, each one's in order; gives code → cards, newest last."""
    chains: dict[str, tuple[Card, ...]] = {}
    for text in signed:
        claimed = _claimed_participant(text)
        chain = chains.get(claimed, ())
        card = succeed(chain[-1], text) if chain else open_card(text)
        chains[claimed] = (*chain, card)
    return chains


def _claimed_participant(signed: str) -> str:
    value: Json = decode(seal.peek_payload(signed))
    return Fields.of("card", value, _NAMES).text("participant")
