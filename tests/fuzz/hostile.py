"""What every fuzzer here begins with: the project's own source comes first; sound bytes change."""

import sys
from pathlib import Path

from atheris import FuzzedDataProvider

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]


def patched(sound: bytes, source: FuzzedDataProvider) -> bytes:
    """Change, cut or lengthen sound bytes in places that the fuzzer chooses."""
    body = bytearray(sound)
    while source.remaining_bytes():
        at = source.ConsumeIntInRange(0, len(body))
        body[at : at + source.ConsumeIntInRange(0, 4)] = source.ConsumeBytes(4)
    return bytes(body)
