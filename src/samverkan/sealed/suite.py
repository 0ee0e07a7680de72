"""The ciphersuite ristretto255-SHA512 of RFC 9497 (section 4.1) and its two modes."""

from __future__ import annotations

from enum import IntEnum
from hashlib import sha512

from samverkan.sealed import sodium


class Mode(IntEnum):
    """RFC 9497 section 3.1. The site uses VOPRF; OPRF is here for the published vectors."""

    OPRF = 0
    VOPRF = 1


def context_string(mode: Mode) -> bytes:
    """Give the string that separates this suite and mode from all others (RFC 9497 3.1)."""
    return b"OPRFV1-" + bytes([mode]) + b"-ristretto255-SHA512"


def prefixed(value: bytes) -> bytes:
    """Put the length before the value, two bytes big-endian, as RFC 9497 does in transcripts."""
    return len(value).to_bytes(2, "big") + value


def expand_message_xmd(message: bytes, dst: bytes, length: int) -> bytes:
    """Expand a message to uniform bytes with SHA-512 (RFC 9380 section 5.3.1).

    `dst` is at most 255 bytes, `length` at most 255 * 64; else OverflowError.
    """
    blocks = -(-length // 64)
    blocks.to_bytes(1, "big")
    suffix = dst + len(dst).to_bytes(1, "big")
    first = sha512(bytes(128) + message + length.to_bytes(2, "big") + b"\0" + suffix).digest()
    block = sha512(first + b"\1" + suffix).digest()
    uniform = block
    for number in range(2, blocks + 1):
        mixed = int.from_bytes(first, "big") ^ int.from_bytes(block, "big")
        block = sha512(mixed.to_bytes(64, "big") + bytes([number]) + suffix).digest()
        uniform += block
    return uniform[:length]


def hash_to_group(value: bytes, mode: Mode) -> bytes:
    """Hash bytes to an element."""
    dst = b"HashToGroup-" + context_string(mode)
    return sodium.from_hash(expand_message_xmd(value, dst, sodium.UNIFORM_SIZE))


def hash_to_scalar(value: bytes, mode: Mode, *, label: bytes = b"HashToScalar-") -> bytes:
    """Hash bytes to a scalar; `label` begins the domain separation."""
    dst = label + context_string(mode)
    return sodium.scalar_reduce(expand_message_xmd(value, dst, sodium.UNIFORM_SIZE))
