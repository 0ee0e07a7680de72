"""Rows of a register that say again what an earlier row said: the same id, or the same person.

Of each row eight bytes of a hash are kept for either, and four of its line. They are sorted at the
end, which takes as many again. Two rows are taken for one by chance with 2^-64 a pair.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from samverkan.registers.columns import Column

if TYPE_CHECKING:
    import pyarrow as pa

SHOWN = 3
"""Doubles that are named."""

_NUMBERS = (
    Column.PERSONAL_NUMBER,
    Column.COORDINATION_NUMBER,
    Column.ORGANISATION_NUMBER,
    Column.FOREIGN_NUMBER,
)
_NAMED = (Column.GIVEN_NAME, Column.SURNAME, Column.BIRTH_DATE)
_BETWEEN = "\x1f"
_LONG = 256
_WORD = 8
_AT_ONCE = 1 << 20
_ODD, _HALF = np.uint64(0x9E3779B97F4A7C15), np.uint64(32)

Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Doubled:
    """How many rows repeat an earlier one, and the first: each its line and the one it repeats."""

    count: int
    first: tuple[tuple[int, int], ...]


class Doubles:
    """What was read so far, to find doubles in."""

    def __init__(self) -> None:
        self._ids, self._persons, self._lines = array("Q"), array("Q"), array("I")

    def take(self, rows: pa.RecordBatch) -> None:
        """Read one batch more."""
        self._ids.frombytes(_hashes(_joined(rows, (Column.ID,)), len(rows)).tobytes())
        self._persons.frombytes(_hashes(_person(rows), len(rows)).tobytes())
        self._lines.frombytes(rows.column("line").to_numpy().astype(np.uint32).tobytes())

    def ids(self) -> Doubled:
        """Give the rows with an id that an earlier row has."""
        return self._doubled(self._ids)

    def persons(self) -> Doubled:
        """Give the rows about whom an earlier row is: the same number, or name and birth date."""
        return self._doubled(self._persons)

    def _doubled(self, kept: array[int]) -> Doubled:
        hashes = np.frombuffer(kept, np.uint64)
        count, again = _repeated(hashes)
        lines = []
        for row in islice(_repeating(hashes, again), SHOWN):
            first = int((hashes == hashes[row]).argmax())
            lines.append((self._lines[row], self._lines[first]))
        return Doubled(count, tuple(lines))


def _repeated(hashes: Hashes) -> tuple[int, Hashes]:
    """Count the rows that repeat an earlier one; give the hashes that they have, in order."""
    ordered = np.sort(hashes)
    later = ordered[1:][(ordered[1:] == ordered[:-1]) & (ordered[1:] > 0)]
    return len(later), later[np.append(later[1:] != later[:-1], True)[: len(later)]]


def _repeating(hashes: Hashes, again: Hashes) -> Iterator[int]:
    """Find the rows that repeat an earlier one, in order, by the hashes that such rows have."""
    seen = np.zeros(len(again), np.bool_)
    for start in range(0, len(hashes) if len(again) else 0, _AT_ONCE):
        part = hashes[start : start + _AT_ONCE]
        places = np.minimum(np.searchsorted(again, part), len(again) - 1)
        rows = np.flatnonzero(again[places] == part)
        which, first = np.unique(places[rows], return_index=True)
        new = first[~seen[which]]
        yield from (start + np.delete(rows, new)).tolist()
        seen[which] = True


def _person(rows: pa.RecordBatch) -> pa.Array | None:
    """Give whom a row is about: its number, else its name and birth date; null if neither."""
    from pyarrow import compute  # noqa: PLC0415  heavy, and `--help` needs none

    had = [rows.column(name) for name in _NUMBERS if name in rows.schema.names]
    named = _joined(rows, _NAMED)
    had += [] if named is None else [named]
    return compute.coalesce(*had) if had else None


def _joined(rows: pa.RecordBatch, names: tuple[Column, ...]) -> pa.Array | None:
    """Join columns, null where one is; None if the register lacks one."""
    from pyarrow import compute  # noqa: PLC0415

    if not set(names) <= set(rows.schema.names):
        return None
    return compute.binary_join_element_wise(*(rows.column(name) for name in names), _BETWEEN)


def _hashes(texts: pa.Array | None, count: int) -> Hashes:
    """Give a hash of each text, 0 where there is none."""
    from pyarrow import compute  # noqa: PLC0415

    if texts is None:
        return np.zeros(count, np.uint64)
    sizes = compute.fill_null(compute.binary_length(texts), 0).to_numpy()
    long = np.flatnonzero(sizes > _LONG)
    short = np.where(sizes > _LONG, 0, sizes)
    hashed = _mixed(texts, short)
    for row in long.tolist():
        digest = blake2b(texts[row].as_py().encode(), digest_size=_WORD).digest()
        hashed[row] = int.from_bytes(digest)
    said = texts.is_valid().to_numpy(zero_copy_only=False)
    return np.where(said, np.maximum(hashed, np.uint64(1)), np.uint64(0))


def _mixed(texts: pa.Array, sizes: NDArray[np.int32]) -> Hashes:
    """Mix the words of eight bytes that texts of these sizes are of, and the sizes."""
    _, offsets, data = texts.buffers()
    starts = np.frombuffer(offsets, np.int32)[texts.offset :][: len(texts)]
    width = -(-int(sizes.max(initial=1)) // _WORD) * _WORD
    places = starts[:, None] + np.arange(width, dtype=np.int32)
    inside = np.arange(width) < sizes[:, None]
    letters = np.frombuffer(data or b"\0", np.uint8)
    signs = letters[np.clip(places, 0, len(letters) - 1)] * inside
    hashed = sizes.astype(np.uint64)
    for number, word in enumerate(signs.view(np.uint64).T):
        mixed = (hashed ^ word) * _ODD
        mixed ^= mixed >> _HALF
        hashed = np.where(sizes > number * _WORD, mixed, hashed)  # whatever others are as wide as
    return hashed
