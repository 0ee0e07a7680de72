"""SHA-512 for many short messages: Python's own code, which begins them faster than OpenSSL's."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import _Hash


def _own_sha512() -> Callable[..., _Hash]:
    """Give Python's own SHA-512, or hashlib's where this Python was built without it."""
    for module in ("_sha2", "_sha512"):  # its name since Python 3.12, and before
        with suppress(ImportError):
            found: Callable[..., _Hash] = import_module(module).sha512
            return found
    return hashlib.sha512


sha512 = _own_sha512()
