"""One process at a time works on an instance's folder: two would each send and sign."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from time import sleep
from typing import IO

FILE = "lock"
PAUSE = 0.1
# A server that was killed may need a moment to take its worker with it.
PATIENCE_SECONDS = 5.0


class InUse(Exception):
    """Another process works on the instance; the text says so in one sentence."""


@contextmanager
def alone(folder: Path, *, patience: float = 0) -> Iterator[None]:
    """Hold an instance's folder; the kernel lets go however the process ends.

    `patience` is how many seconds to wait for a process that is about to end.
    """
    with (folder / FILE).open("w") as file:
        while not _held(file):
            if patience <= 0:
                raise InUse(f"Another process already serves the instance in {folder}.")
            sleep(PAUSE)
            patience -= PAUSE
        yield


def _held(file: IO[str]) -> bool:
    try:
        flock(file, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        return False
    return True
