"""A delta: what takes one pack to the next of the same sealing, without the rows they share.

    0  8  "SAMVDELT"
    8  1  version, 3
    9  1  label length L, 10  1  check length C, 11  1  zero
   12  4  rows of the base      16  4  rows that go      20  4  rows that come
   24 32  digest of the base    56 32  digest of the next pack    88 64  signature of the next pack

After it: the numbers of the rows that go, uint32, rising; the positions (bucket and remainder) of
those that come, uint64, in a pack's order; their sealed labels; SHA-256 of all before it; and the
holder's signature of that digest. Head and buckets of the next pack are the base's.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from samverkan.sealed.errors import Misuse, PackDamaged, PackRefused
from samverkan.sealed.pack_checking import check_order
from samverkan.sealed.pack_header import DIGEST, SIGNATURE, VERSION, Head
from samverkan.sealed.pack_order import Rows
from samverkan.sealed.packs import Pack
from samverkan.wire.detached import verify_digest
from samverkan.wire.keys import VerifyKey
from samverkan.wire.seal import SealBroken

KIND = "samverkan-pack-delta-3"
MAGIC = b"SAMVDELT"
FIXED = struct.Struct("<8sBBBxIII32s32s64s")


class Said(NamedTuple):
    """What stands first in a delta."""

    magic: bytes
    version: int
    label_length: int
    check_length: int
    rows: int
    removed: int
    added: int
    base: bytes
    target: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Delta:
    """An opened delta: which rows of its base go, and which come."""

    said: Said
    removed: NDArray[np.int64] = field(repr=False)
    added: Rows = field(repr=False)

    @classmethod
    def open(cls, data: bytes | memoryview, *, signer: VerifyKey | None = None) -> Delta:
        """Open a file that may be hostile, or raise PackDamaged. All of it is checked."""
        view = memoryview(data).toreadonly()
        if view[: len(MAGIC)] != MAGIC:
            raise PackDamaged("The file is not a delta.")
        if len(view) < FIXED.size:
            raise PackDamaged("The delta ends inside its header.")
        said = Said(*FIXED.unpack_from(view))
        if view[11]:
            raise PackDamaged("The file is not a delta.")
        if said.version != VERSION:
            raise PackDamaged(
                f"The delta has version {said.version}; this program reads {VERSION}."
            )
        body = FIXED.size + 4 * said.removed + (8 + _width(said)) * said.added
        if len(view) != body + DIGEST + SIGNATURE:
            raise PackDamaged(f"The delta is {len(view)} bytes; its header says otherwise.")
        _check_trailer(view, body, signer)
        return cls(said, *_parts(view[:body], said))


def _width(said: Said) -> int:
    return said.label_length + said.check_length


def _check_trailer(view: memoryview, body: int, signer: VerifyKey | None) -> None:
    digest, signature = bytes(view[body : body + DIGEST]), bytes(view[body + DIGEST :])
    if sha256(view[:body]).digest() != digest:
        raise PackDamaged("The delta's digest does not match: it was damaged on its way.")
    if signer is not None:
        try:
            verify_digest(signature, digest, signer, kind=KIND)
        except SealBroken as error:
            raise PackRefused("The delta is not signed by its holder's key.") from error


def _parts(body: memoryview, said: Said) -> tuple[NDArray[np.int64], Rows]:
    at = FIXED.size + 4 * said.removed
    removed = np.frombuffer(body[FIXED.size : at], "<u4").astype(np.int64)
    if (removed[1:] <= removed[:-1]).any() or (removed >= said.rows).any():
        raise PackDamaged("The rows that go do not rise, or are not in the base.")
    positions = np.frombuffer(body[at : at + 8 * said.added], "<u8").astype(np.uint64)
    sealed = np.frombuffer(body[at + 8 * said.added :], np.uint8)
    added = Rows(positions, sealed.reshape(said.added, _width(said)))
    check_order(added)
    return removed, added


def check_base(base: Pack, delta: Delta) -> None:
    """Raise PackDamaged unless the delta is this pack's, and leads to one that may be."""
    header = base.header
    own = (header.label_length, header.check_length, base.rows, base.digest)
    said = delta.said
    if (said.label_length, said.check_length, said.rows, said.base) != own:
        raise PackRefused("The delta is for another pack.")
    rows = base.rows - said.removed + said.added
    edge = base.head.buckets << 32
    if said.added and int(delta.added.positions[-1]) >= edge:
        raise PackDamaged("The rows that come lie beyond the pack's buckets.")
    try:
        Head(header, rows, base.head.buckets)
    except Misuse as error:
        raise PackDamaged(f"The delta leads to no pack: {error}") from error
