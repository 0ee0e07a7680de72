"""The ristretto255 group (RFC 9496) as libsodium computes it, through ctypes.

The system's libsodium is used; where there is none, the one inside the `rbcl` wheel. ctypes lets
go of the GIL in every call, so threads scale. Elements and scalars are 32 bytes, little-endian.
Point arithmetic in libsodium takes the same time whatever the scalar.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from ctypes import CDLL, addressof, c_char, c_char_p, c_int, c_void_p
from functools import cache
from pathlib import Path
from typing import Any

from samverkan.sealed.errors import BadElement, Misuse, Unavailable

SYSTEM_NAMES = ("libsodium.so.26", "libsodium.so.23", "libsodium.dylib")

SIZE = 32
UNIFORM_SIZE = 64
HIGHEST_BIT = 0x80
IDENTITY = bytes(SIZE)
GENERATOR = bytes.fromhex("e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76")

# The order of the group, RFC 9496 section 4: a scalar on the wire is below it.
ORDER = 2**252 + 27742317777372353535851937790883648493

_Out = c_char * SIZE

# Every function we call and how many buffers it takes, the result first.
_FUNCTIONS = {
    "crypto_core_ristretto255_is_valid_point": 1,
    "crypto_core_ristretto255_from_hash": 2,
    "crypto_core_ristretto255_add": 3,
    "crypto_core_ristretto255_sub": 3,
    "crypto_scalarmult_ristretto255": 3,
    "crypto_scalarmult_ristretto255_base": 2,
    "crypto_core_ristretto255_scalar_reduce": 2,
    "crypto_core_ristretto255_scalar_invert": 2,
    "crypto_core_ristretto255_scalar_mul": 3,
    "crypto_core_ristretto255_scalar_sub": 3,
}


def load(names: Sequence[str] = SYSTEM_NAMES) -> CDLL:
    """Load the first libsodium with ristretto255: one of `names`, else the wheel's.

    Raises Unavailable where there is neither.
    """
    for name in names:
        with suppress(OSError, AttributeError):  # absent, or built without ristretto255
            return _bound(CDLL(name))
    return _bound(_unpacked())


@cache
def library() -> CDLL:
    """Give the libsodium of this process, loaded at the first call."""
    return load()


def _bound(found: CDLL) -> CDLL:
    for name, buffers in _FUNCTIONS.items():
        function = getattr(found, name)
        function.argtypes = [c_char_p] * buffers
        function.restype = c_int
    if found.sodium_init() < 0:
        raise Unavailable("libsodium could not start on this machine.")
    return found


def _unpacked() -> CDLL:
    """Load the library out of the wheel, which unpacks it into a temporary file when imported."""
    try:
        import rbcl  # type: ignore[import-untyped]  # noqa: PLC0415  imported only when needed

        path = Path(rbcl._sodium._name)
        found = CDLL(str(path))
    except (ImportError, OSError) as error:
        raise Unavailable(
            f"There is no libsodium on this machine and none in the rbcl wheel ({error})."
        ) from error
    path.unlink(missing_ok=True)  # it stays mapped; otherwise every start leaves 2.8 MB behind
    return found


def is_element(point: bytes) -> bool:
    """Say whether the bytes are a canonical element other than the identity."""
    return (
        _could_be(point)
        and point != IDENTITY
        and library().crypto_core_ristretto255_is_valid_point(point) == 1
    )


def checked_scalar(scalar: bytes) -> bytes:
    """Give the scalar back if it is 32 bytes, not zero and below the order, or raise Misuse."""
    if len(scalar) != SIZE or not 0 < int.from_bytes(scalar, "little") < ORDER:
        raise Misuse("A scalar is 32 bytes, not zero, and below the order of the group.")
    return scalar


def from_hash(uniform: bytes) -> bytes:
    """Map 64 uniform bytes to an element whose logarithm nobody knows (RFC 9496 4.3.4)."""
    _sized(uniform, UNIFORM_SIZE)
    out = _Out()
    library().crypto_core_ristretto255_from_hash(out, uniform)
    return out.raw


def scalarmult(scalar: bytes, point: bytes) -> bytes:
    """Multiply an element, or raise BadElement if it (or the product) is not one."""
    _sized(scalar, SIZE)
    out = _Out()
    if not _could_be(point) or library().crypto_scalarmult_ristretto255(out, scalar, point) != 0:
        raise BadElement("The bytes are not an element of ristretto255.")
    return out.raw


def scalarmult_base(scalar: bytes) -> bytes:
    """Multiply the generator; the scalar zero is a Misuse, since it gives the identity."""
    _sized(scalar, SIZE)
    out = _Out()
    if library().crypto_scalarmult_ristretto255_base(out, scalar) != 0:
        raise Misuse("The scalar is zero.")
    return out.raw


def add(left: bytes, right: bytes) -> bytes:
    """Add two elements; the identity is allowed here, so that a sum can begin with it."""
    return _points(library().crypto_core_ristretto255_add, left, right)


def sub(left: bytes, right: bytes) -> bytes:
    """Take the right element from the left one; the identity is allowed."""
    return _points(library().crypto_core_ristretto255_sub, left, right)


def scalar_reduce(uniform: bytes) -> bytes:
    """Reduce 64 bytes, little-endian, modulo the order of the group."""
    _sized(uniform, UNIFORM_SIZE)
    out = _Out()
    library().crypto_core_ristretto255_scalar_reduce(out, uniform)
    return out.raw


def scalars_reduce(uniform: bytes) -> list[bytes]:
    """Reduce each 64 bytes of many joined ones, as `scalar_reduce` does."""
    count = uniform_count(uniform)
    reduce = _by_address(library(), "crypto_core_ristretto255_scalar_reduce")
    source = (c_char * len(uniform)).from_buffer_copy(uniform)
    out = (c_char * (SIZE * count))()
    into, first = addressof(out), addressof(source)
    for number in range(count):
        reduce(into + SIZE * number, first + UNIFORM_SIZE * number)
    whole = out.raw
    return [whole[at : at + SIZE] for at in range(0, len(whole), SIZE)]


@cache
def _by_address(library: CDLL, name: str) -> Any:  # noqa: ANN401  a ctypes function
    """Give a function of two buffers that takes where they lie."""
    function = library[name]
    function.argtypes = [c_void_p] * 2
    return function


def uniform_count(uniform: bytes) -> int:
    """Count joined values of 64 bytes, or raise Misuse."""
    count, rest = divmod(len(uniform), UNIFORM_SIZE)
    if rest:
        raise Misuse(f"The values are {len(uniform)} bytes; each must be {UNIFORM_SIZE}.")
    return count


def scalar_invert(scalar: bytes) -> bytes:
    """Invert a scalar; zero is a Misuse."""
    _sized(scalar, SIZE)
    out = _Out()
    if library().crypto_core_ristretto255_scalar_invert(out, scalar) != 0:
        raise Misuse("Zero has no inverse.")
    return out.raw


def scalar_mul(left: bytes, right: bytes) -> bytes:
    """Multiply two scalars modulo the order."""
    return _scalars(library().crypto_core_ristretto255_scalar_mul, left, right)


def scalar_sub(left: bytes, right: bytes) -> bytes:
    """Take the right scalar from the left one, modulo the order."""
    return _scalars(library().crypto_core_ristretto255_scalar_sub, left, right)


def scalar_from(random: bytes) -> bytes:
    """Make a scalar of 64 fresh random bytes, so that its bias is below 2^-250."""
    return checked_scalar(scalar_reduce(random))


def _points(function: Any, left: bytes, right: bytes) -> bytes:  # noqa: ANN401  a ctypes function
    out = _Out()
    if not (_could_be(left) and _could_be(right)) or function(out, left, right) != 0:
        raise BadElement("The bytes are not an element of ristretto255.")
    return out.raw


def _could_be(point: bytes) -> bool:
    """Say whether the length is right and the highest bit clear.

    libsodium 1.0.18 takes no notice of that bit, which gives every element a second encoding.
    """
    return len(point) == SIZE and point[-1] < HIGHEST_BIT


def _scalars(function: Any, left: bytes, right: bytes) -> bytes:  # noqa: ANN401  a ctypes function
    _sized(left, SIZE)
    _sized(right, SIZE)
    out = _Out()
    function(out, left, right)
    return out.raw


def _sized(value: bytes, size: int) -> None:
    if len(value) != size:
        raise Misuse(f"The value is {len(value)} bytes; it must be {size}.")
