"""The head of a pack, and where its parts lie. Little-endian; one pack has one possible head.

    0  8  "SAMVPACK"
    8  1  version, 3
    9  1  label length L, 0 to 32
   10  1  check length C, 0 to 8; L + C is 0, or 8 to 32
   11  1  schemes of likeness S, 0 to 3
   12  4  rows
   16  4  buckets
   20 16  salt
   36 32  the holder's public key for this asker and epoch
   68  …  holder, asker, epoch: UTF-8, one byte of length before each; S digests of schemes,
          32 bytes each, rising (`likeness.published`); then zeros to a multiple of 8

After it: where each bucket begins (below); the 4-byte remainders of all rows; their sealed labels,
L + C bytes each; SHA-256 of all before it; and the holder's Ed25519 signature of that digest.

Bucket i begins at row `anchors[i // 32] + starts[i]`, for i from 0 to the number of buckets (where
the rows end): `anchors` is one uint32 for 32 buckets, `starts` one uint16 for each; then zeros to
a multiple of 4.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from hashlib import sha256

from samverkan.sealed import sodium
from samverkan.sealed.errors import Misuse, PackDamaged

VERSION = 3
STEP = 64
MOST_ROWS = 2**32 - STEP
REMAINDER = 4
SALT = 16
DIGEST = 32
SIGNATURE = 64
MOST_LABEL = 32
LEAST_SEALED = 8
MOST_CHECK = 8
MOST_SCHEMES = 3
BLOCK = 32

MAGIC = b"SAMVPACK"
_CONTEXT = b"samverkan/pack/v3/context"
_FIXED = struct.Struct("<8sBBBBII16s32s")
# Rows per bucket when a pack is made, and the rate that it may grow to by deltas: 2e-9.
_LOAD = 7
_RATE = 2, 10**9


@dataclass(frozen=True, slots=True)
class Header:
    """What all packs and deltas of one sealing share: whose, for whom, when, under which key.

    `salt` is 16 random bytes, so that two sealings of one epoch have nothing in common. Labels are
    `label_length` bytes, and `check_length` bytes of check let only the right output open them.
    `schemes` are the digests of the schemes by which alone its keys of likeness are asked.
    """

    holder: str
    asker: str
    epoch: str
    public_key: bytes
    salt: bytes
    label_length: int = 0
    check_length: int = 0
    schemes: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        for text in (self.holder, self.asker, self.epoch):
            if not (text.isprintable() and 1 <= len(text.encode()) <= 255):
                raise Misuse("Holder, asker and epoch are 1 to 255 bytes of printable text.")
        if not (0 <= self.label_length <= MOST_LABEL and 0 <= self.check_length <= MOST_CHECK):
            raise Misuse(f"A label is 0 to {MOST_LABEL} bytes, its check 0 to {MOST_CHECK}.")
        if self.sealed_length and not LEAST_SEALED <= self.sealed_length <= MOST_LABEL:
            raise Misuse(f"Label and check are {LEAST_SEALED} to {MOST_LABEL} bytes, or none.")
        if len(self.salt) != SALT:
            raise Misuse(f"The salt is {len(self.salt)} bytes; it must be {SALT}.")
        if not self._has_few_schemes():
            raise Misuse(f"A pack names up to {MOST_SCHEMES} schemes, each once, in order.")
        if not sodium.is_element(self.public_key):
            raise Misuse("The public key is not an element of ristretto255.")

    def _has_few_schemes(self) -> bool:
        rise = sorted(set(self.schemes)) == [*self.schemes]
        whole = all(len(one) == DIGEST for one in self.schemes)
        return rise and whole and len(self.schemes) <= MOST_SCHEMES

    @property
    def sealed_length(self) -> int:
        """Give the bytes that a sealed label takes in each row."""
        return self.label_length + self.check_length

    @property
    def names(self) -> bytes:
        """Write holder, asker and epoch, each after its length."""
        names = (text.encode() for text in (self.holder, self.asker, self.epoch))
        return b"".join(bytes([len(name)]) + name for name in names)

    @property
    def context(self) -> bytes:
        """Give the digest that every row is bound to. The number of rows is no part of it."""
        lengths = bytes([self.label_length, self.check_length, len(self.schemes)])
        whose = self.salt + self.public_key + self.names + b"".join(self.schemes)
        return sha256(_CONTEXT + lengths + whose).digest()


@dataclass(frozen=True, slots=True)
class Head:
    """A header, and into how many rows and buckets this pack of it falls."""

    header: Header
    rows: int
    buckets: int

    def __post_init__(self) -> None:
        if not 0 <= self.rows <= MOST_ROWS or not fits(self.rows, self.buckets):
            raise Misuse(f"{self.rows} rows do not go into {self.buckets} buckets.")

    def encoded(self) -> bytes:
        """Write the head in its one form."""
        header = self.header
        lengths = header.label_length, header.check_length, len(header.schemes)
        counts = self.rows, self.buckets
        fixed = _FIXED.pack(MAGIC, VERSION, *lengths, *counts, header.salt, header.public_key)
        head = fixed + header.names + b"".join(header.schemes)
        return head + bytes(-len(head) % 8)

    @property
    def rate(self) -> float:
        """Give the chance that an identifier not on the list finds a row: its false positives."""
        return self.rows / self.buckets / 2**32


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts of a pack begin, in bytes, and how long it is in all."""

    anchors: int
    starts: int
    remainders: int
    labels: int
    digest: int
    end: int

    @classmethod
    def of(cls, head: Head) -> Layout:
        """Compute it from the head alone."""
        anchors = len(head.encoded())
        starts = anchors + 4 * (head.buckets // BLOCK + 1)
        remainders = starts + 2 * (head.buckets + 1)
        remainders += -remainders % 4
        labels = remainders + REMAINDER * head.rows
        digest = labels + head.header.sealed_length * head.rows
        return cls(anchors, starts, remainders, labels, digest, digest + DIGEST + SIGNATURE)


def buckets_for(rows: int) -> int:
    """Give the buckets of a new pack: 7 rows each, which is 4.31 bytes a key at 1.6e-9."""
    return -(-rows // _LOAD)


def fits(rows: int, buckets: int) -> bool:
    """Say whether so many rows may stand in so many buckets: with at most 2e-9 false positives.

    A pack made anew always fits; one that grows by deltas may outgrow its buckets.
    """
    rate, unit = _RATE
    return 1 <= buckets < 2**32 and rows * unit <= rate * buckets * 2**32


def padded(count: int) -> int:
    """Give the rows of a pack for a list of this length: a multiple of 64, never none."""
    return max(STEP, -(-count // STEP) * STEP)


def read_head(view: memoryview) -> Head:
    """Read the head of a hostile file, or raise PackDamaged."""
    if view[: len(MAGIC)] != MAGIC:
        raise PackDamaged("The file is not a pack.")
    if len(view) < _FIXED.size:
        raise PackDamaged("The pack ends inside its header.")
    _, version, label, check, count, rows, buckets, salt, public = _FIXED.unpack_from(view)
    if version != VERSION:
        raise PackDamaged(f"The pack has version {version}; this program reads {VERSION}.")
    try:
        names = read_names(view, _FIXED.size)
        schemes = _read_schemes(view, names, count)
        head = Head(Header(*names, public, salt, label, check, schemes), rows, buckets)
    except (Misuse, UnicodeDecodeError) as error:
        raise PackDamaged(f"The pack's header does not hold: {error}") from error
    encoded = head.encoded()
    if view[: len(encoded)] != encoded:
        raise PackDamaged("The pack's header is not in its one form.")
    return head


def read_names(view: memoryview, start: int) -> tuple[str, str, str]:
    """Read three texts, each after its length; what is missing is empty, and refused later."""
    texts = []
    for _ in range(3):
        length = view[start] if start < len(view) else 0
        texts.append(bytes(view[start + 1 : start + 1 + length]).decode())
        start += 1 + length
    return texts[0], texts[1], texts[2]


def _read_schemes(view: memoryview, names: tuple[str, ...], count: int) -> tuple[bytes, ...]:
    start = _FIXED.size + sum(1 + len(name.encode()) for name in names)
    ends = (start + DIGEST * number for number in range(1, min(count, MOST_SCHEMES + 1) + 1))
    return tuple(bytes(view[end - DIGEST : end]) for end in ends)
