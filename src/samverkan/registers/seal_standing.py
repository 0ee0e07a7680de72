"""What stands in a pack as it was last written, so that the next change knows what it changes.

One file, `standing.npz`, beside the sealed rows and their owners. It is there only while all of
these agree with the pack: a run over the whole register takes it away first and writes it last.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from samverkan.registers.atomic import written
from samverkan.registers.seal_owners import Owned, runs_in
from samverkan.registers.seal_rows import SealedRows, drop
from samverkan.registers.seal_tally import Tally
from samverkan.sealed.pack_order import Rows
from samverkan.sealed.pack_rows import Places

NAME = "standing.npz"


@dataclass(frozen=True, slots=True)
class Standing:
    """The pack by its digest, how many keys it has, and what has changed since all was read.

    `columns` are the register's that were sealed, `desk` names what every hit opens
    (`SealJob.desk_print`). `shared` counts the keys that several rows gave.
    `hidden` are the rows at positions where the pack does not show each of them: more stand there
    than may, or two are the same. Since all was read: `ids` (shape (n, 2)) have changed and now
    own `owned`, and `touched` are the sealed rows of which another number of owners is left,
    `times`. `delta` names the file that was to be written last.
    """

    digest: bytes
    keys: int
    columns: tuple[str, ...]
    desk: str
    delta: str
    shared: Tally = field(repr=False)
    hidden: Rows = field(repr=False)
    ids: Places = field(repr=False)
    owned: Owned = field(repr=False)
    touched: SealedRows = field(repr=False)
    times: np.ndarray = field(repr=False)

    @classmethod
    def of(
        cls,
        digest: bytes,
        keys: int,
        columns: tuple[str, ...],
        desk: str,
        shared: Tally,
        hidden: Rows,
    ) -> Standing:
        """Say what stands when all of a register has just been sealed."""
        nothing, width = np.empty((0, 2), np.uint64), hidden.sealed.shape[1]
        none = SealedRows.none(width)
        times = np.empty(0, np.int64)
        owned = Owned.joined([])
        return cls(digest, keys, columns, desk, "", shared, hidden, nothing, owned, none, times)

    def write(self, folder: Path) -> None:
        """Write it whole: from now on this is what stands."""
        words = {
            "digest": self.digest.hex(),
            "keys": self.keys,
            "columns": self.columns,
            "desk": self.desk,
            "delta": self.delta,
        }
        arrays = {
            **_named("shared", self.shared),
            **_named("hidden", self.hidden),
            **_named("owned", self.owned),
            **_named("touched", self.touched),
            "ids": self.ids,
            "times": self.times,
        }
        said = np.frombuffer(json.dumps(words).encode(), np.uint8)
        with written(folder / NAME) as file:
            np.savez(file, allow_pickle=False, said=said, **arrays)

    @classmethod
    def read(cls, folder: Path) -> Standing | None:
        """Read what stands; None if a run over the whole register has not ended since."""
        try:
            with np.load(folder / NAME, allow_pickle=False) as found:
                return _of({name: found[name] for name in found.files})
        except (OSError, ValueError, KeyError, TypeError, BadZipFile):
            return None


def _named(what: str, columns: tuple[np.ndarray, ...]) -> dict[str, np.ndarray]:
    return {f"{what}_{number}": column for number, column in enumerate(columns)}


def _of(arrays: dict[str, np.ndarray]) -> Standing:
    words = json.loads(arrays["said"].tobytes())
    return Standing(
        bytes.fromhex(words["digest"]),
        int(words["keys"]),
        tuple(words["columns"]),
        str(words["desk"]),
        str(words["delta"]),
        Tally(*(arrays[f"shared_{number}"] for number in range(3))),
        Rows(*(arrays[f"hidden_{number}"] for number in range(2))),
        arrays["ids"],
        Owned(*(arrays[f"owned_{number}"] for number in range(4))),
        SealedRows(*(arrays[f"touched_{number}"] for number in range(4))),
        arrays["times"],
    )


def fall(folder: Path) -> None:
    """Let go of what stands, before all of the register is read; what was sealed stays sealed."""
    standing = Standing.read(folder)
    if standing is not None and len(standing.touched.high):
        standing.touched.write(folder / "new-000000.rows")
    (folder / NAME).unlink(missing_ok=True)
    drop(runs_in(folder))
