"""Closes an envelope for its way between instances, and opens one: signed, then locked.

The sender is who signed, never who delivered.
"""

from __future__ import annotations

from collections.abc import Callable

from samverkan.exchange.cards import Card
from samverkan.exchange.envelope import Envelope
from samverkan.wire import seal
from samverkan.wire.keys import EncryptionKey, SigningKey

KIND = "samverkan-envelope-1"


def close(envelope: Envelope, *, key: SigningKey, to: Card) -> str:
    """Sign the envelope and lock it for the recipient's card; gives a compact JWE."""
    if to.participant != envelope.recipient:
        raise ValueError(
            f"The envelope is for {envelope.recipient}, the card is {to.participant}'s."
        )
    signed = seal.sign(envelope.to_bytes(), key, kind=KIND)
    return seal.encrypt(signed.encode("ascii"), to.encryption)


def open_closed(
    closed: str, *, key: EncryptionKey, signer: Callable[[str], Card | None]
) -> Envelope:
    """Unlock, find the card that signed by its kid, and read the envelope.

    Raises SealBroken unless the card's owner is the sender, Malformed if the envelope is.
    """
    signed = seal.decrypt(closed, key).decode("utf-8", "replace")
    card = signer(seal.peek_kid(signed))
    if card is None:
        raise seal.SealBroken("No participant in the directory signs with this key.")
    envelope = Envelope.from_bytes(seal.verify(signed, card.signing, kind=KIND))
    if envelope.sender != card.participant:
        raise seal.SealBroken(
            f"The envelope says it is from {envelope.sender}, but {card.participant} signed it."
        )
    return envelope
