"""The vector engine: a batch at a time, each checked against libsodium on a sample of its own.

The sample is drawn by hashing what came out: nobody who chooses inputs knows the outputs before,
and no randomness has to come in. Where the other side knows those too, as in a proof, what it does
not know comes in as `unseen` and is hashed with them. What a holder answers is checked as a whole
too, by `answering`, and single elements by `alone`. A difference ends the use of the compiled code
in this process: a warning is given, the reason stands in `fallen_back`, and libsodium does that
batch and all after it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from warnings import warn

import numpy as np

from samverkan.sealed import sodium
from samverkan.sealed.alone import Alone, SodiumAlone
from samverkan.sealed.errors import BadElement
from samverkan.sealed.sodium import SIZE, UNIFORM_SIZE, checked_scalar, uniform_count
from samverkan.sealed.sodium_engine import (
    SodiumEngine,
    count_of,
    equally_many,
    group_domain,
)
from samverkan.sealed.suite import Mode
from samverkan.sealed.vector import lanes
from samverkan.sealed.vector.alone import VectorAlone
from samverkan.sealed.vector.answering import answered
from samverkan.sealed.vector.compiled import Fault, Routines, Words
from samverkan.sealed.vector.hashing import LONGEST, LONGEST_DOMAIN, Hashing
from samverkan.sealed.vector.samples import Again, agrees, cut, drawn_places, each_of, of

_CHUNK = 2048
_SUMMED = 2
_REFUSED = "The bytes are not an element of ristretto255."


class _DiffersError(Exception):
    """The compiled code refused what libsodium takes."""


class VectorEngine:
    """All batch operations with compiled routines, and libsodium to check and to fall back on."""

    def __init__(self, name: str, routines: Routines, reference: SodiumEngine) -> None:
        self.fallen_back = ""
        self._name, self._routines, self._reference = name, routines, reference
        self._hashing = Hashing(routines)
        alone = VectorAlone(self, routines, SodiumAlone(reference))
        self.alone: Alone | None = alone if routines.singles else None

    @property
    def name(self) -> str:
        """Name the arithmetic in use."""
        return self._reference.name if self.fallen_back else self._name

    def prf_many(self, secret: bytes, inputs: Sequence[bytes], mode: Mode = Mode.VOPRF) -> bytes:
        """Give the PRF output of each input under one key, 64 bytes each."""
        key = lanes.shared(checked_scalar(secret), self._routines.lanes)

        def made() -> bytes:
            chunks = (inputs[at : at + _CHUNK] for at in range(0, len(inputs), _CHUNK))
            return b"".join(
                self._hashing.outputs(chunk, self._sealed(chunk, mode, key)) for chunk in chunks
            )

        def again(places: Sequence[int]) -> bytes:
            return self._reference.prf_many(secret, of(inputs, places), mode)

        return self._proven(inputs, made, again)

    def blind_many(
        self, scalars: Sequence[bytes], inputs: Sequence[bytes], mode: Mode = Mode.VOPRF
    ) -> bytes:
        """Hash each input to an element and multiply it by a scalar of its own."""
        equally_many(scalars, len(inputs))
        own = lanes.spread(lanes.checked_scalars(scalars), 4, self._routines.lanes)

        def again(places: Sequence[int]) -> bytes:
            return self._reference.blind_many(of(scalars, places), of(inputs, places), mode)

        return self._proven(inputs, lambda: self._sealed(inputs, mode, own), again)

    def blind_each(
        self, scalars: Sequence[Sequence[bytes]], inputs: Sequence[bytes], mode: Mode = Mode.VOPRF
    ) -> list[bytes]:
        """Hash each input once, and multiply it by a scalar of its own for each holder."""
        for own in scalars:
            equally_many(own, len(inputs))
        flat = [scalar for own in scalars for scalar in own]
        every = [*inputs] * len(scalars)

        def made() -> bytes:
            each = lanes.checked_scalars(flat)
            return self._blinded(inputs, mode, each_of(each, SIZE * len(inputs)))

        def again(places: Sequence[int]) -> bytes:
            return self._reference.blind_many(of(flat, places), of(every, places), mode)

        if not every:
            return [b""] * len(scalars)
        return each_of(self._proven(every, made, again), SIZE * len(inputs))

    def multiply_many(self, scalar: bytes, elements: bytes) -> bytes:
        """Multiply each element by one scalar."""
        checked_scalar(scalar)

        def made() -> bytes:
            products, good, sound = answered(self._routines, scalar, elements)
            _refuse_bad(elements, good)
            if not sound:
                raise _DiffersError
            return products

        def again(places: Sequence[int]) -> bytes:
            return self._reference.multiply_many(scalar, cut(elements, SIZE, places))

        return self._proven([b""] * count_of(elements), made, again)

    def finalize_many(
        self, inputs: Sequence[bytes], scalars: Sequence[bytes], evaluated: bytes
    ) -> bytes:
        """Take each blind off and hash: the PRF output of each input."""
        equally_many(scalars, len(inputs))
        equally_many(inputs, count_of(evaluated))

        def made() -> bytes:
            inverses = self._routines.inverses(lanes.checked_scalars(scalars))
            own = lanes.spread(inverses, 4, self._routines.lanes)
            return self._hashing.outputs(inputs, self._products(evaluated, own))

        def again(places: Sequence[int]) -> bytes:
            chosen = cut(evaluated, SIZE, places)
            return self._reference.finalize_many(of(inputs, places), of(scalars, places), chosen)

        return self._proven(inputs, made, again)

    def expand_many(
        self, messages: Sequence[bytes], domain: bytes, *, unseen: bytes = b""
    ) -> bytes:
        """Hash each message to 64 uniform bytes under a domain (RFC 9380 5.3.1)."""

        def made() -> bytes:
            return lanes.joined(self._hashing.uniform(messages, domain), len(messages))

        def again(places: Sequence[int]) -> bytes:
            return self._reference.expand_many(of(messages, places), domain)

        if len(domain) > LONGEST_DOMAIN:
            return again(range(len(messages)))
        return self._proven(messages, made, again, unseen)

    def reduce_many(self, uniform: bytes, *, unseen: bytes = b"") -> bytes:
        """Reduce each 64 bytes modulo the order, to 32."""
        count = uniform_count(uniform)

        def again(places: Sequence[int]) -> bytes:
            return self._reference.reduce_many(cut(uniform, UNIFORM_SIZE, places))

        return self._proven([b""] * count, lambda: self._routines.reduce(uniform), again, unseen)

    def weighted_sum(self, weights: bytes, elements: bytes, *, unseen: bytes) -> bytes:
        """Add up the elements, each times its weight. The sample is added up on its own."""
        equally_many(weights, len(elements))
        count = count_of(elements)
        if self.fallen_back or not count:
            return self._reference.weighted_sum(weights, elements)
        with suppress(_DiffersError):
            total = self._weighed(weights, elements)
            places = drawn_places(total + unseen, count, _SUMMED)
            few = cut(weights, SIZE, places), cut(elements, SIZE, places)
            if self._weighed(*few) == self._reference.weighted_sum(*few):
                return total
        self.fall_back(f"{count} weighted elements")
        return self._reference.weighted_sum(weights, elements)

    def fall_back(self, where: str) -> None:
        """Leave the compiled code, for the rest of this process, and say so aloud."""
        self.fallen_back = (
            f"The {self._name} arithmetic differed from libsodium on {where}; "
            "libsodium does the work now. Report it, and do not use that route on this machine."
        )
        warn(self.fallen_back, Fault, stacklevel=3)

    def _proven(
        self,
        inputs: Sequence[bytes],
        made: Callable[[], bytes],
        again: Again,
        unseen: bytes = b"",
    ) -> bytes:
        """Make a batch and compare its sample; where libsodium must do it, let it."""
        count = len(inputs)
        if self.fallen_back or not count or max(map(len, inputs)) > LONGEST:
            return again(range(count))
        with suppress(_DiffersError):
            outputs = made()
            if agrees(outputs, count, again, unseen):
                return outputs
        self.fall_back(f"a batch of {count}")
        return again(range(count))

    def _sealed(self, inputs: Sequence[bytes], mode: Mode, scalars: Words) -> bytes:
        uniform = self._hashing.uniform(inputs, group_domain(mode))
        return lanes.joined(self._routines.seal(uniform, scalars), len(inputs))

    def _blinded(self, inputs: Sequence[bytes], mode: Mode, scalars: Sequence[bytes]) -> bytes:
        uniform = self._hashing.uniform(inputs, group_domain(mode))
        own = np.stack([lanes.spread(each, 4, self._routines.lanes) for each in scalars], axis=1)
        found = self._routines.blind(uniform, own)
        return b"".join(lanes.joined(found[:, at], len(inputs)) for at in range(len(scalars)))

    def _products(self, elements: bytes, scalars: Words) -> bytes:
        words = lanes.spread(elements, 4, self._routines.lanes)
        products, good = self._routines.evaluate(words, scalars)
        _refuse_bad(elements, good)
        return lanes.joined(products, len(elements) // SIZE)

    def _weighed(self, weights: bytes, elements: bytes) -> bytes:
        words, scalars = (
            lanes.spread(each, 4, self._routines.lanes) for each in (elements, weights)
        )
        sums, good = self._routines.weigh(words, scalars)
        _refuse_bad(elements, good)
        return lanes.joined(sums, 1)


def _refuse_bad(elements: bytes, good: Words) -> None:
    """Refuse the batch for its first bad element, if libsodium too finds it bad."""
    bad = lanes.first_bad(good, len(elements) // SIZE)
    if bad is None:
        return
    if sodium.is_element(cut(elements, SIZE, [bad])):
        raise _DiffersError
    raise BadElement(_REFUSED)
