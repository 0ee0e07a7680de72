"""A file that is there whole or not at all, whatever happens while it is written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


def sweep(folder: Path, name: str = "*") -> None:
    """Delete what processes that were killed left of a file, when no other can be writing it."""
    for draft in folder.glob(f".{name}.*.part"):
        draft.unlink(missing_ok=True)


@contextmanager
def written(path: Path, *, private: bool = True) -> Iterator[BinaryIO]:
    """Write a file under another name, put it on disk, and rename it when it is whole."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    mode = 0o600 if private else 0o644
    try:
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
