"""Refuses an XLSX file that would unpack to far more than a register, before it is unpacked."""

from __future__ import annotations

from pathlib import Path
from zipfile import BadZipFile, ZipFile

from samverkan.rules.refusal import NotAllowed

MOST_BYTES = 4 << 30
"""Unpacked; a sheet of a million rows and twenty columns is about one GiB."""

_MOST_TIMES = 250
_SMALL = 16 << 20
_SHARED = 1 << 29
"""Of the table of texts, which is held in memory."""


def must_be_sound(path: Path) -> None:
    """Refuse what is no XLSX, or a packed file that unpacks to more than a register would."""
    try:
        with ZipFile(path) as packed:
            parts = packed.infolist()
    except (BadZipFile, NotImplementedError, ValueError):
        raise NotAllowed("registers.no_xlsx") from None
    size = sum(part.file_size for part in parts)
    packed_size = sum(part.compress_size for part in parts)
    shared = sum(part.file_size for part in parts if part.filename.endswith("sharedStrings.xml"))
    if size > MOST_BYTES or shared > _SHARED or size > max(_SMALL, packed_size * _MOST_TIMES):
        raise NotAllowed("registers.unpacks_to_too_much")
