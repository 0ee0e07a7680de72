"""The journal's files: tiles, bundles, the checkpoint, and the last one outside the backup."""

from __future__ import annotations

from os import fsync, replace
from pathlib import Path

from samverkan.trail.checkpoints import Checkpoint
from samverkan.trail.log import Growth
from samverkan.trail.notes import Signer
from samverkan.web.journal.instance import here


def read(path: str) -> bytes:
    """Read one tile by its C2SP path. FileNotFoundError if the log does not have it."""
    return (here().journal_folder / path).read_bytes()


def write(growth: Growth) -> str:
    """Write new tiles, then the checkpoint that covers them. Gives the signed note."""
    folder = here().journal_folder
    for path, data in growth.tiles:
        _put(folder / path, data)
    note = Checkpoint(here().log_origin, growth.size, growth.root).sign(signer())
    _put(folder / "checkpoint", note.encode())
    return note


def remember(note: str) -> None:
    """Keep the last signed checkpoint where no backup reaches it."""
    _put(here().last_checkpoint_file, note.encode())


def remembered() -> Checkpoint | None:
    """Give the last signed checkpoint that this machine remembers."""
    file = here().last_checkpoint_file
    return open_note(file.read_text("utf-8")) if file.exists() else None


def open_note(note: str) -> Checkpoint:
    """Open one of our own checkpoints, its signature checked."""
    return Checkpoint.open(note, signer().vkey)


def signer() -> Signer:
    """Give the signer of this journal."""
    return Signer(here().log_origin, here().keys["log"])


def _put(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(file.name + ".part")
    with part.open("wb") as out:
        out.write(data)
        out.flush()
        fsync(out.fileno())
    replace(part, file)
