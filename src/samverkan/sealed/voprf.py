"""RFC 9497 over ristretto255-SHA512: the asker blinds, the holder evaluates and proves.

Inputs are at most 65,535 bytes, batches at most 65,535 elements. Outputs are 64 bytes. Nothing
here draws randomness: blinds and proof scalars come in, made of random bytes by their callers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from hmac import digest

from samverkan.sealed import dleq, engines, sodium
from samverkan.sealed.errors import BadElement, Misuse
from samverkan.sealed.sodium_engine import equally_many, hashed, output
from samverkan.sealed.suite import Mode, hash_to_scalar, prefixed

MOST_IN_A_BATCH = 65_535
LONGEST_INPUT = 65_535
"""Bytes of an input; RFC 9497 writes its length in two."""
OUTPUT_SIZE = 64
_PROOF_SCALAR = b"samverkan/proof-scalar/v1"


@dataclass(frozen=True, slots=True)
class KeyPair:
    """A holder's key: the secret scalar, and the element that goes out with the pack."""

    secret: bytes = field(repr=False)
    public: bytes


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A holder's answer: one element for each that was asked, and 64 bytes of proof for all."""

    elements: tuple[bytes, ...]
    proof: bytes


def derive_key_pair(seed: bytes, info: bytes, mode: Mode = Mode.VOPRF) -> KeyPair:
    """Derive a key from a 32-byte secret seed (RFC 9497 3.2.1, DeriveKeyPair)."""
    if len(seed) != 32:
        raise Misuse(f"The seed is {len(seed)} bytes; it must be 32.")
    material = seed + prefixed(info)
    secret = next(
        scalar
        for counter in range(256)
        if (scalar := hash_to_scalar(material + bytes([counter]), mode, label=b"DeriveKeyPair"))
        != bytes(sodium.SIZE)
    )
    return KeyPair(secret, sodium.scalarmult_base(secret))


def blind(value: bytes, scalar: bytes, mode: Mode = Mode.VOPRF) -> bytes:
    """Hide an input behind a fresh random scalar; the element says nothing about the input."""
    return engines.alone().blind(scalar, value, mode)


def scalars_from(random: bytes) -> tuple[bytes, ...]:
    """Make a scalar of each 64 of the random bytes. Zero, which nobody draws, is a Misuse."""
    count = sodium.uniform_count(random)
    scalars = _cut(engines.best(count).reduce_many(random), sodium.SIZE)
    if bytes(sodium.SIZE) in scalars:
        raise Misuse("The random bytes make the scalar zero.")
    return scalars


def blind_many(values: Sequence[bytes], scalars: Sequence[bytes]) -> tuple[bytes, ...]:
    """Hide many inputs, each behind a scalar of its own (mode VOPRF)."""
    if len(values) == len(scalars) < engines.FEWEST:
        own = engines.alone(len(values))
        return tuple(map(own.blind, scalars, values))
    return _cut(engines.best(len(values)).blind_many(scalars, values), sodium.SIZE)


def blind_each(
    values: Sequence[bytes], scalars: Sequence[Sequence[bytes]]
) -> list[tuple[bytes, ...]]:
    """Hide many inputs from several holders, each behind a scalar of its own for each holder."""
    count = len(values) * len(scalars)
    if count < engines.FEWEST:
        return _blind_few(values, scalars)
    engine = engines.best(count)
    return [_cut(each, sodium.SIZE) for each in engine.blind_each(scalars, values)]


def _blind_few(
    values: Sequence[bytes], scalars: Sequence[Sequence[bytes]]
) -> list[tuple[bytes, ...]]:
    own = engines.alone(len(values) * len(scalars))
    elements = [hashed(value, Mode.VOPRF) for value in values]
    for each in scalars:
        equally_many(each, len(values))
    return [tuple(map(own.multiply, each, elements)) for each in scalars]


def evaluate_bare(secret: bytes, blinded: Sequence[bytes]) -> tuple[bytes, ...]:
    """Multiply each blinded element by the key, without a proof (mode OPRF).

    Raises BadElement if any of them is not an element, or is the identity.
    """
    if {*map(len, blinded)} - {sodium.SIZE}:
        raise BadElement("The bytes are not an element of ristretto255: the length is wrong.")
    if len(blinded) < engines.FEWEST:
        own = engines.alone(len(blinded))
        return tuple(own.multiply(secret, element) for element in blinded)
    products = engines.best(len(blinded)).multiply_many(secret, b"".join(blinded))
    return _cut(products, sodium.SIZE)


def proof_scalar(key: KeyPair, blinded: Sequence[bytes], *, random: bytes) -> bytes:
    """Make the scalar of one proof of 64 random bytes, hashed with the key and what it is about.

    So a source that gives the same bytes twice, as after a machine was put back, does not give
    the key away: another question still gets another scalar.
    """
    if len(random) != sodium.UNIFORM_SIZE:
        raise Misuse("The scalar of a proof needs 64 random bytes.")
    told = _PROOF_SCALAR + random + b"".join(blinded)
    return sodium.scalar_from(digest(key.secret, told, "sha512"))


def evaluate(key: KeyPair, blinded: Sequence[bytes], *, r: bytes) -> Evaluation:
    """Answer a batch of blinded elements, with one proof for all of it (mode VOPRF).

    `r` is a fresh scalar, of `proof_scalar`: used for two different batches it gives the key away.
    Raises BadElement if any of them is not an element, or is the identity.
    """
    _batch(blinded)
    elements = evaluate_bare(key.secret, blinded)
    return Evaluation(elements, dleq.prove(key.secret, key.public, blinded, elements, r))


def finalize(value: bytes, scalar: bytes, evaluated: bytes) -> bytes:
    """Take the blind off and hash: the PRF output of the input, 64 bytes."""
    return engines.alone().finalize(value, scalar, evaluated)


def verify_and_finalize(
    values: Sequence[bytes],
    scalars: Sequence[bytes],
    blinded: Sequence[bytes],
    evaluation: Evaluation,
    public: bytes,
) -> tuple[bytes, ...]:
    """Check the holder's proof, then take the blinds off. Raises ProofInvalid.

    `public` is the key out of the pack, known before the question: not one sent with the answer.
    """
    _batch(blinded)
    if not len(values) == len(scalars) == len(blinded):
        raise Misuse("Inputs, blinds and blinded elements are not equally many.")
    elements, proof = evaluation.elements, evaluation.proof
    if len(blinded) == len(elements) == 1:
        opened = dleq.open_one(public, blinded[0], elements[0], proof, scalars[0])
        return (output(values[0], opened),)
    dleq.check(public, blinded, elements, proof, secret=b"".join(scalars))
    engine = engines.best(len(values))
    outputs = engine.finalize_many(values, scalars, b"".join(elements))
    return _cut(outputs, OUTPUT_SIZE)


def prf(secret: bytes, value: bytes, mode: Mode = Mode.VOPRF) -> bytes:
    """Give the output the holder's own list needs, without any blinding (Evaluate)."""
    return engines.reference().prf_many(secret, [value], mode)


def _cut(joined: bytes, size: int) -> tuple[bytes, ...]:
    return tuple([joined[at : at + size] for at in range(0, len(joined), size)])


def _batch(elements: Sequence[bytes]) -> None:
    if not 1 <= len(elements) <= MOST_IN_A_BATCH:
        raise Misuse(f"A batch holds 1 to {MOST_IN_A_BATCH} elements, not {len(elements)}.")
