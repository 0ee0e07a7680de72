"""The demo's own folder: emptied only if the demo made it; compiled Python lies there if nowhere.

Python keeps what it compiles beside the source. Where it is told not to (a container, a machine for
tests), each of fourteen instances would compile the whole site again, half of its start.
"""

from __future__ import annotations

import sys
from os import environ
from pathlib import Path
from shutil import rmtree

MARK = "made-by-samverkan-demo"
BYTECODE = "bytecode"
KEEP_NONE, KEEP_IN = "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"


def clean(root: Path) -> bool:
    """Empty the folder if the demo made it; False, and nothing done, if it holds anything else."""
    if root.exists() and any(root.iterdir()) and not (root / MARK).exists():
        return False
    if root.exists():
        rmtree(root)
    root.mkdir(parents=True)
    (root / MARK).write_text("Everything here is fictional and may be deleted.\n", "utf-8")
    return True


def share_bytecode(root: Path) -> None:
    """Where Python keeps nothing of what it compiles, keep it here, for child processes too."""
    if sys.dont_write_bytecode:
        sys.dont_write_bytecode = False
        sys.pycache_prefix = str(root / BYTECODE)
        environ.pop(KEEP_NONE, None)
        environ[KEEP_IN] = sys.pycache_prefix
