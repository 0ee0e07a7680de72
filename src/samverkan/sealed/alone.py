"""What a question of one element takes: products of few elements by scalars known beforehand.

Everything that a proof about one pair of elements hashes is a multiple of those two, of the
generator and of the public key. So it is multiplied out at once, instead of weighing and adding
up first as a batch does. Elements and scalars are 32 bytes each.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol

from samverkan.sealed import sodium
from samverkan.sealed.errors import ProofInvalid
from samverkan.sealed.sodium_engine import SodiumEngine, inverse, one_element
from samverkan.sealed.suite import Mode, hash_to_scalar, prefixed

NOT_PROVED = "The answer was not made with the holder's published key."


class Claim(NamedTuple):
    """That `product` is the secret behind `public` times `element`; and the weight of the pair."""

    public: bytes
    element: bytes
    product: bytes
    weight: bytes


class Transcript(NamedTuple):
    """What the challenge of a proof is hashed from, in its order (RFC 9497 2.2.1, M, Z, t2, t3)."""

    left: bytes
    right: bytes
    of_base: bytes
    of_left: bytes

    def challenge(self, public: bytes) -> bytes:
        """Hash it to the scalar that is half of the proof."""
        return hash_to_scalar(b"".join(map(prefixed, (public, *self))) + b"Challenge", Mode.VOPRF)


class Alone(Protocol):
    """The work of single elements. Secret scalars take the same time whatever they are.

    Scalars out of range raise Misuse; bytes that are no element, or the identity, BadElement.
    """

    def multiply(self, scalar: bytes, element: bytes) -> bytes:
        """Multiply an element."""

    def blind(self, scalar: bytes, value: bytes, mode: Mode = Mode.VOPRF) -> bytes:
        """Hash an input to an element and multiply it."""

    def finalize(self, value: bytes, scalar: bytes, evaluated: bytes) -> bytes:
        """Take the blind off and hash: the PRF output of the input, 64 bytes."""

    def prove(self, claim: Claim, secret: bytes, r: bytes) -> Transcript:
        """Give the holder's transcript, which commits to the scalar `r`."""

    def open(self, claim: Claim, challenge: bytes, response: bytes, blind: bytes) -> bytes:
        """Take the blind off the product. Raises ProofInvalid if the proof does not hold."""


class SodiumAlone:
    """Single elements with libsodium."""

    def __init__(self, engine: SodiumEngine) -> None:
        self._engine = engine

    def multiply(self, scalar: bytes, element: bytes) -> bytes:
        """Multiply an element."""
        return self._engine.multiply_many(scalar, one_element(element))

    def blind(self, scalar: bytes, value: bytes, mode: Mode = Mode.VOPRF) -> bytes:
        """Hash an input to an element and multiply it."""
        return self._engine.blind_many([scalar], [value], mode)

    def finalize(self, value: bytes, scalar: bytes, evaluated: bytes) -> bytes:
        """Take the blind off and hash."""
        return self._engine.finalize_many([value], [scalar], evaluated)

    def prove(self, claim: Claim, secret: bytes, r: bytes) -> Transcript:
        """Give the holder's transcript."""
        scalars = (weight := claim.weight), *(sodium.scalar_mul(x, weight) for x in (secret, r))
        left, right, of_left = (sodium.scalarmult(each, claim.element) for each in scalars)
        return Transcript(left, right, sodium.scalarmult_base(r), of_left)

    def open(self, claim: Claim, challenge: bytes, response: bytes, blind: bytes) -> bytes:
        """Take the blind off the product, if the proof holds."""
        public, element, product, weight = claim
        left, right = sodium.scalarmult(weight, element), sodium.scalarmult(weight, product)
        public_part, right_part = (sodium.scalarmult(challenge, each) for each in (public, right))
        of_base = sodium.add(sodium.scalarmult_base(response), public_part)
        of_left = sodium.add(sodium.scalarmult(response, left), right_part)
        if Transcript(left, right, of_base, of_left).challenge(public) != challenge:
            raise ProofInvalid(NOT_PROVED)
        return sodium.scalarmult(inverse(blind), product)
