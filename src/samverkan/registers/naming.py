"""What a register is called in a sentence: a file by its name, a database without its password."""

from __future__ import annotations

import re
from pathlib import Path

_BEFORE_HOST = re.compile(r"(?<=://)[^/?#]*@")
_ASKED = re.compile(r"[?#].*")


def shown(source: str | Path) -> str:
    """Give a source as a message may show it: of an address no user, password or settings."""
    said = str(source)
    return _ASKED.sub("", _BEFORE_HOST.sub("", said)) if "://" in said else said


def name_of(source: str | Path) -> str:
    """Name a source: a file without its folder."""
    return shown(source) if "://" in str(source) else Path(source).name
