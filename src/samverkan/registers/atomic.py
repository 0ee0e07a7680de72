"""A file that is there whole or not at all, whatever happens while it is written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO


def sweep(folder: Path, name: str = "*") -> None:
    """Delete what processes that were killed left of a file, when no other can be writing it."""
    for draft in folder.glob(f".{name}.*.part"):
        draft.unlink(missing_ok=True)


@contextmanager
def written(path: Path, *, private: bool = True) -> Iterator[BinaryIO]:
    """Write a file under another name, put it on disk, and rename it when it is whole.

    What is no file, such as /dev/stdout, is written to as it is. Errors name the file itself.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as device:
                yield device
            return
        opened = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _mode(private))
        with open(opened, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        _sync(path.parent)
    except OSError as error:
        if error.filename in {None, str(draft)}:  # a full disk names nothing
            error.filename, error.filename2 = str(path), None
        raise
    finally:
        draft.unlink(missing_ok=True)


def own(name: str, flags: int) -> int:
    """Open a file that its owner alone may read, for `open`; also one that others could read."""
    file = os.open(name, flags, _mode(private=True))
    if S_ISREG(os.fstat(file).st_mode):  # and no device, such as /dev/null
        os.fchmod(file, _mode(private=True))
    return file


def _mode(private: bool) -> int:
    return 0o600 if private else 0o644


def _sync(folder: Path) -> None:
    """Put the new name on the disk too."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
