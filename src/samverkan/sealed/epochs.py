"""A holder's key for one asker and one epoch, from one master secret.

Two askers get different keys, so they cannot pool what they learn, and nobody can link outputs
across epochs. The master secret rebuilds them all: it lives where the instance keeps its keys.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from samverkan.sealed.errors import Misuse
from samverkan.sealed.suite import prefixed
from samverkan.sealed.voprf import KeyPair, derive_key_pair

_PURPOSE = b"samverkan/sealed/epoch-key/v1"
_LEAST_MASTER = 32


def epoch_of(now: datetime, hours: int = 24) -> str:
    """Name the epoch of a moment, in UTC: `2025-07-12`, or `2025-07-12T18` if it is shorter.

    `hours` divides a day, so that every day begins an epoch.
    """
    if now.tzinfo is None:
        raise Misuse("The time has no zone.")
    if not 1 <= hours <= 24 or 24 % hours:
        raise Misuse(f"An epoch of {hours} hours does not divide a day.")
    moment = now.astimezone(UTC)
    start = moment - timedelta(hours=moment.hour % hours)
    return start.strftime("%Y-%m-%d" if hours == 24 else "%Y-%m-%dT%H")


def epoch_key(master: bytes, *, asker: str, epoch: str) -> KeyPair:
    """Derive the key for one asker and epoch: HKDF-SHA512 (RFC 5869), then DeriveKeyPair.

    `master` is at least 32 random bytes, the holder's own.
    """
    if len(master) < _LEAST_MASTER:
        raise Misuse(f"The master secret is {len(master)} bytes; it must be 32 or more.")
    info = _PURPOSE + prefixed(asker.encode()) + prefixed(epoch.encode())
    seed = HKDF(algorithm=SHA512(), length=32, salt=None, info=info).derive(master)
    return derive_key_pair(seed, info)
