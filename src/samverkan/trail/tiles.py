"""C2SP tlog-tiles: the tree as files of 256 hashes, and the entries as bundles of 256.

A tile at level 0 holds leaf hashes; above, each hash is the root of a full tile below. What is
not yet full is partial and has its width in its name: `tile/0/x001/067.p/12`.
A `read` takes such a path and gives its bytes; KeyError or FileNotFoundError if nothing is there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from typing import TypeAlias

from samverkan.trail.merkle import HASH_SIZE, HashOf, root_of

Read: TypeAlias = Callable[[str], bytes]

HEIGHT = 8
WIDTH = 1 << HEIGHT
BUNDLES = -1
"""The level that stands for entry bundles, below the leaf hashes."""

LONGEST_ENTRY = 0xFFFF
ABSENT = (LookupError, FileNotFoundError)
_PATH = re.compile(
    r"tile/(entries|0|[1-9][0-9]?)/((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?"
)


class TileBroken(ValueError):
    """A stored file that is not what its name says; the text is one sentence."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A file's place: level (`BUNDLES` for entries), index within it, and width 1..256."""

    level: int
    index: int
    width: int = WIDTH

    @property
    def path(self) -> str:
        """Write the path, its index in groups of three digits."""
        level = "entries" if self.level == BUNDLES else self.level
        groups = f"{self.index % 1000:03}"
        rest = self.index // 1000
        while rest:
            groups = f"x{rest % 1000:03}/{groups}"
            rest //= 1000
        part = "" if self.width == WIDTH else f".p/{self.width}"
        return f"tile/{level}/{groups}{part}"

    @classmethod
    def read(cls, path: str) -> Tile | None:
        """Read a path; None if it does not name a tile in its one right form."""
        found = _PATH.fullmatch(path)
        if found is None:
            return None
        level = BUNDLES if found[1] == "entries" else int(found[1])
        index = int(found[2].replace("/", "").replace("x", ""))
        tile = cls(level, index, int(found[3] or WIDTH))
        return tile if tile.width <= WIDTH and tile.path == path else None


def tiles_of(size: int, level: int, *, since: int = 0) -> Iterator[Tile]:
    """Name the tiles of one level of a log of `size`, from the one where a log of `since` ended."""
    nodes, first = nodes_at(size, level), nodes_at(since, level) // WIDTH
    for full in range(first, nodes // WIDTH):
        yield Tile(level, full)
    if nodes % WIDTH:
        yield Tile(level, nodes // WIDTH, nodes % WIDTH)


def tile_at(size: int, level: int, index: int) -> Tile:
    """Name the tile at `index` of a level in a log of `size`; its width is 0 or less if none."""
    return Tile(level, index, min(WIDTH, nodes_at(size, level) - index * WIDTH))


def nodes_at(size: int, level: int) -> int:
    """Count the hashes (or entries) that a log of `size` has at a level."""
    return size >> max(level, 0) * HEIGHT


def levels(size: int) -> range:
    """Give the levels of hashes that a log of `size` entries has."""
    return range((size.bit_length() + HEIGHT - 1) // HEIGHT)


def new_tiles(
    read: Read, old_size: int, leaf_hashes: Sequence[bytes]
) -> Iterator[tuple[str, bytes]]:
    """Give path and bytes of every tile that the leaves add to a log of `old_size`, partial too."""
    fresh, size = list(leaf_hashes), old_size + len(leaf_hashes)
    for level in levels(size):
        if not fresh:
            return
        row = chain(_begun(read, old_size, level), fresh)
        fresh = []
        for tile in tiles_of(size, level, since=old_size):
            block = list(islice(row, tile.width))
            yield tile.path, b"".join(block)
            if tile.width == WIDTH:
                fresh.append(root_of(block))


def new_bundles(read: Read, old_size: int, entries: Sequence[bytes]) -> Iterator[tuple[str, bytes]]:
    """Give path and bytes of every entry bundle that the entries add to a log of `old_size`."""
    if not entries:
        return
    row = chain(begun_bundle(read, old_size), entries)
    for tile in tiles_of(old_size + len(entries), BUNDLES, since=old_size):
        yield tile.path, bundled(islice(row, tile.width))


def begun_bundle(read: Read, size: int) -> list[bytes]:
    """Read the entries of a log's last, partial bundle; none if it ends in a full one."""
    tile = tile_at(size, BUNDLES, size // WIDTH)
    if not tile.width:
        return []
    try:
        entries, rest = unbundled(read(tile.path))
    except ABSENT:
        raise TileBroken(f"{tile.path} is missing.") from None
    if len(entries) != tile.width or rest:
        raise TileBroken(f"{tile.path} does not hold {tile.width} entries.")
    return entries


def bundled(entries: Iterable[bytes]) -> bytes:
    """Write entries after each other, each after its length in two bytes."""
    return b"".join(len(entry).to_bytes(2) + entry for entry in entries)


def unbundled(data: bytes) -> tuple[list[bytes], int]:
    """Take a bundle apart: the entries found, and how many bytes after the last were not one."""
    entries, at = [], 0
    while at + 2 <= len(data):
        end = at + 2 + (data[at] << 8 | data[at + 1])
        if end > len(data):
            break
        entries.append(data[at + 2 : end])
        at = end
    return entries, len(data) - at


def load(read: Read, tile: Tile) -> list[bytes]:
    """Read a tile's hashes. TileBroken if it is missing or not of its size."""
    try:
        data = read(tile.path)
    except ABSENT:
        raise TileBroken(f"{tile.path} is missing.") from None
    if len(data) != tile.width * HASH_SIZE:
        raise TileBroken(f"{tile.path} is not {tile.width} hashes long.")
    return hashes(data)


def hashes(data: bytes) -> list[bytes]:
    """Take a tile apart into its hashes, 32 bytes each."""
    return [data[at : at + HASH_SIZE] for at in range(0, len(data), HASH_SIZE)]


def over(read: Read, size: int) -> HashOf:
    """Give the subtree hashes of the log of `size` from its tiles; each tile is read once."""

    @cache
    def loaded(level: int, index: int) -> list[bytes]:
        return load(read, tile_at(size, level, index))

    def hash_of(start: int, end: int) -> bytes:
        edge: list[bytes] = []  # the root of what is not yet a full tile, at most one
        level = 0
        while True:
            low, high = start >> level * HEIGHT, end >> level * HEIGHT
            in_one_tile = high <= (low // WIDTH + 1) * WIDTH
            first = low if in_one_tile else high // WIDTH * WIDTH
            nodes = loaded(level, first // WIDTH) if first < high else []
            row = [*nodes[first % WIDTH :][: high - first], *edge]
            if in_one_tile:
                return root_of(row)
            edge = [root_of(row)] if row else []
            level += 1

    return hash_of


def _begun(read: Read, size: int, level: int) -> list[bytes]:
    tile = tile_at(size, level, nodes_at(size, level) // WIDTH)
    return load(read, tile) if tile.width else []
