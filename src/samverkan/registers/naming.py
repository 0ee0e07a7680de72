"""What a source is called in a sentence, without a password, and which file it is."""

from __future__ import annotations

import re
from pathlib import Path

_BEFORE_HOST = re.compile(r"(?<=://)[^/?#]*@")
_OF_FILE = re.compile(r"(?:sqlite|duckdb)(?:\+\w+)?:///([^?#]+)")
_ASKED = re.compile(r"[?#].*")


def shown(source: str | Path) -> str:
    """Give a source as a message may show it: of an address no user, password or settings."""
    said = str(source)
    return _ASKED.sub("", _BEFORE_HOST.sub("", said)) if "://" in said else said


def name_of(source: str | Path) -> str:
    """Name a source: a file without its folder."""
    return shown(source) if "://" in str(source) else Path(source).name


def file_of(source: str | Path) -> Path | None:
    """Give the file that a source is, or that its address is of; None for a server."""
    found = _OF_FILE.match(str(source))
    if found:
        return Path(found[1])
    return None if "://" in str(source) else Path(source)
