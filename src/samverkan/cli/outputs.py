"""Keeps what is written apart from what is read: no register or key is written over."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from stat import S_ISREG

from samverkan.registers.naming import file_of
from samverkan.rules.refusal import NotAllowed


def kept_apart(outs: Iterable[Path | None], ins: Iterable[str | Path | None]) -> None:
    """Raise NotAllowed if an output is a file that is read, another output, or a folder."""
    files = (file_of(source) for source in ins if source)
    read = {each for file in files if file for each in names_of(file)}
    written: set[object] = set()
    for out in outs:
        if out is None:
            continue
        if out.is_dir():
            raise NotAllowed("files.folder", file=out)
        if names_of(out) & read:
            raise NotAllowed("files.written_over", file=out)
        if names_of(out) & written:
            raise NotAllowed("files.written_twice", file=out)
        written |= names_of(out)


def names_of(file: Path) -> set[object]:
    """Give what tells a file from others: where it lies and, of one that is there, its inode.

    A device such as /dev/null may be given as often as wanted.
    """
    try:
        found = file.stat()
    except OSError:  # it is not there yet, or what reads it will say why it cannot be
        return {file.resolve()}
    return {file.resolve(), (found.st_dev, found.st_ino)} if S_ISREG(found.st_mode) else set()


def folder_is_there(out: Path) -> None:
    """Raise NotAllowed if the folder of an output is not there: it may be misspelt."""
    if out.parent.is_dir():
        return
    if out.parent.exists():
        raise NotAllowed("files.no_folder", file=out.parent)
    raise NotAllowed("files.missing_folder", folder=out.parent)
