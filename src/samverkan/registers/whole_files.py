"""Writes a file whole or not at all: under another name, to the disk, then renamed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISREG
from typing import IO


@contextmanager
def written(path: Path) -> Iterator[IO[bytes]]:
    """Open a file for its content; it stands under its name once it is safely on the disk.

    Readable by its owner alone. If the block raises, or the machine stops, nothing is there.
    """
    part = path.with_name(path.name + ".part")
    with open(part, "wb", opener=private) as file:
        yield file
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def private(name: str, flags: int) -> int:
    """Open a file that its owner alone may read, for `open`; also one that others could read."""
    file = os.open(name, flags, 0o600)
    if S_ISREG(os.fstat(file).st_mode):  # and no device, such as /dev/null
        os.fchmod(file, 0o600)
    return file
