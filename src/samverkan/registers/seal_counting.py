"""Who owns which keys before a change and after it, and how many rows give each."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from samverkan.registers.seal_owners import Owned, runs_in
from samverkan.registers.seal_rows import SealedRows, places_in
from samverkan.registers.seal_sources import Sources
from samverkan.registers.seal_standing import Standing
from samverkan.registers.seal_tally import Tally
from samverkan.sealed.pack_rows import Places


def owned_now(sources: Sources, ids: Places) -> Owned:
    """Give what these ids own: as they last changed, or as the register was read."""
    standing = sources.standing
    at = places_in(_halves(standing.ids), *_halves(ids))
    runs = map(Owned.read, runs_in(sources.state.folder))
    parts = [standing.owned.of_ids(ids[at >= 0]), *(one.of_ids(ids[at < 0]) for one in runs)]
    return Owned.joined(parts)


def counted(sources: Sources, gone: Owned, come: Owned) -> tuple[Tally, NDArray[np.int64]]:
    """Give every key of the change with how many rows give it now, and how many after it."""
    times = np.concatenate((np.full(len(gone.high), -1), np.ones(len(come.high), np.int64)))
    moves = Tally.of(np.concatenate((gone.prints, come.prints)), times)
    standing = sources.standing
    now = (sources.state.kept.places_of(moves.high, moves.low) >= 0).astype(np.int64)
    shared, touched = standing.shared, standing.touched
    for known, counts in ((shared[:2], shared.times), (touched[:2], standing.times)):
        at = places_in(known, moves.high, moves.low)
        now[at >= 0] = counts[at[at >= 0]]
    return moves._replace(times=now), now + moves.times


def put_on(
    standing: Standing,
    keys: int,
    ids: Places,
    come: Owned,
    rows: SealedRows,
    times: NDArray[np.int64],
) -> Standing:
    """Put a change on what stands: who owns what, and how often each key is given."""
    others = Owned.joined([_not_of(standing.owned, ids), come])
    kept = rows.places_of(standing.touched.high, standing.touched.low) < 0
    touched = SealedRows.joined([standing.touched.at(kept), rows], rows.sealed.shape[1])
    counts = np.concatenate((standing.times[kept], times))
    order = np.lexsort((touched.low, touched.high))
    all_ids = np.unique(np.concatenate((standing.ids, ids)), axis=0)
    return replace(
        standing,
        keys=keys,
        ids=all_ids,
        owned=others,
        touched=touched.at(order),
        times=counts[order],
    )


def _not_of(owned: Owned, ids: Places) -> Owned:
    """Leave out the pairs of these ids, which stand in order."""
    return owned.at(places_in(_halves(ids), owned.id_high, owned.id_low) < 0)


def _halves(prints: Places) -> tuple[Places, Places]:
    return np.ascontiguousarray(prints[:, 0]), np.ascontiguousarray(prints[:, 1])
