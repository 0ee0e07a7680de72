"""Keys of an instance: Ed25519 to sign (RFC 8032) and X25519 to be written to (RFC 7748).

A private key is its 32-byte seed; who draws the seed decides where randomness comes from.
Public keys travel as JWK (RFC 8037) and are named by their thumbprint (RFC 7638).
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from typing import ClassVar, Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from samverkan.wire.canonical import Json, Malformed, encode

_SIZE = 32


@dataclass(frozen=True, slots=True)
class _PublicKey:
    """32 bytes on the curve named by the class."""

    raw: bytes
    curve: ClassVar[str]

    def __post_init__(self) -> None:
        _check_size(self.raw)

    @classmethod
    def from_jwk(cls, jwk: Json) -> Self:
        """Read a public JWK with exactly `kty`, `crv` and `x`, or raise Malformed."""
        return cls(_read(jwk, curve=cls.curve, secret=False)["x"])

    def to_jwk(self) -> dict[str, str]:
        """Give the public JWK: `kty`, `crv`, `x`."""
        return {"kty": "OKP", "crv": self.curve, "x": _to_text(self.raw)}

    @property
    def kid(self) -> str:
        """Name the key by its RFC 7638 thumbprint, 43 characters of base64url."""
        return _thumbprint(self)


@dataclass(frozen=True, slots=True)
class VerifyKey(_PublicKey):
    """The public half of a signing key."""

    curve: ClassVar[str] = "Ed25519"


@dataclass(frozen=True, slots=True)
class EncryptPublicKey(_PublicKey):
    """The public half of an encryption key: anyone may write to its owner with it."""

    curve: ClassVar[str] = "X25519"


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private Ed25519 key and its public half; its text form never shows the seed."""

    seed: bytes = field(repr=False)
    public: VerifyKey = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        _check_size(self.seed)
        private = Ed25519PrivateKey.from_private_bytes(self.seed)
        object.__setattr__(self, "public", VerifyKey(private.public_key().public_bytes_raw()))

    @classmethod
    def from_seed(cls, seed: bytes) -> SigningKey:
        """Make the key from 32 random bytes."""
        return cls(seed)

    def to_private(self) -> dict[str, str]:
        """Give the private JWK, for the key store only."""
        return {**self.public.to_jwk(), "d": _to_text(self.seed)}

    @classmethod
    def from_private(cls, jwk: Json) -> SigningKey:
        """Read what `to_private` gave, or raise Malformed."""
        key = cls(_read(jwk, curve=VerifyKey.curve, secret=True)["d"])
        _check_halves(jwk, key.to_private())
        return key


@dataclass(frozen=True, slots=True)
class EncryptionKey:
    """A private X25519 key and its public half; its text form never shows the seed."""

    seed: bytes = field(repr=False)
    public: EncryptPublicKey = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        _check_size(self.seed)
        private = X25519PrivateKey.from_private_bytes(self.seed)
        public = EncryptPublicKey(private.public_key().public_bytes_raw())
        object.__setattr__(self, "public", public)

    @classmethod
    def from_seed(cls, seed: bytes) -> EncryptionKey:
        """Make the key from 32 random bytes."""
        return cls(seed)

    def to_private(self) -> dict[str, str]:
        """Give the private JWK, for the key store only."""
        return {**self.public.to_jwk(), "d": _to_text(self.seed)}

    @classmethod
    def from_private(cls, jwk: Json) -> EncryptionKey:
        """Read what `to_private` gave, or raise Malformed."""
        key = cls(_read(jwk, curve=EncryptPublicKey.curve, secret=True)["d"])
        _check_halves(jwk, key.to_private())
        return key


@lru_cache(maxsize=1024)  # partners' keys: each message names three of them
def _thumbprint(key: _PublicKey) -> str:
    return _to_text(sha256(encode(key.to_jwk())).digest())


def _check_size(raw: bytes) -> None:
    if len(raw) != _SIZE:
        raise Malformed(f"A key is {_SIZE} bytes, not {len(raw)}.")


def _check_halves(jwk: Json, expected: Mapping[str, str]) -> None:
    if jwk != expected:
        raise Malformed(
            "The private key and the public key stored beside it do not belong together."
        )


def _read(jwk: Json, *, curve: str, secret: bool) -> dict[str, bytes]:
    """Check a JWK's shape; give the bytes of `x`, and of `d` when it must hold the secret."""
    wanted = {"x", "d"} if secret else {"x"}
    if not isinstance(jwk, Mapping) or set(jwk) != {"kty", "crv", *wanted}:
        raise Malformed(f"A key must hold exactly {', '.join(sorted({'kty', 'crv', *wanted}))}.")
    if (jwk["kty"], jwk["crv"]) != ("OKP", curve):
        raise Malformed(f"The key is not an {curve} key.")
    return {name: _from_text(jwk[name]) for name in wanted}


def _to_text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def _from_text(text: Json) -> bytes:
    if not isinstance(text, str):
        raise Malformed("A key's bytes must be text in base64url.")
    try:
        raw = urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except ValueError:
        raise Malformed("A key's bytes are not base64url.") from None
    if _to_text(raw) != text:
        raise Malformed("A key's bytes are not base64url in its one form.")
    return raw
