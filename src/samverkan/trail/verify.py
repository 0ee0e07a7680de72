"""Audit a log from its files alone: every entry, every tile, the root, the signature.

Each file is read once, from the entries up, and each hash is compared with the one above it, so
that a fault is named where it is and a server cannot give one answer to one question and another
to the next. Memory holds a tile per level, whatever the number of entries.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, islice, repeat
from typing import TypeAlias

from samverkan.trail.checkpoints import Checkpoint
from samverkan.trail.findings import Finding, Kind, finding
from samverkan.trail.merkle import EMPTY_ROOT, HASH_SIZE, leaf_hash, root_of
from samverkan.trail.notes import Key, to_base64
from samverkan.trail.tiles import (
    ABSENT,
    BUNDLES,
    WIDTH,
    Read,
    Tile,
    hashes,
    levels,
    nodes_at,
    tile_at,
    tiles_of,
    unbundled,
)

MOST_FINDINGS = 1000
"""Enough to see the pattern; and an end, if a size is claimed that nothing stands behind."""

Row: TypeAlias = "list[bytes | None]"
"""Hashes of one tile; None where neither the tile nor what lies below it could be read."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was audited (None if no checkpoint could be trusted) and what was wrong with it."""

    checkpoint: Checkpoint | None
    findings: tuple[Finding, ...]


def verify_log(
    read: Read, vkey: str, *, earlier: Checkpoint | None = None, kept: Iterable[str] = ()
) -> Report:
    """Audit the log whose owner's key is `vkey`; NoteInvalid if that is not a key.

    `earlier` must be the beginning of it. `kept` are paths of files that were found; older partial
    tiles among them must be the beginnings of those that replaced them.
    """
    name = Key.read(vkey).name
    try:
        checkpoint = Checkpoint.open(read("checkpoint").decode("utf-8"), vkey)
    except ABSENT:
        return Report(None, (finding(Kind.MISSING, "checkpoint"),))
    except ValueError:
        return Report(None, (finding(Kind.CHECKPOINT, "checkpoint", name=name),))
    audit = _Audit(read, {checkpoint.size, earlier.size if earlier else 0}, checkpoint.size)
    try:
        audit.run(checkpoint, earlier, kept)
    except _EnoughError:
        audit.findings.append(finding(Kind.STOPPED, "tile", found=MOST_FINDINGS))
    return Report(checkpoint, tuple(audit.findings))


class _EnoughError(Exception):
    """The audit has found what it will name."""


