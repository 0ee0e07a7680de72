"""What stands and shows at positions of a pack where several rows meet, when some go and come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from samverkan.rules.refusal import NotAllowed
from samverkan.sealed.pack_finding import find_rows, sealed_of
from samverkan.sealed.pack_order import MOST_SHARING, Rows, ordered
from samverkan.sealed.pack_rows import Places
from samverkan.sealed.packs import Pack


class Moved(NamedTuple):
    """Numbers of the pack's rows that go, rising; rows that come; and what is hidden after it."""

    removed: NDArray[np.int64]
    added: Rows
    hidden: Rows


def joined(parts: Iterable[Rows]) -> Rows:
    """Put rows together, in order."""
    at, sealed = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = at.argsort()
    return ordered(at[order], sealed[order])


def worked_out(base: Pack, odd: Places, gone: Rows, come: Rows, hidden: Rows) -> Moved:
    """Work out each position by itself: what stood there, what is shown, what stands and shows."""
    first, there = find_rows(base, Rows(odd, np.empty((len(odd), 0), np.uint8)))
    sealed = sealed_of(base)
    leaves, comes, hides = _by_position(gone), _by_position(come), _by_position(hidden)
    removed: list[int] = []
    added: list[tuple[int, bytes]] = []
    unseen: list[tuple[int, bytes]] = []
    for at, start, count in zip(odd.tolist(), first.tolist(), there.tolist(), strict=True):
        showed = [sealed[row].tobytes() for row in range(start, start + count)]
        stood = hides.get(at) or Counter(showed)
        if leaves.get(at, Counter()) - stood:
            raise NotAllowed("seal.not_standing")
        stands = stood - leaves.get(at, Counter()) + comes.get(at, Counter())
        shows = sorted(stands) if len(stands) <= MOST_SHARING else []
        removed += [start + row for row, one in enumerate(showed) if one not in shows]
        added += [(at, one) for one in shows if one not in showed]
        if stands.total() != len(shows):
            unseen += [(at, one) for one in stands.elements()]
    width = sealed.shape[1]
    return Moved(np.array(removed, np.int64), _rows(added, width), _rows(unseen, width))


def _by_position(rows: Rows) -> dict[int, Counter[bytes]]:
    found: dict[int, Counter[bytes]] = {}
    for at, sealed in zip(rows.positions.tolist(), rows.sealed, strict=True):
        found.setdefault(at, Counter())[sealed.tobytes()] += 1
    return found


def _rows(pairs: list[tuple[int, bytes]], width: int) -> Rows:
    at = np.array([one for one, _ in pairs], np.uint64)
    joined_bytes = b"".join(sealed for _, sealed in pairs)
    return Rows(at, np.frombuffer(joined_bytes, np.uint8).reshape(len(pairs), width))
