"""What a disk's refusal is called: one sentence that names the file, in both languages."""

from __future__ import annotations

from pathlib import Path

from samverkan.rules.refusal import NotAllowed

_SENTENCES = (
    (FileNotFoundError, "files.missing"),
    (IsADirectoryError, "files.folder"),
    (FileExistsError, "files.no_folder"),
    (NotADirectoryError, "files.no_folder"),
    (PermissionError, "files.forbidden"),
)


def file_fault(error: OSError, file: str | Path) -> NotAllowed:
    """Give the refusal for an error of the disk about `file`, or about the file it names itself."""
    named = Path(str(error.filename2 or error.filename or file))
    if isinstance(error, FileNotFoundError) and not named.parent.exists():
        return NotAllowed("files.missing_folder", folder=named.parent)
    for fault, key in _SENTENCES:
        if isinstance(error, fault):
            return NotAllowed(key, file=named)
    return NotAllowed("files.fault", file=named, why=error.strerror or error)
