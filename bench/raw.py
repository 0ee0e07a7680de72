"""What libsodium costs with nothing around it: its two calls in a loop, in C if that compiles.

No header is needed: the loop gets the addresses of the two functions.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from ctypes import CDLL, Array, addressof, c_char, c_long, c_void_p, cast
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from samverkan.sealed import sodium

Bytes = Array[c_char]

LOOP = """
typedef int (*hash)(unsigned char *, const unsigned char *);
typedef int (*multiply)(unsigned char *, const unsigned char *, const unsigned char *);

void seal(hash from_hash, multiply by, const unsigned char *uniform, const unsigned char *key,
          unsigned char *out, long count)
{
    unsigned char point[32];
    for (long at = 0; at < count; at++) {
        from_hash(point, uniform + 64 * at);
        by(out + 32 * at, key, point);
    }
}
"""


def loop(uniform: bytes, key: bytes) -> tuple[str, Callable[[], object]]:
    """Give what the loop is written in, and the loop: hash to the group, multiply by the key."""
    library = sodium.library()
    functions = [
        library["crypto_core_ristretto255_from_hash"],
        library["crypto_scalarmult_ristretto255"],
    ]
    source, secret = ((c_char * len(each)).from_buffer_copy(each) for each in (uniform, key))
    out = (c_char * (len(uniform) // 2))()
    compiled = _compiled()
    if compiled is None:
        return "ctypes", lambda: _in_python(functions, source, secret, out)
    addresses = [cast(function, c_void_p) for function in functions]
    return "C", lambda: compiled(*addresses, source, secret, out, len(uniform) // 64)


def _compiled() -> Callable[..., object] | None:
    compiler = shutil.which("cc")
    if compiler is None:
        return None
    with TemporaryDirectory() as folder:
        made = Path(folder) / "loop.so"
        command = (compiler, "-O2", "-shared", "-fPIC", "-x", "c", "-", "-o", str(made))
        subprocess.run(command, input=LOOP, text=True, check=True)  # noqa: S603  our own text
        function = CDLL(str(made)).seal
    function.argtypes = [c_void_p] * 5 + [c_long]
    function.restype = None
    return function


def _in_python(functions: list[Any], source: Bytes, secret: Bytes, out: Bytes) -> None:
    from_hash, multiply = functions
    from_hash.argtypes, multiply.argtypes = [c_void_p] * 2, [c_void_p] * 3
    point = (c_char * 32)()
    here, key, target, first = map(addressof, (point, secret, out, source))
    for at in range(len(out) // 32):
        from_hash(here, first + 64 * at)
        multiply(target + 32 * at, key, here)
