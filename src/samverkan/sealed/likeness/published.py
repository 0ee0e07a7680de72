"""Which scheme belongs to a pack: the one whose digest its signed head names, and no other.

Whoever could change a scheme would choose what is asked of the holder, and what is taken for alike.
"""

from __future__ import annotations

from hashlib import sha256

from samverkan.sealed.pack_header import Header

_PURPOSE = b"samverkan/scheme/v1\0"


def scheme_digest(data: bytes) -> bytes:
    """Give the digest by which a pack's head names a scheme, as its file is written: 32 bytes."""
    return sha256(_PURPOSE + data).digest()


def belongs(data: bytes, header: Header) -> bool:
    """Say whether a scheme's file is one that the holder of this pack made it with."""
    return scheme_digest(data) in header.schemes
