"""What a holder remembers of a sealing, in a folder beside the pack: so that the next costs less.

`state.json` says which sealing it is and keeps its salt; `kept.rows` holds every sealed row by the
fingerprint of its input and label; `new-*.rows` hold what a run has sealed that has not ended. A
run that is killed loses what it had in hand, at most a chunk: the next one begins by taking in
what was left, and so resumes. Another asker, epoch or key is another sealing: the folder begins
anew. It is private: rows and key together would tell who is on the list.
"""

from __future__ import annotations

import fcntl
import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryFile
from typing import Self

import numpy as np
from numpy.typing import NDArray

from samverkan.registers.atomic import written
from samverkan.registers.seal_rows import SealedRows, drop, head
from samverkan.rules.refusal import NotAllowed
from samverkan.sealed.pack_header import Header
from samverkan.sealed.pack_rows import Places

CHUNK = 2**18
"""Rows that a file of new ones holds, and that are in hand while files are merged."""

_KEPT = "kept.rows"


@dataclass(slots=True)
class SealState:
    """The folder of one sealing: its rows so far, and which of them this run has met again."""

    folder: Path
    header: Header
    buckets: int
    kept: SealedRows = field(repr=False)
    seen: NDArray[np.bool_] = field(repr=False)
    chunks: int = 0
    added: int = 0

    @classmethod
    def reopen(cls, folder: Path, header: Header) -> Self | None:
        """Open a sealing that has ended, as it stands; None if there is none of this kind."""
        salt, buckets = _remembered(folder, header)
        if salt is None or not buckets:
            return None
        none = SealedRows.none(header.sealed_length)
        state = cls(folder, replace(header, salt=salt), buckets, none, np.empty(0, bool))
        state._load()
        state.chunks = max((int(path.stem[4:]) for path in state.new()), default=0)
        return state

    @classmethod
    def open(cls, folder: Path, header: Header) -> Self:
        """Open the folder of this sealing, or begin one with the header's salt."""
        salt, buckets = _remembered(folder, header)
        state = cls(
            folder, header, buckets, SealedRows.none(header.sealed_length), np.empty(0, bool)
        )
        if salt is None:
            drop(sorted(folder.glob("*.rows")))
            state.remember(0)
        else:
            state.header = replace(header, salt=salt)
            state._take_in_what_was_left()
        return state

    def remember(self, buckets: int) -> None:
        """Write down which sealing this is, and into how many buckets its packs fall."""
        self.buckets = buckets
        words = {name: _text(value) for name, value in asdict(self.header).items()}
        with written(self.folder / "state.json") as file:
            file.write(json.dumps({**words, "buckets": buckets}, indent=1).encode())

    def known(self, high: Places, low: Places) -> NDArray[np.bool_]:
        """Say which fingerprints are sealed already, and note that they were met."""
        order = high.argsort()
        at = np.empty(len(high), np.int64)
        at[order] = self.kept.places_of(high[order], low[order])
        found: NDArray[np.bool_] = at >= 0
        self.seen[at[found]] = True
        return found

    def add(self, rows: SealedRows) -> None:
        """Write a chunk of new rows: from now on they need not be sealed again."""
        self.chunks += 1
        self.added += len(rows.high)
        rows.in_order().write(self.folder / f"new-{self.chunks:06}.rows")

    def finish(self) -> int:
        """Keep what this run met and what it sealed, forget the rest; give how many that is."""
        self._merge(self.seen)
        return len(self.kept.high)

    def _take_in_what_was_left(self) -> None:
        self._load()
        if self.new():
            self._merge(np.ones(len(self.kept.high), bool))

    def new(self) -> list[Path]:
        """Give the files of rows that are sealed and not among the kept ones."""
        return sorted(self.folder.glob("new-*.rows"))

    def _load(self) -> None:
        path = self.folder / _KEPT
        if path.exists():
            self.kept = SealedRows.read(path)
        self.seen = np.zeros(len(self.kept.high), bool)

    def _merge(self, wanted: NDArray[np.bool_]) -> None:
        """Write the wanted rows and the new ones as the kept ones, a range of them at a time."""
        new = self.new()
        if new or not wanted.all():
            sources = [self.kept, *map(SealedRows.read, new)]
            masks = [wanted, *(np.ones(len(one.high), bool) for one in sources[1:])]
            _write(self.folder / _KEPT, _ranges(sources, masks), self.header.sealed_length)
        drop(new)
        self.chunks = 0
        self._load()


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Make the folder and keep others out of it, as long as this process lives. NotAllowed."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise NotAllowed("seal.running", file=folder.name.removesuffix(".state")) from None
        yield


def _ranges(
    sources: Sequence[SealedRows], masks: Sequence[NDArray[np.bool_]]
) -> Iterator[SealedRows]:
    """Give all wanted rows in order of fingerprint, each once, about a chunk at a time."""
    total = sum(len(one.high) for one in sources)
    parts = max(1, total // CHUNK)
    bounds = [2**64 * part // parts for part in range(1, parts)]
    edges = np.array(bounds, np.uint64)
    cuts = [np.searchsorted(one.high, edges).tolist() for one in sources]
    for part in range(parts):
        taken = []
        for one, cut, mask in zip(sources, cuts, masks, strict=True):
            own = slice(cut[part - 1] if part else 0, cut[part] if part < parts - 1 else None)
            taken.append(one.at(own).at(mask[own]))
        yield SealedRows.joined(taken, taken[0].sealed.shape[1]).in_order()


def _write(path: Path, parts: Iterator[SealedRows], width: int) -> None:
    """Write parts as one file: each column to a file of its own first, then one after another."""
    count = 0
    with ExitStack() as open_files:
        columns = [
            open_files.enter_context(TemporaryFile(dir=path.parent)) for _ in SealedRows._fields
        ]
        for part in parts:
            count += len(part.high)
            for column, file in zip(part, columns, strict=True):
                file.write(np.ascontiguousarray(column).data)
        with written(path) as whole:
            whole.write(head(count, width))
            for file in columns:
                file.seek(0)
                shutil.copyfileobj(file, whole, 2**20)


def _remembered(folder: Path, header: Header) -> tuple[bytes | None, int]:
    """Give the salt and the buckets of the folder, or no salt if it is of another sealing."""
    try:
        words = json.loads((folder / "state.json").read_bytes())
        buckets, salt = int(words.pop("buckets")), bytes.fromhex(words.pop("salt"))
    except (OSError, ValueError, KeyError, TypeError):
        return None, 0
    own = {name: _text(value) for name, value in asdict(header).items() if name != "salt"}
    return (salt, buckets) if words == own else (None, 0)


def _text(value: object) -> object:
    """Write a field of a header as JSON has it."""
    if isinstance(value, tuple):
        return [one.hex() for one in value]
    return value.hex() if isinstance(value, bytes) else value
