"""A promise of what was recorded that shows nothing: the hash of a salt and the record."""

from __future__ import annotations

from hashlib import sha256

SALT_SIZE = 32


def commit(salt: bytes, record: bytes) -> bytes:
    """Give SHA-256(salt ‖ record), 32 bytes; the 32-byte random salt makes guessing hopeless."""
    if len(salt) != SALT_SIZE:
        raise ValueError(f"A salt is {SALT_SIZE} bytes, not {len(salt)}.")
    return sha256(salt + record).digest()
