"""A signature that stands beside what it signs: Ed25519 (RFC 8032) over a kind and a digest.

For files too long to be carried inside a JWS. The kind keeps a signature from passing for one of
another kind of file.
"""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from samverkan.wire.keys import SigningKey, VerifyKey
from samverkan.wire.seal import SealBroken

SIGNATURE_SIZE = 64


def sign_digest(digest: bytes, key: SigningKey, *, kind: str) -> bytes:
    """Give the 64 bytes of signature over kind, a zero and the digest."""
    return Ed25519PrivateKey.from_private_bytes(key.seed).sign(_signed(digest, kind))


def verify_digest(signature: bytes, digest: bytes, key: VerifyKey, *, kind: str) -> None:
    """Raise SealBroken unless this key signed this digest as this kind."""
    try:
        Ed25519PublicKey.from_public_bytes(key.raw).verify(signature, _signed(digest, kind))
    except (InvalidSignature, ValueError):
        raise SealBroken(f"The {kind} is not signed by the expected key.") from None


def _signed(digest: bytes, kind: str) -> bytes:
    return kind.encode() + b"\0" + digest
