"""Files that a command reads and writes: whole or not at all, and secrets for the owner alone."""

from __future__ import annotations

from pathlib import Path
from stat import S_IRWXG, S_IRWXO

from samverkan.registers.atomic import written
from samverkan.registers.file_faults import file_fault
from samverkan.rules.refusal import NotAllowed

KEY_SIZE = 32


class Unreadable(NotAllowed):
    """A file that cannot be read or written, or is not what it should be."""


def unreadable(error: OSError, file: Path) -> Unreadable:
    """Say why the disk did not give or take a file."""
    fault = file_fault(error, file)
    return Unreadable(fault.key, section="", **fault.parameters)


def read(file: Path, *, most: int = -1) -> bytes:
    """Read a file, or raise Unreadable; `most` bytes of it and one more, so that it shows."""
    try:
        with file.open("rb") as data:
            return data.read(most + 1 if most >= 0 else -1)
    except OSError as error:
        raise unreadable(error, file) from None


def read_private(file: Path) -> bytes:
    """Read a file that only its owner may read."""
    data = read(file)
    if file.stat().st_mode & (S_IRWXG | S_IRWXO):
        raise Unreadable("ask.others_can_read", file=file)
    return data


def read_key(file: Path) -> bytes:
    """Read a master key of 32 bytes, written in hexadecimal as an instance keeps its own."""
    try:
        key = bytes.fromhex(read_private(file).decode("ascii").strip())
    except ValueError:
        raise Unreadable("ask.no_key", file=file) from None
    if len(key) != KEY_SIZE:
        raise Unreadable("ask.no_key", file=file)
    return key


def write(file: Path, data: bytes, *, private: bool) -> None:
    """Write a file whole, or leave what was there and no part. `private`: for the owner alone."""
    try:
        with written(file, private=private) as out:
            out.write(data)
    except OSError as error:
        raise unreadable(error, file) from None
