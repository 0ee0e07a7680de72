"""The reference engine: libsodium, one call an operation, into the same buffers again and again.

Around the two calls that sealing an identifier needs (about 60 us) Python adds about 2 us: three
SHA-512, of which the first begins in a state computed once, by Python's own code for it, which
takes three quarters of OpenSSL's time for a short message. ctypes lets go of the GIL in each call,
so threads scale.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from ctypes import c_char
from functools import cache
from typing import TYPE_CHECKING, Any

from samverkan.sealed import sodium
from samverkan.sealed.digest import sha512
from samverkan.sealed.errors import BadElement, Misuse
from samverkan.sealed.sodium import SIZE, checked_scalar
from samverkan.sealed.suite import Mode, context_string

if TYPE_CHECKING:
    from ctypes import CDLL

_LENGTH = SIZE.to_bytes(2, "big")
_REFUSED = "The bytes are not an element of ristretto255."
_Element = c_char * SIZE
_MASK = b"samverkan/inversion/v1"
_MASKING = 31
"""Bytes of a mask, which is below the order so."""


class SodiumEngine:
    """All batch operations with libsodium; its arithmetic takes the same time for every scalar."""

    name = "libsodium"
    alone = None

    def __init__(self, fallen_back: str = "") -> None:
        self.fallen_back = fallen_back

    def fall_back(self, where: str) -> None:
        """Do nothing: this is what others fall back on."""

    def prf_many(self, secret: bytes, inputs: Sequence[bytes], mode: Mode = Mode.VOPRF) -> bytes:
        """Give the PRF output of each input under one key, 64 bytes each."""
        from_hash, multiply = _calls(sodium.library())
        key, point = checked_scalar(secret), _Element()
        ending = bytearray(_LENGTH + bytes(SIZE) + b"Finalize")
        product = _Element.from_buffer(ending, len(_LENGTH))  # multiplying writes into the ending
        begun, before, after = _expansion(group_domain(mode))
        outputs = []
        for value in inputs:  # every call counts here: see the docstring above
            state = begun()
            state.update(value + before)
            from_hash(point, sha512(state.digest() + after).digest())
            if multiply(product, key, point):
                raise BadElement("An input hashes to the identity.")
            outputs.append(sha512(len(value).to_bytes(2) + value + ending).digest())
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
        point, product, products = _Element(), _Element(), []
        uniform = _expander(group_domain(mode))
        for scalar, value in zip(scalars, inputs, strict=True):
            from_hash(point, uniform(value))
            if multiply(product, checked_scalar(scalar), point):
                raise BadElement("An input hashes to the identity.")
            products.append(product.raw)
        return b"".join(products)

    def blind_each(
        self, scalars: Sequence[Sequence[bytes]], inputs: Sequence[bytes], mode: Mode = Mode.VOPRF
    ) -> list[bytes]:
        """Hash each input once, and multiply it by a scalar of its own for each holder."""
        from_hash, _ = _calls(sodium.library())
        point, uniform, elements = _Element(), _expander(group_domain(mode)), []
        for value in inputs:
            from_hash(point, uniform(value))
            elements.append(point.raw)
        hashed = b"".join(elements)
        for each in scalars:
            equally_many(each, len(inputs))
        return [_products(list(map(checked_scalar, each)), hashed) for each in scalars]

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

    def expand_many(
        self, messages: Sequence[bytes], domain: bytes, *, unseen: bytes = b""
    ) -> bytes:
        """Hash each message to 64 uniform bytes (RFC 9380 5.3.1)."""
        del unseen  # nothing is drawn: this is what samples are compared with
        return b"".join(map(_expander(domain), messages))

    def reduce_many(self, uniform: bytes, *, unseen: bytes = b"") -> bytes:
        """Reduce each 64 bytes modulo the order of the group: 32 bytes each."""
        del unseen
        return b"".join(sodium.scalars_reduce(uniform))

    def weighted_sum(self, weights: bytes, elements: bytes, *, unseen: bytes = b"") -> bytes:
        """Add up the elements, each times its weight."""
        del unseen
        each = [weights[at : at + SIZE] for at in range(0, len(weights), SIZE)]
        equally_many(each, count_of(elements))
        products = _products(each, elements)
        total = products[:SIZE] or sodium.IDENTITY
        for at in range(SIZE, len(products), SIZE):
            total = sodium.add(total, products[at : at + SIZE])
        return total


def output(value: bytes, element: bytes) -> bytes:
    """Hash an input with its element to the PRF output (RFC 9497 3.3.1, Finalize)."""
    length = len(value).to_bytes(2, "big")
    return sha512(length + value + _LENGTH + element + b"Finalize").digest()


def hashed(value: bytes, mode: Mode) -> bytes:
    """Hash an input to an element."""
    return sodium.from_hash(_expander(group_domain(mode))(value))


def group_domain(mode: Mode) -> bytes:
    """Give the domain of hash-to-group (RFC 9497 4.1)."""
    return b"HashToGroup-" + context_string(mode)


def inverse(scalar: bytes) -> bytes:
    """Invert a scalar with Python's numbers, in half of libsodium's time.

    How long that takes depends on the number, so it is multiplied before by a mask that the
    scalar is hashed to: a number that has nothing to do with the scalar for whoever lacks it.
    """
    mask = int.from_bytes(sha512(_MASK + checked_scalar(scalar)).digest()[:_MASKING], "little")
    masked = int.from_bytes(scalar, "little") * mask
    return (pow(masked, -1, sodium.ORDER) * mask % sodium.ORDER).to_bytes(SIZE, "little")


def inverses(scalars: Sequence[bytes]) -> list[bytes]:
    """Invert all scalars with one inversion and three multiplications each (Montgomery).

    Python multiplies numbers of one size here, and what it multiplies are blinds, each used once.
    """
    order = sodium.ORDER
    numbers = [int.from_bytes(checked_scalar(scalar), "little") for scalar in scalars]
    before, product = [], 1
    for number in numbers:
        before.append(product)
        product = product * number % order
    rest = int.from_bytes(inverse(product.to_bytes(SIZE, "little")), "little")
    found = []
    for number in reversed(numbers):
        found.append((rest * before.pop() % order).to_bytes(SIZE, "little"))
        rest = rest * number % order
    found.reverse()
    return found


def _expander(domain: bytes) -> Callable[[bytes], bytes]:
    """Give the hash of a message to 64 uniform bytes."""
    begun, before, after = _expansion(domain)

    def uniform(value: bytes) -> bytes:
        state = begun()
        state.update(value + before)
        return sha512(state.digest() + after).digest()

    return uniform


def _expansion(domain: bytes) -> tuple[Callable[[], Any], bytes, bytes]:
    """Give what `suite.expand_message_xmd` does to a message of any kind, for 64 bytes.

    The state after the hash's first, constant block; what follows the message; and what follows
    the digest of that.
    """
    ending = domain + bytes([len(domain)])
    length = sodium.UNIFORM_SIZE.to_bytes(2, "big")
    return sha512(bytes(128)).copy, length + b"\0" + ending, b"\1" + ending


def one_element(element: bytes) -> bytes:
    """Give bytes back that can be one element other than the identity, or raise BadElement."""
    if len(element) != SIZE or element == sodium.IDENTITY:
        raise BadElement(_REFUSED)
    return element


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
    if max(elements[SIZE - 1 :: SIZE], default=0) >= sodium.HIGHEST_BIT:
        raise BadElement(_REFUSED)  # libsodium 1.0.18 does not look at that bit
    _, multiply = _calls(sodium.library())
    product, products = _Element(), []
    for at, scalar in zip(range(0, len(elements), SIZE), scalars, strict=True):
        if multiply(product, scalar, elements[at : at + SIZE]):
            raise BadElement(_REFUSED)
        products.append(product.raw)
    return b"".join(products)


@cache
def _calls(library: CDLL) -> tuple[Any, Any]:
    """Give hash-to-group and multiplication without argument types, whose check costs time.

    They take bytes and arrays of bytes, whose lengths the callers here have checked.
    """
    return (
        library["crypto_core_ristretto255_from_hash"],
        library["crypto_scalarmult_ristretto255"],
    )
