"""Growing the log: what must be written before a checkpoint over the new size may be signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samverkan.trail import tiles
from samverkan.trail.checkpoints import Checkpoint
from samverkan.trail.merkle import EMPTY_ROOT, leaf_hash
from samverkan.trail.tiles import Read, TileBroken


@dataclass(frozen=True, slots=True)
class Growth:
    """Files to write, as path and bytes, and the size and root to sign once they are safe."""

    tiles: tuple[tuple[str, bytes], ...]
    size: int
    root: bytes


def grow(read: Read, old: Checkpoint | None, entries: Sequence[bytes]) -> Growth:
    """Add entries, each at most 65,535 bytes, after those that the last checkpoint covers.

    Raises TileBroken, and so signs nothing, if what is stored is not what that checkpoint says.
    """
    size, root = (old.size, old.root) if old else (0, EMPTY_ROOT)
    if any(len(entry) > tiles.LONGEST_ENTRY for entry in entries):
        raise ValueError(f"An entry is longer than {tiles.LONGEST_ENTRY} bytes.")
    _check_edge(read, size, root)
    leaves = [leaf_hash(entry) for entry in entries]
    fresh = dict(tiles.new_bundles(read, size, entries))
    fresh.update(tiles.new_tiles(read, size, leaves))

    def read_grown(path: str) -> bytes:
        return fresh[path] if path in fresh else read(path)

    grown = size + len(entries)
    return Growth(tuple(fresh.items()), grown, tiles.over(read_grown, grown)(0, grown))


def _check_edge(read: Read, size: int, root: bytes) -> None:
    """Refuse to build on a damaged right edge: the next signature would vouch for the damage."""
    if tiles.over(read, size)(0, size) != root:
        raise TileBroken(f"The tiles do not give the root of the checkpoint over {size} entries.")
    begun = [leaf_hash(entry) for entry in tiles.begun_bundle(read, size)]
    if begun and begun != tiles.load(read, tiles.tile_at(size, 0, size // tiles.WIDTH)):
        raise TileBroken("The last entry bundle does not match its tile.")
