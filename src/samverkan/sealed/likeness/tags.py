"""Tags: what a label says of the record it stands for, blurred to four or eight bits a part.

A tag is 1 or more by the part's hash, 0 if the part is missing. Given name and surname share a
domain, so that changed places can be seen. Year, month and day are written as they are where the
bits suffice: no hash of 31 days hides one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from samverkan.sealed.errors import TheirFault
from samverkan.sealed.likeness.parts import FIELD_OF, part
from samverkan.sealed.likeness.slots import TAGS, Slot
from samverkan.sealed.likeness.subjects import Subject

_HALVES = 2 * TAGS

Tags = NDArray[np.uint8]


def tags_of(subject: Subject, slots: Sequence[Slot]) -> bytes:
    """Give a subject's fourteen bytes of tags; what is not used is 0."""
    tags = [one.tag(part(one.name, getattr(subject, FIELD_OF[one.name]))) for one in slots]
    return bytes(packed(np.array([tags], np.uint8).reshape(1, -1), slots)[0].tolist())


def packed(tags: Tags, slots: Sequence[Slot]) -> Tags:
    """Pack n rows of tags, one a slot, into fourteen bytes each: whole bytes first, then halves."""
    whole, half = _places(slots)
    found = np.zeros((len(tags), _HALVES), np.uint8)
    if whole:
        found[:, 0 : 2 * len(whole) : 2] = tags[:, whole] >> 4
        found[:, 1 : 2 * len(whole) : 2] = tags[:, whole] & 15
    found[:, 2 * len(whole) : 2 * len(whole) + len(half)] = tags[:, half]
    bytewise: Tags = (found[:, ::2] << 4 | found[:, 1::2]).astype(np.uint8)
    return bytewise


def unpacked(labels: Tags, slots: Sequence[Slot]) -> Tags:
    """Unpack n rows of fourteen bytes into tags, one a slot. TheirFault if they are not such."""
    if labels.ndim != 2 or labels.shape[1] != TAGS:
        raise TheirFault("Tags of likeness have the wrong length.")
    whole, half = _places(slots)
    found = np.stack([labels >> 4, labels & 15], axis=2).reshape(len(labels), _HALVES)
    tags = np.zeros((len(labels), len(slots)), np.uint8)
    tags[:, whole] = found[:, 0 : 2 * len(whole) : 2] << 4 | found[:, 1 : 2 * len(whole) : 2]
    tags[:, half] = found[:, 2 * len(whole) : 2 * len(whole) + len(half)]
    return tags


def _places(slots: Sequence[Slot]) -> tuple[list[int], list[int]]:
    whole = [place for place, one in enumerate(slots) if one.bits == 8]
    return whole, [place for place, one in enumerate(slots) if one.bits == 4]