@dataclass(slots=True)
class _Audit:
    read: Read
    watched: set[int]
    size: int
    findings: list[Finding] = field(default_factory=list)
    edges: dict[tuple[int, int], Row] = field(default_factory=dict)

    def run(self, checkpoint: Checkpoint, earlier: Checkpoint | None, kept: Iterable[str]) -> None:
        rising = self._leaves()
        for level in levels(self.size):
            rising = self._level(level, rising)
        _exhaust(rising)
        self._root(Kind.ROOT, checkpoint)
        if earlier:
            self._earlier(checkpoint, earlier)
        for path in kept:
            self._kept(path)

    def _leaves(self) -> Iterator[bytes | None]:
        """Read the bundles; give the hash of each entry, None for those that are not there."""
        for tile in tiles_of(self.size, BUNDLES):
            entries = self._entries(tile)[: tile.width]
            yield from map(leaf_hash, entries)
            yield from repeat(None, tile.width - len(entries))

    def _level(self, level: int, below: Iterator[bytes | None]) -> Iterator[bytes | None]:
        """Compare a level's tiles with what rises from below; give the root of each full one."""
        for tile in tiles_of(self.size, level):
            row = self._settled(tile, list(islice(below, tile.width)))
            for size in self.watched:
                if nodes_at(size, level) // WIDTH == tile.index:
                    self.edges[size, level] = row[: nodes_at(size, level) % WIDTH]
            if tile.width == WIDTH:
                yield _rise(row)
        _exhaust(below)  # its last, partial tile gives nothing to this level but must be audited

    def _entries(self, tile: Tile) -> list[bytes]:
        data = self._fetched(tile)
        if data is None:
            return []
        entries, rest = unbundled(data)
        if len(entries) != tile.width or rest:
            first = tile.index * WIDTH
            last = first + tile.width - 1
            found = {"first": first, "last": last, "found": len(entries), "rest": rest}
            self._note(Kind.BUNDLE, tile.path, **found)
        return entries

    def _settled(self, tile: Tile, derived: Row) -> Row:
        """Give a tile's hashes as stored, faults noted; as derived if it cannot be read."""
        data = self._fetched(tile)
        if data is None:
            return derived
        if len(data) != tile.width * HASH_SIZE:
            self._note(Kind.LENGTH, tile.path, found=len(data), expected=tile.width * HASH_SIZE)
            return derived
        stored = hashes(data)
        if stored != derived:
            pairs = enumerate(zip(stored, derived, strict=True))
            self._differ(tile, [at for at, (is_so, should) in pairs if should not in {None, is_so}])
        return [*stored]

    def _differ(self, tile: Tile, wrong: list[int]) -> None:
        first = tile.index * WIDTH
        if tile.level:
            for at in wrong:
                below = Tile(tile.level - 1, first + at).path
                self._note(Kind.TILE, f"{tile.path}:{at}", below=below, low=at)
            return
        for low, high in _runs(wrong):
            alone = low == high
            where = f"{tile.path}:{low}" if alone else f"{tile.path}:{low}-{high}"
            values = {"first": first + low, "last": first + high, "low": low, "high": high}
            self._note(Kind.ENTRY if alone else Kind.ENTRIES, where, **values)

    def _root(self, kind: Kind, checkpoint: Checkpoint) -> None:
        edge: Row = []
        for level in levels(checkpoint.size):
            row = [*self.edges.get((checkpoint.size, level), ()), *edge]
            edge = [_rise(row)] if row else []
        root = edge[0] if edge else EMPTY_ROOT
        if root not in {None, checkpoint.root}:
            found, expected = to_base64(root), to_base64(checkpoint.root)
            self._note(kind, "checkpoint", size=checkpoint.size, found=found, expected=expected)

    def _earlier(self, checkpoint: Checkpoint, earlier: Checkpoint) -> None:
        if earlier.origin != checkpoint.origin:
            names = {"found": earlier.origin, "expected": checkpoint.origin}
            self._note(Kind.OTHER_LOG, "checkpoint", **names)
        elif earlier.size > checkpoint.size:
            sizes = {"found": checkpoint.size, "expected": earlier.size}
            self._note(Kind.SHRUNK, "checkpoint", **sizes)
        else:
            self._root(Kind.REWRITTEN, earlier)

    def _kept(self, path: str) -> None:
        """Check an older partial tile against the one that replaced it; pass over other files."""
        old = Tile.read(path)
        now = tile_at(self.size, old.level, old.index) if old else None
        if old is None or now is None or old.width >= now.width:
            return
        try:
            right = _begins(self.read(now.path), self.read(path), old)
        except ABSENT:
            return  # the newer one is missing and named already, or the older was just removed
        if not right:
            self._note(Kind.STALE, path, below=now.path)

    def _fetched(self, tile: Tile) -> bytes | None:
        try:
            return self.read(tile.path)
        except ABSENT:
            self._note(Kind.MISSING, tile.path)
            return None

    def _note(self, kind: Kind, where: str, **values: object) -> None:
        self.findings.append(finding(kind, where, **values))
        if len(self.findings) == MOST_FINDINGS:
            raise _EnoughError


def _rise(row: Row) -> bytes | None:
    known = [node for node in row if node is not None]
    return root_of(known) if len(known) == len(row) else None


def _begins(data: bytes, part: bytes, tile: Tile) -> bool:
    """Say whether `part` is exactly the first `tile.width` hashes or entries of `data`."""
    if tile.level == BUNDLES:
        entries, rest = unbundled(part)
        return data.startswith(part) and len(entries) == tile.width and not rest
    return data[: tile.width * HASH_SIZE] == part


def _runs(positions: list[int]) -> Iterator[tuple[int, int]]:
    """Give first and last of each unbroken run of ascending positions."""
    for _, run in groupby(enumerate(positions), key=lambda pair: pair[1] - pair[0]):
        places = [at for _, at in run]
        yield places[0], places[-1]


def _exhaust(rising: Iterator[bytes | None]) -> None:
    deque(rising, maxlen=0)
