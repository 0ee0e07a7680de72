"""The reference engine: libsodium, one call an operation, on buffers laid out beforehand.

Around the two calls that sealing an identifier needs (about 60 us) Python adds about 2 us: three
SHA-512, of which the first begins in a state computed once. ctypes lets go of the GIL in each
call, so threads scale.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from ctypes import Array, addressof, c_char, c_void_p
from functools import cache
from hashlib import sha512
from typing import TYPE_CHECKING, Any

from samverkan.sealed import sodium
from samverkan.sealed.errors import BadElement, Misuse
from samverkan.sealed.sodium import SIZE, checked_scalar
from samverkan.sealed.suite import Mode, context_string

if TYPE_CHECKING:
    from ctypes import CDLL

_LENGTH = SIZE.to_bytes(2, "big")


class SodiumEngine:
    """All batch operations with libsodium; its arithmetic takes the same time for every scalar."""

    name = "libsodium"

    def __init__(self, fallen_back: str = "") -> None:
        self.fallen_back = fallen_back

    def prf_many(self, secret: bytes, inputs: Sequence[bytes], mode: Mode = Mode.VOPRF) -> bytes:
        """Give the PRF output of each input under one key, 64 bytes each."""
        from_hash, multiply = _calls(sodium.library())
        scalar, point = _copied(checked_scalar(secret)), _copied(bytes(SIZE))
        ending = bytearray(SIZE) + b"Finalize"  # the product is written into its beginning
        key, hashed = addressof(scalar), addressof(point)
        product = addressof((c_char * SIZE).from_buffer(ending))
        uniform, outputs = _expander(group_domain(mode)), []
        for value in inputs:
            from_hash(hashed, uniform(value))
            if multiply(product, key, hashed):
                raise BadElement("An input hashes to the identity.")
            outputs.append(sha512(len(value).to_bytes(2) + value + _LENGTH + ending).digest())
        return b"".join(outputs)

    def multiply_many(self, scalar: bytes, elements: bytes) -> bytes:
        """Multiply each element by one scalar."""
        checked_scalar(scalar)
        return _products([scalar] * count_of(elements), elements)

    def blind_many(
        self, scalars: Sequence[bytes], inputs: Sequence[bytes], mode: Mode = Mode.VOPRF
    ) -> bytes:
        """Hash each input to an element and multiply it by a scalar of its own."""
        equally_many(scalars, len(inputs))
        from_hash, multiply = _calls(sodium.library())
        products, point = _copied(bytes(SIZE * len(inputs))), _copied(bytes(SIZE))
        at, hashed = addressof(products), addressof(point)
        uniform = _expander(group_domain(mode))
        for scalar, value in zip(scalars, inputs, strict=True):
            from_hash(hashed, uniform(value))
            if multiply(at, checked_scalar(scalar), hashed):
                raise BadElement("An input hashes to the identity.")
            at += SIZE
        return products.raw

    def finalize_many(
        self, inputs: Sequence[bytes], scalars: Sequence[bytes], evaluated: bytes
    ) -> bytes:
        """Take each blind off and hash: the PRF output of each input."""
        equally_many(scalars, len(inputs))
        equally_many(inputs, count_of(evaluated))
        opened = _products(inverses(scalars), evaluated)
        return b"".join(
            output(value, opened[at : at + SIZE])
            for value, at in zip(inputs, range(0, len(opened), SIZE), strict=True)
        )

    def expand_many(self, messages: Sequence[bytes], domain: bytes) -> bytes:
        """Hash each message to 64 uniform bytes (RFC 9380 5.3.1)."""
        return b"".join(map(_expander(domain), messages))

    def weighted_sum(self, weights: bytes, elements: bytes) -> bytes:
        """Add up the elements, each times its weight."""
        each = [weights[at : at + SIZE] for at in range(0, len(weights), SIZE)]
        equally_many(each, count_of(elements))
        products = _products(each, elements)
        total = sodium.IDENTITY
        for at in range(0, len(products), SIZE):
            total = sodium.add(total, products[at : at + SIZE])
        return total


def output(value: bytes, element: bytes) -> bytes:
    """Hash an input with its element to the PRF output (RFC 9497 3.3.1, Finalize)."""
    length = len(value).to_bytes(2, "big")
    return sha512(length + value + _LENGTH + element + b"Finalize").digest()


def group_domain(mode: Mode) -> bytes:
    """Give the domain of hash-to-group (RFC 9497 4.1)."""
    return b"HashToGroup-" + context_string(mode)


def inverses(scalars: Sequence[bytes]) -> list[bytes]:
    """Invert all scalars with one inversion and three multiplications each (Montgomery).

    The one inversion is libsodium's. Python multiplies numbers of one size here, and what it
    multiplies are blinds, each used once.
    """
    order = sodium.ORDER
    numbers = [int.from_bytes(checked_scalar(scalar), "little") for scalar in scalars]
    before, product = [], 1
    for number in numbers:
        before.append(product)
        product = product * number % order
    rest = int.from_bytes(sodium.scalar_invert(product.to_bytes(SIZE, "little")), "little")
    found = []
    for number in reversed(numbers):
        found.append((rest * before.pop() % order).to_bytes(SIZE, "little"))
        rest = rest * number % order
    found.reverse()
    return found


def _expander(domain: bytes) -> Callable[[bytes], bytes]:
    """Give the hash of a message to 64 uniform bytes.

    It is `suite.expand_message_xmd`, with the state after the first, constant block kept.
    """
    ending = domain + bytes([len(domain)])
    after_value, after_first = b"\0\x40\0" + ending, b"\1" + ending
    begun = sha512(bytes(128)).copy

    def uniform(value: bytes) -> bytes:
        state = begun()
        state.update(value + after_value)
        return sha512(state.digest() + after_first).digest()

    return uniform


def count_of(elements: bytes) -> int:
    """Count joined elements, or raise BadElement."""
    if len(elements) % SIZE:
        raise BadElement("The bytes are not elements of ristretto255: the length is wrong.")
    return len(elements) // SIZE


def equally_many(values: Sequence[bytes] | bytes, count: int) -> None:
    """Raise Misuse unless there are so many values."""
    if len(values) != count:
        raise Misuse("Inputs, scalars and elements are not equally many.")


def _products(scalars: Sequence[bytes], elements: bytes) -> bytes:
    _, multiply = _calls(sodium.library())
    if (
        max(elements[SIZE - 1 :: SIZE], default=0) >= sodium.HIGHEST_BIT
    ):  # libsodium 1.0.18 does not look
        raise BadElement("The bytes are not an element of ristretto255.")
    source, products = _copied(elements), _copied(elements)
    at, apart = addressof(source), addressof(products) - addressof(source)
    for scalar in scalars:
        if multiply(at + apart, scalar, at):
            raise BadElement("The bytes are not an element of ristretto255.")
        at += SIZE
    return products.raw


def _copied(data: bytes) -> Array[c_char]:
    """Copy bytes to memory of our own, which stays where it is."""
    return (c_char * len(data)).from_buffer_copy(data)


@cache
def _calls(library: CDLL) -> tuple[Any, Any]:
    """Give hash-to-group and multiplication taking addresses: an offset is then an addition."""
    from_hash = library["crypto_core_ristretto255_from_hash"]
    multiply = library["crypto_scalarmult_ristretto255"]
    from_hash.argtypes, multiply.argtypes = [c_void_p] * 2, [c_void_p] * 3
    return from_hash, multiply
