"""A pack: a holder's list as an asker may keep it, where only an evaluated question finds a row.

Each row comes from a PRF output (64 uniform bytes) and the hash of the pack's head, through
SHAKE256: a place (bucket and remainder), a tag key and a stream. The stream hides the label, and
the tag (8 bytes, SHAKE256 of key and hidden label) lets only the right output open it: a remainder
found by chance opens nothing (2e-9 * 2^-64 per look-up), nor does a row moved from another pack.

Labels are padded to one length, and the list to a multiple of 64 with decoys made of random
outputs: rows nobody can ask for, which look like all others, so that the size tells the length of
the list only within 64.

`pack_header` describes the file. It can be mapped into memory: a look-up touches a few hundred
bytes of it.
"""

from __future__ import annotations

import hmac
import struct
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha512, shake_256
from typing import NamedTuple

from samverkan.sealed.errors import Misuse, PackDamaged
from samverkan.sealed.pack_header import (
    CHECKSUM,
    REMAINDER,
    SALT,
    TAG,
    Head,
    Header,
    Layout,
    bucket_bits,
    check_rows,
    padded,
    read_head,
)

OUTPUT_SIZE = 64
LEAST_RANDOM = 32

_PURPOSE = b"samverkan/pack/v1/"


class _Row(NamedTuple):
    """What an output says about its row: 64 bits of place, the tag key and the label's stream."""

    place: int
    tag_key: bytes
    stream: bytes

    @classmethod
    def of(cls, output: bytes, context: bytes, room: int) -> _Row:
        if len(output) != OUTPUT_SIZE:
            raise Misuse(f"A PRF output is {OUTPUT_SIZE} bytes, not {len(output)}.")
        made = shake_256(_PURPOSE + b"row" + context + output).digest(40 + room)
        return cls(int.from_bytes(made[:8], "big"), made[8:40], made[40:])

    def bucket(self, bits: int) -> int:
        return self.place >> (64 - bits)

    def remainder(self, bits: int) -> bytes:
        return (self.place >> (32 - bits) & 0xFFFFFFFF).to_bytes(REMAINDER, "little")

    def seal(self, label: bytes) -> bytes:
        room = len(self.stream) - 1
        if len(label) > room:
            raise Misuse(f"A label is {len(label)} bytes; the pack has room for {room}.")
        hidden = _xor(bytes([len(label)]) + label + bytes(room - len(label)), self.stream)
        return hidden + self._tag(hidden)

    def open(self, sealed: bytes) -> bytes | None:
        hidden = sealed[:-TAG]
        if not hmac.compare_digest(self._tag(hidden), sealed[-TAG:]):
            return None
        plain = _xor(hidden, self.stream)
        if plain[0] >= len(plain):
            raise PackDamaged("A label in the pack is longer than its row.")
        return plain[1 : 1 + plain[0]]

    def _tag(self, hidden: bytes) -> bytes:
        return shake_256(_PURPOSE + b"tag" + self.tag_key + hidden).digest(TAG)


def build(rows: Iterable[tuple[bytes, bytes]], header: Header, *, random: bytes) -> bytes:
    """Build the file from (PRF output, label) rows, in any order.

    `random` is 32 bytes or more, fresh for each pack: salt and decoys come from it. A row that
    stands twice is kept once; with two labels it is a Misuse, since a hit opens one.
    """
    if len(random) < LEAST_RANDOM:
        raise Misuse(f"The random bytes are {len(random)}; a pack needs {LEAST_RANDOM} or more.")
    labels = _distinct(rows)
    count = padded(len(labels))
    for number in range(count - len(labels)):
        labels[hmac.digest(random, _PURPOSE + b"decoy" + number.to_bytes(4), "sha512")] = b""
    salt = hmac.digest(random, _PURPOSE + b"salt", "sha512")[:SALT]
    return _written(Head(header, salt, count), labels)


def _distinct(rows: Iterable[tuple[bytes, bytes]]) -> dict[bytes, bytes]:
    labels: dict[bytes, bytes] = {}
    for output, label in rows:
        if labels.setdefault(output, label) != label:
            raise Misuse("One subject stands on the list with two labels; give it one.")
    return labels


def _written(head: Head, labels: dict[bytes, bytes]) -> bytes:
    encoded = head.encoded()
    context = sha512(encoded).digest()
    bits = bucket_bits(head.rows)
    made = []
    for output, label in labels.items():
        row = _Row.of(output, context, head.header.label_length + 1)
        made.append((row.place, row.remainder(bits), row.seal(label)))
    made.sort()
    starts = [bisect_left(made, (bucket << (64 - bits),)) for bucket in range(2**bits + 1)]
    body = b"".join(
        (
            encoded,
            struct.pack(f"<{len(starts)}I", *starts),
            *(remainder for _, remainder, _ in made),
            *(sealed for _, _, sealed in made),
        )
    )
    return body + sha512(body).digest()[:CHECKSUM]


@dataclass(frozen=True, slots=True)
class Pack:
    """An opened pack. `rows` counts decoys too."""

    header: Header
    rows: int
    _view: memoryview = field(repr=False)
    _layout: Layout = field(repr=False)
    _context: bytes = field(repr=False)

    @classmethod
    def open(cls, data: bytes | memoryview) -> Pack:
        """Open a file that may be hostile: all of it is checked before anything is looked up.

        Raises PackDamaged with what is wrong. Compare header and public key with the release's.
        """
        view = memoryview(data).toreadonly()
        head = read_head(view)
        layout = Layout.of(head)
        if len(view) != layout.end:
            raise PackDamaged(f"The pack is {len(view)} bytes; its header says {layout.end}.")
        if sha512(view[: layout.checksum]).digest()[:CHECKSUM] != view[layout.checksum :]:
            raise PackDamaged("The pack's checksum does not match: it was damaged on its way.")
        check_rows(view, layout, head.rows)
        return cls(head.header, head.rows, view, layout, sha512(head.encoded()).digest())

    def look_up(self, output: bytes) -> bytes | None:
        """Give the label of a PRF output, or None. A miss opens a row in vain, as a hit does."""
        row = _Row.of(output, self._context, self.header.label_length + 1)
        opened = [row.open(self._sealed(number)) for number in self._found(row) or (0,)]
        return next((label for label in opened if label is not None), None)

    def _found(self, row: _Row) -> list[int]:
        bits = bucket_bits(self.rows)
        at = self._layout.offsets + 4 * row.bucket(bits)
        start, stop = struct.unpack_from("<2I", self._view, at)
        wanted = row.remainder(bits)
        first = self._layout.remainders
        held = bytes(self._view[first + REMAINDER * start : first + REMAINDER * stop])
        return [
            start + at // REMAINDER
            for at in range(0, len(held), REMAINDER)
            if held[at : at + REMAINDER] == wanted
        ]

    def _sealed(self, number: int) -> bytes:
        at = self._layout.labels + self._layout.row * number
        return bytes(self._view[at : at + self._layout.row])


def _xor(left: bytes, right: bytes) -> bytes:
    mixed = int.from_bytes(left, "big") ^ int.from_bytes(right, "big")
    return mixed.to_bytes(len(left), "big")
