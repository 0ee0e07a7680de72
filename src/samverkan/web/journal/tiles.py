"""The journal's files: tiles, bundles, the checkpoint, and the last one outside the backup."""

from __future__ import annotations

from os import fsync, replace
from pathlib import Path

from samverkan.trail.checkpoints import Checkpoint
from samverkan.trail.log import Growth
from samverkan.trail.notes import Signer
from samverkan.web.journal.instance import here

CHECKPOINT = "checkpoint"
VKEY = "vkey"


def read(path: str) -> bytes:
    """Read one tile by its C2SP path. FileNotFoundError if the log does not have it."""
    return (here().journal_folder / path).read_bytes()


def write(growth: Growth) -> None:
    """Write new tiles. Until a checkpoint over them is published nobody looks for them."""
    for path, data in growth.tiles:
        _put(here().journal_folder / path, data)


def sign(size: int, root: bytes) -> str:
    """Sign a state of the log. Gives the note; it is published once the database holds it."""
    return Checkpoint(here().log_origin, size, root).sign(signer())


def publish(note: str) -> None:
    """Show a committed checkpoint to everyone, and keep it where no backup reaches it."""
    remember(note)
    _put(here().journal_folder / CHECKPOINT, note.encode())


def published() -> str:
    """Give the checkpoint that everyone sees; empty before the first."""
    file = here().journal_folder / CHECKPOINT
    return file.read_text("utf-8") if file.exists() else ""


def remember(note: str) -> None:
    """Keep the last signed checkpoint where no backup reaches it."""
    _put(here().last_checkpoint_file, note.encode())


def remembered() -> Checkpoint | None:
    """Give the last checkpoint that this machine remembers. NoteInvalid if it is damaged."""
    file = here().last_checkpoint_file
    return open_note(file.read_text("utf-8", "replace")) if file.exists() else None


def open_note(note: str) -> Checkpoint:
    """Open one of our own checkpoints, its signature checked."""
    return Checkpoint.open(note, signer().vkey)


def show_key() -> None:
    """Write the journal's public key beside its files."""
    _put(here().journal_folder / VKEY, f"{signer().vkey}\n".encode("ascii"))


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
