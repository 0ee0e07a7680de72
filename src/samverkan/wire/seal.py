"""Sign for everyone (JWS, RFC 7515) and lock for one reader (JWE, RFC 7516).

The algorithms are fixed here: Ed25519 (RFC 9864) to sign, ECDH-ES on X25519 with A256GCM to lock.
A message never chooses one. The JOSE library draws the one-time keys: the only randomness here.
"""

from __future__ import annotations

import json
from binascii import Error as NotBase64
from collections.abc import Mapping

from joserfc import jwe, jws
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey
from joserfc.util import urlsafe_b64decode

from samverkan.wire.canonical import MAX_BYTES, Json, Malformed
from samverkan.wire.keys import EncryptionKey, EncryptPublicKey, SigningKey, VerifyKey

_SIGN = "Ed25519"
_AGREE = "ECDH-ES"
_LOCK = "A256GCM"
_MAX_HEADER = 1024
# Base64url takes four characters for three bytes, once for the signature and once for the lock.
MAX_SIGNED = MAX_BYTES * 4 // 3 + 2048
MAX_LOCKED = MAX_SIGNED * 4 // 3 + 2048


class SealBroken(ValueError):
    """A signature or a lock that does not hold; the text is one sentence for a person."""


class _Signatures(jws.JWSRegistry):
    max_payload_length = MAX_SIGNED


class _Locks(jwe.JWERegistry):
    max_ciphertext_length = MAX_LOCKED


_SIGNATURES = _Signatures(algorithms=[_SIGN])
_LOCKS = _Locks(algorithms=[_AGREE, _LOCK])


def sign(payload: bytes, key: SigningKey, *, kind: str) -> str:
    """Give a compact JWS; `kind` (its `typ`) keeps it from passing for another kind."""
    header = {"alg": _SIGN, "kid": key.public.kid, "typ": kind}
    return jws.serialize_compact(header, payload, _jose(key.to_private()), registry=_SIGNATURES)


def verify(signed: str, key: VerifyKey, *, kind: str) -> bytes:
    """Give the payload if this key signed it as this kind; raises SealBroken otherwise."""
    header = _header(signed, parts=3, at_most=MAX_SIGNED)
    if header != {"alg": _SIGN, "kid": key.kid, "typ": kind}:
        raise SealBroken(f"The message is not signed as {kind} by the expected key.")
    try:
        public = _jose(key.to_jwk())
        return jws.deserialize_compact(signed, public, registry=_SIGNATURES).payload
    except (JoseError, ValueError):
        raise SealBroken("The signature does not belong to this message.") from None


def peek_kid(signed: str) -> str:
    """Give the name of the key that a JWS claims, to look it up; proves nothing by itself."""
    kid = _header(signed, parts=3, at_most=MAX_SIGNED).get("kid")
    if not isinstance(kid, str):
        raise SealBroken("The message does not name the key that signed it.")
    return kid


def peek_payload(signed: str) -> bytes:
    """Give a payload that nobody vouches for yet, only to find in it the key that must verify."""
    _header(signed, parts=3, at_most=MAX_SIGNED)
    try:
        return urlsafe_b64decode(signed.split(".")[1].encode())
    except (NotBase64, ValueError):
        raise SealBroken("The payload of the signed message is not readable.") from None


def encrypt(data: bytes, to: EncryptPublicKey) -> str:
    """Give a compact JWE that only the owner of the key can open."""
    header = {"alg": _AGREE, "enc": _LOCK, "kid": to.kid}
    try:
        return jwe.encrypt_compact(header, data, _jose(to.to_jwk()), registry=_LOCKS)
    except ValueError:
        raise SealBroken("The recipient's encryption key is not a usable X25519 key.") from None


def decrypt(locked: str, key: EncryptionKey) -> bytes:
    """Open a compact JWE; raises SealBroken if it is for another key or was altered."""
    header = _header(locked, parts=5, at_most=MAX_LOCKED)
    try:
        EncryptPublicKey.from_jwk(header.pop("epk", None))
    except Malformed:
        raise SealBroken("The locked message has no usable one-time key.") from None
    if header != {"alg": _AGREE, "enc": _LOCK, "kid": key.public.kid}:
        raise SealBroken("The message is not locked for this key.")
    try:
        private = _jose(key.to_private())
        plaintext = jwe.decrypt_compact(locked, private, registry=_LOCKS).plaintext
    except (JoseError, ValueError):
        raise SealBroken("The locked message was altered or is not for this key.") from None
    return plaintext or b""


def _jose(jwk: Mapping[str, str]) -> OKPKey:
    return OKPKey.import_key({**jwk})


def _header(text: str, *, parts: int, at_most: int) -> dict[str, Json]:
    """Read the protected header, before any library acts on it."""
    if len(text) > at_most or not text.isascii() or text.count(".") != parts - 1:
        raise SealBroken("The message is not a sealed message.")
    segment = text.partition(".")[0]
    if len(segment) > _MAX_HEADER:
        raise SealBroken("The header of the sealed message is too long.")
    try:
        header = json.loads(urlsafe_b64decode(segment.encode()))
    except (NotBase64, ValueError, RecursionError):
        raise SealBroken("The header of the sealed message is not readable.") from None
    if not isinstance(header, Mapping):
        raise SealBroken("The header of the sealed message is not an object.")
    return dict(header)
