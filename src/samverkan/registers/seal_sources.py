"""What is sealed of a register already, wherever it lies, when a change of it is sealed."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from samverkan.registers.seal_delivery import deliver
from samverkan.registers.seal_job import SealJob
from samverkan.registers.seal_owners import Owned, runs_in
from samverkan.registers.seal_rows import SealedRows
from samverkan.registers.seal_standing import Standing
from samverkan.registers.seal_state import SealState
from samverkan.rules.refusal import NotAllowed
from samverkan.sealed.pack_rows import Places


@dataclass(slots=True)
class Sources:
    """All sealed rows at hand, the newest first, and whose keys the change gives."""

    standing: Standing
    state: SealState
    left: list[SealedRows]
    owned: list[Owned] = field(default_factory=list)

    def known(self, high: Places, low: Places) -> NDArray[np.bool_]:
        """Say which fingerprints need not be sealed."""
        return self.rows(high, low)[1]

    def add(self, ids: Places, prints: Places) -> None:
        """Note whose keys these are."""
        self.owned.append(Owned.of(ids, prints))

    def rows(self, high: Places, low: Places) -> tuple[SealedRows, NDArray[np.bool_]]:
        """Give the sealed rows of n fingerprints, and which of them there are."""
        found = np.zeros(len(high), bool)
        width = self.state.header.sealed_length
        place, sealed = np.zeros(len(high), np.uint64), np.zeros((len(high), width), np.uint8)
        for source in (self.standing.touched, *self.left, self.state.kept):
            at = source.places_of(high, low)
            new = np.flatnonzero(~found & (at >= 0))
            place[new], sealed[new] = source.place[at[new]], source.sealed[at[new]]
            found[new] = True
        return SealedRows(high, low, place, sealed), found


def opened(folder: Path, out: Path, job: SealJob, columns: tuple[str, ...] | None) -> Sources:
    """Open what stands. NotAllowed if a change cannot be put on it."""
    state, standing = SealState.reopen(folder, job.header), deliver(folder, out)
    if state is None or standing is None or not runs_in(folder):
        raise NotAllowed("seal.no_ground", file=str(out))
    if standing.desk != job.desk_print():
        raise NotAllowed("seal.other_label", file=str(out))
    if columns is not None and standing.columns != columns:
        raise NotAllowed("seal.other_columns", names=", ".join(standing.columns))
    return Sources(standing, state, [SealedRows.read(path) for path in state.new()])
