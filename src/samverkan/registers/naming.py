"""What a register is called in a sentence: a file by its name, a database without its password."""

from __future__ import annotations

import re
from pathlib import Path

_BEFORE_HOST = re.compile(r"(?<=://)[^/?#]*@")
_ASKED = re.compile(r"[?#].*")


def name_of(source: str | Path) -> str:
    """Name a source. Of an address neither user, password nor settings are shown."""
    said = str(source)
    return _ASKED.sub("", _BEFORE_HOST.sub("", said)) if "://" in said else Path(said).name
