"""Decoys of a sealing: rows that nobody can ask for, so that a pack's length is rounded up."""

from __future__ import annotations

import hmac

import numpy as np

from samverkan.registers.seal_job import SealJob
from samverkan.registers.seal_rows import SealedRows
from samverkan.sealed.pack_header import padded
from samverkan.sealed.pack_rows import Bytes, Places, RowCipher
from samverkan.sealed.pack_writing import decoys

_DECOYS = b"samverkan/registers/decoys/v1"


def decoys_of(job: SealJob, count: int) -> tuple[Places, Bytes]:
    """Make decoys that nobody else can make, the same ones while the sealing lasts."""
    random = hmac.digest(job.secret, _DECOYS + job.header.salt, "sha512")
    return decoys(count, RowCipher.of(job.header), random=random)


def padding_moved(job: SealJob, before: int, after: int) -> tuple[SealedRows, SealedRows]:
    """Give the decoys that go and those that come, so that the length is rounded as before."""
    old, new = padded(before) - before, padded(after) - after
    place, sealed = decoys_of(job, max(old, new))
    empty = np.zeros(len(place), np.uint64)
    rows = SealedRows(empty, empty, place, sealed)
    return rows.at(slice(new, old)), rows.at(slice(old, new))
