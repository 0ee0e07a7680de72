"""Writes a delta, when it is known which rows go and which come."""

from __future__ import annotations

from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from samverkan.sealed.pack_delta import FIXED, KIND, MAGIC
from samverkan.sealed.pack_header import DIGEST, VERSION
from samverkan.sealed.pack_order import Rows
from samverkan.sealed.pack_writing import trailer
from samverkan.sealed.packs import Pack
from samverkan.wire.keys import SigningKey


def delta_of(
    base: Pack, removed: NDArray[np.int64], added: Rows, target: bytes, key: SigningKey
) -> bytes:
    """Write the delta that takes these rows out and puts these in.

    `target` is what stands last in the next pack: its digest and signature.
    """
    head = base.header
    counts = base.rows, len(removed), len(added.positions)
    names = base.digest, target[:DIGEST], target[DIGEST:]
    lengths = head.label_length, head.check_length
    fixed = FIXED.pack(MAGIC, VERSION, *lengths, *counts, *names)
    body = fixed + removed.astype("<u4").tobytes() + added.positions.astype("<u8").tobytes()
    body += added.sealed.tobytes()
    return body + trailer(sha256(body).digest(), key, kind=KIND)
