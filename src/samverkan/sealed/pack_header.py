"""The head of a pack, and where its parts lie. Little-endian; one pack has one possible head.

    0  8  "SAMVPACK"
    8  1  version, 1
    9  1  bucket bits, given by the row count
   10  1  label length, 1 to 255: the longest label, in bytes
   11  1  zero
   12  4  rows, a multiple of 64
   16 16  salt, so that two packs of one epoch have nothing in common
   32 32  the holder's public key for this asker and epoch
   64  …  holder, asker, epoch: UTF-8, one byte of length before each; then zeros to a multiple of 8

After it: 2^bits + 1 uint32, where each bucket begins (the last is the row count); the 4-byte
remainders of all rows; their sealed labels (label length + 9 bytes each); and 32 bytes of SHA-512
over all before them, against damage (who made the pack is proved by the release it came in).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import pairwise

from samverkan.sealed import sodium
from samverkan.sealed.errors import Misuse, PackDamaged

MAGIC = b"SAMVPACK"
VERSION = 1
STEP = 64
MOST_ROWS = 2**32 - STEP
REMAINDER = 4
SALT = 16
TAG = 8
CHECKSUM = 32

_FIXED = struct.Struct("<8sBBBBI16s32s")


@dataclass(frozen=True, slots=True)
class Header:
    """Whose pack, for whom, for which epoch, under which key; and the longest label in bytes."""

    holder: str
    asker: str
    epoch: str
    public_key: bytes
    label_length: int

    def __post_init__(self) -> None:
        for text in (self.holder, self.asker, self.epoch):
            if not (text.isprintable() and 1 <= len(text.encode()) <= 255):
                raise Misuse("Holder, asker and epoch are 1 to 255 bytes of printable text.")
        if not 1 <= self.label_length <= 255:
            raise Misuse(f"Labels are 1 to 255 bytes long, not {self.label_length}.")
        if not sodium.is_element(self.public_key):
            raise Misuse("The public key is not an element of ristretto255.")


@dataclass(frozen=True, slots=True)
class Head:
    """A header with what building the pack added: the salt and the padded number of rows."""

    header: Header
    salt: bytes
    rows: int

    def __post_init__(self) -> None:
        if self.rows % STEP or not STEP <= self.rows <= MOST_ROWS:
            raise Misuse(f"A pack has a multiple of {STEP} rows, not {self.rows}.")

    def encoded(self) -> bytes:
        """Write the head in its one form."""
        header = self.header
        fixed = _FIXED.pack(
            MAGIC,
            VERSION,
            bucket_bits(self.rows),
            header.label_length,
            0,
            self.rows,
            self.salt,
            header.public_key,
        )
        names = (text.encode() for text in (header.holder, header.asker, header.epoch))
        head = fixed + b"".join(bytes([len(name)]) + name for name in names)
        return head + bytes(-len(head) % 8)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts of a pack begin, in bytes, and how long it is in all."""

    offsets: int
    remainders: int
    labels: int
    checksum: int
    end: int
    row: int

    @classmethod
    def of(cls, head: Head) -> Layout:
        """Compute it from the head alone."""
        row = 1 + head.header.label_length + TAG
        offsets = len(head.encoded())
        remainders = offsets + 4 * (2 ** bucket_bits(head.rows) + 1)
        labels = remainders + REMAINDER * head.rows
        checksum = labels + row * head.rows
        return cls(offsets, remainders, labels, checksum, checksum + CHECKSUM, row)


def bucket_bits(rows: int) -> int:
    """Give the fewest bits with which rows / 2^(bits + 32) is at most 2e-9.

    That is the chance that an identifier not on the list finds a remainder. It costs at most
    4.93 bytes a row with the offsets, so that a 5-byte remainder would never be smaller.
    """
    return (rows * 10**9 - 1).bit_length() - 33


def padded(count: int) -> int:
    """Give the rows of a pack for a list of this length: a multiple of 64, never none."""
    return max(STEP, -(-count // STEP) * STEP)


def read_head(view: memoryview) -> Head:
    """Read the head of a hostile file, or raise PackDamaged."""
    if len(view) < _FIXED.size:
        raise PackDamaged("The pack ends inside its header.")
    magic, version, _, label_length, _, rows, salt, public = _FIXED.unpack_from(view)
    if magic != MAGIC:
        raise PackDamaged("The file is not a pack.")
    if version != VERSION:
        raise PackDamaged(f"The pack has version {version}; this program reads {VERSION}.")
    try:
        holder, asker, epoch = _texts(view, _FIXED.size)
        head = Head(Header(holder, asker, epoch, public, label_length), salt, rows)
    except (Misuse, UnicodeDecodeError) as error:
        raise PackDamaged(f"The pack's header does not hold: {error}") from error
    encoded = head.encoded()
    if view[: len(encoded)] != encoded:
        raise PackDamaged("The pack's header is not in its one form.")
    return head


def check_rows(view: memoryview, layout: Layout, rows: int) -> None:
    """Check that the buckets cover all rows in order, and that each is sorted."""
    starts = [
        start for (start,) in struct.iter_unpack("<I", view[layout.offsets : layout.remainders])
    ]
    if starts[0] != 0 or starts[-1] != rows or any(one > two for one, two in pairwise(starts)):
        raise PackDamaged("The pack's buckets do not cover its rows in order.")
    remainders = view[layout.remainders : layout.labels]
    for start, stop in pairwise(starts):
        bucket = struct.unpack_from(f"<{stop - start}I", remainders, REMAINDER * start)
        if any(one > two for one, two in pairwise(bucket)):
            raise PackDamaged("A bucket of the pack is not sorted.")


def _texts(view: memoryview, start: int) -> tuple[str, ...]:
    texts = []
    for _ in range(3):
        length = view[start] if start < len(view) else 0
        texts.append(bytes(view[start + 1 : start + 1 + length]).decode())
        start += 1 + length
    return tuple(texts)
