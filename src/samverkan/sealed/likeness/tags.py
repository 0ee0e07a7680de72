"""Tags: what a label says of the record it stands for, blurred to one byte a part.

A tag is 1 to 255 by the part's hash, 0 if the part is missing. Given name and surname share a
domain, so that changed places can be seen; the parts of a date are written as they are, since no
hash of 31 days hides one.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

from samverkan.sealed.likeness.families import PRIORITY
from samverkan.sealed.likeness.parts import FIELD_OF, part
from samverkan.sealed.likeness.subjects import Subject, kind_of

TAGS = 14
"""Bytes of tags in a label."""

SPREAD = 255

_WRITTEN = {"bY": 1799, "bm": 0, "bd": 0}


def slots_of(kind: str, fields: Iterable[str]) -> tuple[str, ...]:
    """Choose the parts that get a tag, for a register that has these fields: fourteen at most."""
    had = frozenset(fields)
    return tuple(name for name in PRIORITY[kind] if FIELD_OF[name] in had)[:TAGS]


def tag(name: str, text: str) -> int:
    """Give the tag of a part's text, 0 to 255."""
    if not text:
        return 0
    if name in _WRITTEN:
        return (int(text) - _WRITTEN[name]) % 256
    field = FIELD_OF[name]
    domain = "name" + name[1:] if field in {"given", "surname"} else name
    if name in {"g2", "s2"}:  # a second name is compared with first ones
        domain = "nameE"
    hashed = blake2b(f"{domain}\0{text}".encode(), digest_size=4, person=b"samverkan tag v1")
    return 1 + int.from_bytes(hashed.digest()) % SPREAD


def tags_of(subject: Subject, slots: tuple[str, ...] | None = None) -> bytes:
    """Give a subject's fourteen bytes of tags; slots that are not used are 0."""
    chosen = slots or slots_of(kind_of(subject), FIELD_OF.values())
    found = bytes(tag(name, part(name, getattr(subject, FIELD_OF[name]))) for name in chosen)
    return found.ljust(TAGS, b"\0")
