"""What a broken-off import knows of itself: its source, how far it came, and its finished parts."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from samverkan.registers.atomic import written
from samverkan.registers.blocks import Position
from samverkan.registers.identity import Identity
from samverkan.rules.refusal import NotAllowed

NAME = "manifest.json"
FORM = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """How far an import came. Parts are numbered from 1; `rows` were taken, `read` were there."""

    identity: Identity
    position: Position | None = None
    parts: int = 0
    rows: int = 0
    read: int = 0
    aside: int = 0
    done: bool = False

    def with_part(self, *, rows: int, read: int, aside: int, position: Position) -> Manifest:
        """Count one more finished part, after which the source goes on at a position."""
        return replace(
            self,
            position=position,
            parts=self.parts + 1,
            rows=self.rows + rows,
            read=self.read + read,
            aside=self.aside + aside,
        )


def load(folder: Path) -> Manifest | None:
    """Read a folder's manifest; None if it has none. NotAllowed if it is not ours to go on with."""
    path = folder / NAME
    if not path.exists():
        return None
    try:
        return _manifest(json.loads(path.read_bytes()))
    except (ValueError, KeyError, TypeError):
        raise NotAllowed("registers.manifest", folder=folder) from None


def _manifest(row: dict[str, Any]) -> Manifest:
    if row.pop("form") != FORM:
        raise ValueError(FORM)
    at = row.pop("position")
    return Manifest(
        identity=Identity(**row.pop("identity")), position=Position(**at) if at else None, **row
    )


def save(folder: Path, manifest: Manifest) -> None:
    """Write a folder's manifest, whole or not at all."""
    with written(folder / NAME) as file:
        file.write(json.dumps({"form": FORM, **asdict(manifest)}, ensure_ascii=False).encode())
