"""C2SP signed notes: a text and lines of signatures, Ed25519 (type 0x01).

A key is written `name+key id in hex+base64(type ‖ public key)`, a *vkey*. The name and the key id
on a signature line say whose it is; lines by unknown keys are passed over, as the format asks.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = 0x01
COSIGNATURE = 0x04
MOST_SIGNATURES = 100
_DASH = "\N{EM DASH} "
_NAME = re.compile(r"[^\s+\x00-\x1f\ud800-\udfff]+")
_NOT_TEXT = re.compile(r"[\x00-\x09\x0b-\x1f\ud800-\udfff]")


class NoteInvalid(ValueError):
    """A note, key or signature that cannot be trusted; the text is one sentence."""


@dataclass(frozen=True, slots=True)
class Key:
    """A public Ed25519 key with its name and the type of signature it makes."""

    name: str
    kind: int
    public: bytes

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise NoteInvalid(f"{self.name[:60]!r} is not the name of a key.")
        if self.kind not in {ED25519, COSIGNATURE} or len(self.public) != 32:
            raise NoteInvalid(f"The key of {self.name} is not an Ed25519 key.")

    @classmethod
    def read(cls, vkey: str) -> Self:
        """Read a vkey, or raise NoteInvalid."""
        name, _, rest = vkey.partition("+")
        material = from_base64(rest.partition("+")[2])
        if material == b"":
            raise NoteInvalid(f"{vkey[:60]!r} is not a verifier key.")
        key = cls(name, material[0], material[1:])
        if key.vkey != vkey:
            raise NoteInvalid(f"The key of {name} does not match its own key id.")
        return key

    @classmethod
    def of_seed(cls, name: str, seed: bytes, *, kind: int) -> Self:
        """Give the public half of a 32-byte seed."""
        return cls(name, kind, _private(seed).public_key().public_bytes_raw())

    @property
    def id(self) -> bytes:
        """Give the four bytes that stand for the key on a signature line."""
        return sha256(self.name.encode() + b"\n" + self._material).digest()[:4]

    @property
    def vkey(self) -> str:
        """Write the key as text."""
        return f"{self.name}+{self.id.hex()}+{to_base64(self._material)}"

    @property
    def _material(self) -> bytes:
        return bytes([self.kind]) + self.public

    def check(self, message: bytes, signature: bytes) -> None:
        """Raise NoteInvalid unless the 64 bytes are this key's signature of the message."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except InvalidSignature:
            raise NoteInvalid(f"The signature by {self.name} is not genuine.") from None


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line: who, with which key, and the bytes."""

    name: str
    key_id: bytes
    value: bytes

    def __str__(self) -> str:
        return f"{_DASH}{self.name} {to_base64(self.key_id + self.value)}\n"

    @classmethod
    def read(cls, line: str) -> Self:
        """Read a line without its line break, or raise NoteInvalid."""
        name, _, encoded = line.removeprefix(_DASH).partition(" ")
        value = from_base64(encoded)
        if not line.startswith(_DASH) or not _NAME.fullmatch(name) or len(value) < 5:
            raise NoteInvalid(f"{line[:60]!r} is not a signature line.")
        return cls(name, value[:4], value[4:])


@dataclass(frozen=True, slots=True)
class Note:
    """A text ending in a line break, and its signatures, none of them checked yet."""

    text: str
    signatures: tuple[Signature, ...]

    def __str__(self) -> str:
        return f"{self.text}\n{''.join(map(str, self.signatures))}"

    @classmethod
    def read(cls, note: str) -> Self:
        """Take a note apart, or raise NoteInvalid."""
        text, gap, lines = note.rpartition("\n\n")
        if not gap or not lines.endswith("\n"):
            raise NoteInvalid("The note has no signature lines.")
        if _NOT_TEXT.search(note):
            raise NoteInvalid("The note holds a control character.")
        signatures = lines[:-1].split("\n")
        if len(signatures) > MOST_SIGNATURES:
            raise NoteInvalid(f"The note has more than {MOST_SIGNATURES} signatures.")
        return cls(f"{text}\n", tuple(map(Signature.read, signatures)))

    def by(self, key: Key) -> tuple[bytes, ...]:
        """Give the unchecked signatures on lines that name this key."""
        mine = (key.name, key.id)
        return tuple(line.value for line in self.signatures if (line.name, line.key_id) == mine)


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: a key name and a 32-byte Ed25519 seed, which its text form never shows."""

    name: str
    seed: bytes = field(repr=False)

    @property
    def key(self) -> Key:
        """Give the public half."""
        return Key.of_seed(self.name, self.seed, kind=ED25519)

    @property
    def vkey(self) -> str:
        """Give the public half as text."""
        return self.key.vkey

    def sign(self, text: str) -> Signature:
        """Sign a text that ends in a line break."""
        return Signature(self.name, self.key.id, signed(self.seed, text.encode()))


def verify(note: Note, keys: Iterable[Key]) -> tuple[str, ...]:
    """Give the names of the given keys that signed. NoteInvalid if none did or one is false."""
    names = []
    for key in keys:
        if key.kind != ED25519:
            raise NoteInvalid(f"The key of {key.name} is not one for signing notes.")
        for value in note.by(key):
            key.check(note.text.encode(), value)
            names.append(key.name)
    if not names:
        raise NoteInvalid("The note is not signed by a key given.")
    return tuple(names)


def signed(seed: bytes, message: bytes) -> bytes:
    """Give the 64-byte Ed25519 signature (RFC 8032) of a message."""
    return _private(seed).sign(message)


def to_base64(data: bytes) -> str:
    """Write base64 (RFC 4648, section 4)."""
    return b64encode(data).decode("ascii")


def from_base64(text: str) -> bytes:
    """Read base64 in its one exact form, or raise NoteInvalid."""
    try:
        data = b64decode(text.encode("ascii"), validate=True)
    except (NotBase64, UnicodeEncodeError):
        raise NoteInvalid(f"{text[:60]!r} is not base64.") from None
    if to_base64(data) != text:
        raise NoteInvalid(f"{text[:60]!r} is not base64 in its one form.")
    return data


def _private(seed: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(seed)
