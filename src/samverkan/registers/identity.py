"""What makes two imports the same one: the source as it is, and how it is read."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

_EDGE = 1 << 20


@dataclass(frozen=True, slots=True)
class Identity:
    """What makes two imports the same: the source, how it is read, and as on which day.

    A file is known by its size, the time of its last change, and its first and last megabyte.
    """

    source: str
    size: int
    changed: int
    edges: str
    mapping: str
    on: str


def identity(source: str | Path, *, mapping: object, on: str) -> Identity:
    """Look at a source; a database has no size. OSError if a file is not there."""
    told = sha256(repr(mapping).encode()).hexdigest()
    if "://" in str(source) or not str(source):
        return Identity(sha256(str(source).encode()).hexdigest(), 0, 0, "", told, on)
    path = Path(source)
    about = path.stat()
    with path.open("rb") as file:
        edges = sha256(file.read(_EDGE))
        file.seek(max(0, about.st_size - _EDGE))
        edges.update(file.read(_EDGE))
    return Identity(path.name, about.st_size, about.st_mtime_ns, edges.hexdigest(), told, on)
