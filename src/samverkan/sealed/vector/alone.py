"""Single elements with compiled routines: each product is checked with one that goes beside it.

Beside x times P goes (t - x) times P, with t times P known: both must add up to that. They are
computed with different digits and different numbers, so that no fault strikes both alike. No
product is believed unchecked, and libsodium need not multiply again. Of the last step, encoding,
the sum's is checked; it has no secret in it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol, TypeVar

from samverkan.sealed import sodium
from samverkan.sealed.alone import Alone, Claim, Transcript
from samverkan.sealed.sodium import GENERATOR, checked_scalar, scalar_mul, scalar_sub
from samverkan.sealed.sodium_engine import hashed, inverse, one_element, output
from samverkan.sealed.suite import Mode
from samverkan.sealed.vector.compiled import Routines

_ONE = (1).to_bytes(sodium.SIZE, "little")
T = TypeVar("T")


class Fallible(Protocol):
    """The engine that these routines belong to: it gives them up for all of its work."""

    fallen_back: str

    def fall_back(self, where: str) -> None:
        """Leave the compiled code, and say so aloud."""


class _Pair(NamedTuple):
    """Two products to make, and what they must add up to; empty if that is not known."""

    scalar: bytes
    element: bytes
    other_scalar: bytes
    other: bytes
    total: bytes = b""

    @classmethod
    def split(cls, scalar: bytes, element: bytes, times: bytes, total: bytes) -> _Pair:
        """Check one product by another of the same element, of which so many times are known."""
        return cls(scalar, element, scalar_sub(times, scalar), element, total)


class VectorAlone:
    """Single elements with compiled routines, and libsodium to fall back on."""

    def __init__(self, engine: Fallible, routines: Routines, reference: Alone) -> None:
        self._engine, self._routines, self._reference = engine, routines, reference

    def multiply(self, scalar: bytes, element: bytes) -> bytes:
        """Multiply an element."""
        beside = scalar_sub(_ONE, checked_scalar(scalar))
        one_element(element)

        def made() -> tuple[bytes, bool]:
            product, total, taken = self._routines.pair(element, scalar, beside)
            sound = taken and total == element
            return (product if sound else b""), sound

        return self._tried("a product", made, lambda: self._reference.multiply(scalar, element))

    def blind(self, scalar: bytes, value: bytes, mode: Mode = Mode.VOPRF) -> bytes:
        """Hash an input to an element, with libsodium, and multiply it."""
        return self.multiply(scalar, hashed(value, mode))

    def finalize(self, value: bytes, scalar: bytes, evaluated: bytes) -> bytes:
        """Take the blind off and hash."""
        return output(value, self.multiply(inverse(scalar), evaluated))

    def prove(self, claim: Claim, secret: bytes, r: bytes) -> Transcript:
        """Give the holder's transcript. What is known is the secret times element and generator."""
        public, element, product, weight = claim
        scalars = weight, scalar_mul(secret, weight), scalar_mul(r, weight)
        pairs = [_Pair.split(each, element, secret, product) for each in scalars]
        pairs.append(_Pair.split(r, GENERATOR, secret, public))

        def made() -> tuple[Transcript, bool]:
            (left, right, of_left, of_base, *_), _, sound = self._multiplied(pairs)
            return Transcript(left, right, of_base, of_left), sound

        return self._tried("a proof", made, lambda: self._reference.prove(claim, secret, r))

    def open(self, claim: Claim, challenge: bytes, response: bytes, blind: bytes) -> bytes:
        """Take the blind off the product, if the proof holds.

        The proof is itself the check of all that it is hashed from. What is opened must, with
        what goes beside it, add up to the weighted product, which is hashed too.
        """
        public, element, product, weight = claim
        unblinding = inverse(blind)
        pairs = (
            _Pair(weight, element, weight, product),
            _Pair(response, GENERATOR, challenge, public),
            _Pair(scalar_mul(response, weight), element, scalar_mul(challenge, weight), product),
            _Pair.split(unblinding, product, weight, b""),
        )

        def made() -> tuple[bytes, bool]:
            products, sums, sound = self._multiplied(pairs)
            (left, *_, opened), (right, *_) = products[:4], products[4:]
            found = Transcript(left, right, *sums[1:3])
            holds = sound and sums[3] == right and found.challenge(public) == challenge
            return (opened if holds else b""), holds

        def again() -> bytes:
            return self._reference.open(claim, challenge, response, blind)

        return self._tried("an answer", made, again)

    def _multiplied(self, pairs: Sequence[_Pair]) -> tuple[list[bytes], list[bytes], bool]:
        """Give products, first ones before second ones, and sums; and whether all is as known."""
        scalars, elements, other_scalars, others, totals = zip(*pairs, strict=True)
        products, sums, taken = self._routines.pairs(scalars + other_scalars, elements + others)
        known = zip(sums, totals, strict=True)
        return products, sums, taken and all(found == total for found, total in known if total)

    def _tried(self, where: str, made: Callable[[], tuple[T, bool]], again: Callable[[], T]) -> T:
        """Take what is sound, or else what libsodium makes of it, which may be a refusal.

        Where libsodium makes the same, nobody errs: a proof was asked for that cannot hold.
        """
        if self._engine.fallen_back:
            return again()
        found, sound = made()
        if sound:
            return found
        right = again()
        if right != found:
            self._engine.fall_back(where)
        return right
