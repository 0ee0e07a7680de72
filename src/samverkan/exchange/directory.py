"""Who is who: participants and their cards, in versions that all keepers sign together.

Each instance pins the directory it trusts. A newer one is taken only from the keepers it knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from samverkan.exchange.cards import Card, open_chains
from samverkan.exchange.participants import Participant, checked
from samverkan.exchange.reading import Fields
from samverkan.wire import seal
from samverkan.wire.canonical import Json, Malformed, decode, encode
from samverkan.wire.keys import SigningKey

KIND = "samverkan-directory-1"


class NotListed(LookupError):
    """A participant, or its card, that the directory does not hold."""


@dataclass(frozen=True, slots=True)
class Directory:
    """One version of the directory. `cards` are signed cards, each participant's oldest first."""

    version: int
    participants: tuple[Participant, ...]
    keepers: tuple[str, ...]
    cards: tuple[str, ...]
    _chains: dict[str, tuple[Card, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.version < 1:
            raise Malformed("Versions of the directory count from 1.")
        checked(self.participants, self.keepers)
        object.__setattr__(self, "_chains", open_chains(self.cards))
        for code in self._chains:
            if code not in {participant.code for participant in self.participants}:
                raise Malformed(f"There is a card for {code}, which is not a participant.")
        kids = {chain[-1].signing.kid for chain in self._chains.values()}
        if len(kids) != len(self._chains):
            raise Malformed("Two participants sign with the same key.")

    def participant(self, code: str) -> Participant:
        """Give the participant with this code; raises NotListed."""
        for participant in self.participants:
            if participant.code == code:
                return participant
        raise NotListed(f"{code} is not in the directory.")

    def in_force(self, code: str, on: date) -> bool:
        """Say whether the participant takes part on this day; raises NotListed."""
        return self.participant(code).in_force(on)

    def controller_of(self, code: str) -> Participant:
        """Give the authority that answers for a participant: its host, or itself."""
        participant = self.participant(code)
        return self.participant(participant.host) if participant.host else participant

    def has(self, code: str) -> bool:
        """Say whether there is a card for the participant."""
        return code in self._chains

    def card_of(self, code: str) -> Card:
        """Give the participant's current card; raises NotListed if it has none."""
        return self.cards_of(code)[-1]

    def cards_of(self, code: str) -> tuple[Card, ...]:
        """Give all cards of a participant, oldest first, to check what it once signed."""
        try:
            return self._chains[code]
        except KeyError:
            raise NotListed(f"{code} has no card in the directory.") from None

    def signer(self, kid: str) -> Card | None:
        """Give the current card whose signing key has this name, or None."""
        current = (chain[-1] for chain in self._chains.values())
        return next((card for card in current if card.signing.kid == kid), None)

    def to_bytes(self) -> bytes:
        """Give the canonical bytes that every keeper signs."""
        return encode(
            {
                "cards": self.cards,
                "keepers": self.keepers,
                "participants": [participant.to_json() for participant in self.participants],
                "version": self.version,
            }
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> Directory:
        """Read the fields, or raise Malformed. Says nothing about who signed them."""
        names = frozenset({"cards", "keepers", "participants", "version"})
        fields = Fields.of("directory", decode(data), names)
        return cls(
            version=fields.whole("version"),
            participants=tuple(map(Participant.from_json, fields.sequence("participants"))),
            keepers=fields.texts("keepers"),
            cards=fields.texts("cards"),
        )


def sign(directory: Directory, keys: Iterable[SigningKey]) -> str:
    """Give the directory's file, signed with these keys: a JSON list of JWS over the same bytes."""
    return _to_text([seal.sign(directory.to_bytes(), key, kind=KIND) for key in keys])


def join(texts: Iterable[str]) -> str:
    """Put together files of the same directory that its keepers signed apart."""
    return _to_text([signed for text in texts for signed in _signatures(text)])


def open_directory(text: str) -> Directory:
    """Read a directory that every one of its keepers signed, by the cards inside it.

    This proves only that it is whole: whom to trust at first is decided by a person, and later
    by `renew`. Raises Malformed or SealBroken.
    """
    signatures = _signatures(text)
    directory = Directory.from_bytes(seal.peek_payload(signatures[0]))
    for keeper in directory.keepers:
        _check_signed(directory, keeper, signatures)
    return directory


def renew(pinned: Directory, text: str) -> Directory:
    """Read a newer directory that also the keepers of the pinned one signed, with keys that follow.

    Raises Malformed if it is not newer or if it forgets or changes a card already known.
    """
    directory = open_directory(text)
    if directory.version <= pinned.version:
        raise Malformed(
            f"The directory is version {directory.version}; {pinned.version} is already pinned."
        )
    for code, chain in pinned._chains.items():
        if directory._chains.get(code, ())[: len(chain)] != chain:
            raise Malformed(f"The new directory changes a card of {code} that is already known.")
    for keeper in pinned.keepers:
        _check_signed(directory, keeper, _signatures(text))
    return directory


def _check_signed(directory: Directory, keeper: str, signatures: Sequence[str]) -> None:
    """Refuse unless one of the signatures is the keeper's, over exactly this directory."""
    key = directory.card_of(keeper).signing
    own = next((signed for signed in signatures if seal.peek_kid(signed) == key.kid), None)
    if own is None:
        raise seal.SealBroken(f"The directory is not signed by its keeper {keeper}.")
    if seal.verify(own, key, kind=KIND) != directory.to_bytes():
        raise seal.SealBroken(f"The keeper {keeper} signed another directory.")


def _to_text(signatures: Sequence[str]) -> str:
    return encode(signatures).decode("ascii")


def _signatures(text: str) -> tuple[str, ...]:
    value: Json = decode(text.encode("utf-8", "replace"))
    signatures = Fields("directory's file", {"whole": value}).texts("whole")
    if not signatures:
        raise Malformed("The directory's file holds no signature.")
    return signatures
