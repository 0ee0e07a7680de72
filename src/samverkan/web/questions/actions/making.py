"""Makes a pack of sealed rows, and the delta from the one that its asker had before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from samverkan.registers.likeness_lists import NO_SCHEMES
from samverkan.sealed.errors import PackDamaged
from samverkan.sealed.pack_differences import difference
from samverkan.sealed.pack_header import Header
from samverkan.sealed.pack_writing import build
from samverkan.sealed.packs import Pack
from samverkan.web.questions.models import SealedPack
from samverkan.wire.keys import SigningKey


@dataclass(frozen=True, slots=True)
class Made:
    """A pack to be released, and a delta to it if there is one that is smaller."""

    header: Header
    pack: bytes = field(repr=False)
    schemes: Mapping[str, str] = field(repr=False)
    delta: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Base:
    """The pack before and its schemes, or nothing."""

    pack: Pack | None
    schemes: Mapping[str, str]

    @classmethod
    def of(cls, before: SealedPack | None) -> Base:
        """Open what was sealed before. What an earlier version of this program left is no base."""
        if before is None:
            return cls(None, NO_SCHEMES)
        try:
            return cls(Pack.reopen(bytes(before.pack)), before.schemes)
        except PackDamaged:
            return cls(None, NO_SCHEMES)


def made(
    rows: Sequence[tuple[bytes, bytes]],
    header: Header,
    base: Base,
    schemes: Mapping[str, str],
    *,
    secret: bytes,
    key: SigningKey,
) -> Made:
    """Make a pack. If it can follow the base it has that one's salt and buckets.

    `secret` is the asker's and epoch's: decoys come from it and the salt.
    """
    before = base.pack
    follows = before is not None and replace(header, salt=before.header.salt) == before.header
    if before is None or not follows:
        data = build(rows, header, random=secret + header.salt, key=key)
        return Made(header, data, schemes, b"")
    header, buckets = before.header, before.head.buckets
    data = build(rows, header, random=secret + header.salt, key=key, buckets=buckets)
    after = Pack.reopen(data)
    delta = difference(before, after, key) if after.head.buckets == buckets else b""
    return Made(header, data, schemes, delta if len(delta) < len(data) else b"")
