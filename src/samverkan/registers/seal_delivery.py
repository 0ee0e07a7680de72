"""Writes the next pack and the delta to it so that a kill at any moment leaves both or neither.

Both are written in the folder of the sealing first; that they are what stands is decided when
`standing.npz` names the pack; then they are put where they belong. A run that finds them
undelivered delivers them before anything else.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from samverkan.registers.atomic import written
from samverkan.registers.pack_files import reload_pack, save
from samverkan.registers.seal_positions import Moved
from samverkan.registers.seal_rows import drop
from samverkan.registers.seal_standing import Standing
from samverkan.rules.refusal import NotAllowed
from samverkan.sealed.errors import PackDamaged
from samverkan.sealed.pack_delta_writing import delta_of
from samverkan.sealed.pack_splicing import spliced
from samverkan.sealed.pack_writing import trailer
from samverkan.sealed.packs import Pack
from samverkan.wire.keys import SigningKey

_PACK, _DELTA = "next.pack", "next.delta"


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where a pack and its delta go, and who signs them.

    `delta` is absolute: who finds it undelivered may stand in another folder.
    """

    out: Path
    delta: Path
    key: SigningKey = field(repr=False)

    def write(
        self, base: Pack, moves: Moved, standing: Standing, folder: Path
    ) -> tuple[bytes, int]:
        """Write what follows on the base, and that it stands; give its digest and the delta's size.

        If no row moves there is no other pack, and no delta. NotAllowed if a delta lies there.
        """
        if not len(moves.removed) and not len(moves.added.positions):
            standing.write(folder)
            return standing.digest, 0
        self.must_be_free()
        made = spliced(base, moves.removed, moves.added)
        end = trailer(made.digest, self.key)
        with written(folder / _PACK, private=False) as file:
            file.writelines((*made.pieces, end))
        delta = delta_of(base, moves.removed, moves.added, end, self.key)
        save(folder / _DELTA, delta)
        standing = replace(standing, digest=made.digest, delta=str(self.delta))
        standing.write(folder)
        deliver(folder, self.out)
        return made.digest, len(delta)

    def must_be_free(self) -> None:
        """Refuse to write over a delta: it may not have been sent."""
        if self.delta.exists():
            raise NotAllowed("seal.delta_exists", file=str(self.delta))


def deliver(folder: Path, out: Path) -> Standing | None:
    """Put what stands where it belongs, if it is not there; give it, if the pack there is it."""
    standing = Standing.read(folder)
    pack, delta = folder / _PACK, folder / _DELTA
    if standing is not None and _digest(pack) == standing.digest:
        if delta.exists():
            save(Path(standing.delta), delta.read_bytes())
            delta.unlink()
        pack.replace(out)
    drop([path for path in (pack, delta) if path.exists()])
    return standing if standing is not None and _digest(out) == standing.digest else None


def _digest(path: Path) -> bytes:
    """Give the digest of a pack, or nothing if there is none."""
    try:
        return reload_pack(path).digest
    except (NotAllowed, PackDamaged):
        return b""
