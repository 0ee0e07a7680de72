"""Keeps what is written apart from what is read: no register or key is written over."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from samverkan.registers.naming import file_of
from samverkan.rules.refusal import NotAllowed


def kept_apart(outs: Iterable[Path | None], ins: Iterable[str | Path | None]) -> None:
    """Raise NotAllowed if an output is a file that is read, another output, or a folder."""
    files = (file_of(source) for source in ins if source)
    taken = {file.resolve() for file in files if file}
    for out in outs:
        if out is None:
            continue
        if out.is_dir():
            raise NotAllowed("files.folder", file=out)
        if out.resolve() in taken:
            raise NotAllowed("files.written_over", file=out)
        taken.add(out.resolve())


def folder_is_there(out: Path) -> None:
    """Raise NotAllowed if the folder of an output is not there: it may be misspelt."""
    if out.parent.is_dir():
        return
    if out.parent.exists():
        raise NotAllowed("files.no_folder", file=out.parent)
    raise NotAllowed("files.missing_folder", folder=out.parent)
