"""What a compiled engine must show before its first use: the published answers, and libsodium's."""

from __future__ import annotations

from hashlib import sha512

from samverkan.sealed import rfc9497 as published
from samverkan.sealed import sodium
from samverkan.sealed.alone import Claim, SodiumAlone
from samverkan.sealed.errors import BadElement
from samverkan.sealed.sodium_engine import SodiumEngine, inverse
from samverkan.sealed.vector.engine import VectorEngine
from samverkan.sealed.vector.limbs import P

_COUNT = 19
"""Two groups of eight lanes and a part of a third, so that every lane and the filling are tried."""


def prove(engine: VectorEngine, reference: SodiumEngine) -> None:
    """Make the engine fall back, with a warning, unless every answer is right."""
    if not (
        _published(engine)
        and _same(engine, reference)
        and _refuses(engine)
        and _alone(engine, SodiumAlone(reference))
    ):
        engine.fall_back("the test before its first use")


def _published(engine: VectorEngine) -> bool:
    inputs, blinds = published.INPUTS, published.BLINDS
    evaluated = engine.multiply_many(published.SECRET, engine.blind_many(blinds, inputs))
    opened = engine.finalize_many(inputs, blinds, evaluated)
    sealed = engine.prf_many(published.SECRET, inputs)
    return opened == sealed == b"".join(published.OUTPUTS)


def _same(engine: VectorEngine, reference: SodiumEngine) -> bool:
    values = [b"%d" % number * (1 + 6 * number) for number in range(_COUNT)]  # none too long
    scalars = [sodium.scalar_from(sha512(value).digest()) for value in values]
    scalars[:2] = [(1).to_bytes(32, "little"), (sodium.ORDER - 1).to_bytes(32, "little")]
    blinded = reference.blind_many(scalars, values)
    key, weights = scalars[3], b"".join(scalars)
    return (
        engine.blind_many(scalars, values) == blinded
        and engine.blind_each([scalars, scalars[::-1]], values)
        == reference.blind_each([scalars, scalars[::-1]], values)
        and engine.multiply_many(key, blinded) == reference.multiply_many(key, blinded)
        and engine.prf_many(key, values) == reference.prf_many(key, values)
        and engine.finalize_many(values, scalars, blinded)
        == reference.finalize_many(values, scalars, blinded)
        and engine.reduce_many(weights * 2) == reference.reduce_many(weights * 2)
        and engine.weighted_sum(weights, blinded, unseen=key)
        == reference.weighted_sum(weights, blinded)
    )


def _alone(engine: VectorEngine, reference: SodiumAlone) -> bool:
    """Let each act with single elements be done once, with what it must give; a doubt is told."""
    own = engine.alone
    if own is None:
        return True
    (value, *_), (blind, *_), secret = published.INPUTS, published.BLINDS, published.SECRET
    element = reference.blind(blind, value)
    product = reference.multiply(secret, element)
    claim = Claim(published.PUBLIC, element, product, published.BLINDS[1])
    transcript = reference.prove(claim, secret, published.R)
    challenge = transcript.challenge(claim.public)
    response = sodium.scalar_sub(published.R, sodium.scalar_mul(challenge, secret))
    return (
        own.blind(blind, value) == element
        and own.multiply(secret, element) == product
        and own.finalize(value, blind, product) == published.OUTPUTS[0]
        and own.prove(claim, secret, published.R) == transcript
        and own.open(claim, challenge, response, blind)
        == sodium.scalarmult(inverse(blind), product)
        and not engine.fallen_back
    )


def _refuses(engine: VectorEngine) -> bool:
    good = sodium.scalarmult_base((1).to_bytes(32, "little"))
    one = int.from_bytes(good, "little")
    wrong = (P, P + 1, 2**255 - 1, P - one, one + 2**255, one + P)
    bad = [number.to_bytes(32, "little") for number in wrong]
    return all(_refused(engine, good, each) for each in (*bad, published.REFUSED, bytes(32)))


def _refused(engine: VectorEngine, good: bytes, bad: bytes) -> bool:
    try:
        engine.multiply_many(published.SECRET, good * 9 + bad + good)
    except BadElement:
        return True
    return False
