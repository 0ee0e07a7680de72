"""One proof for a whole batch: every answer was made with the published key (RFC 9497 2.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha512
from itertools import repeat

from samverkan.sealed import engines, sodium
from samverkan.sealed.alone import NOT_PROVED, Claim, Transcript
from samverkan.sealed.errors import BadElement, Misuse, ProofInvalid
from samverkan.sealed.suite import Mode, context_string, prefixed

PROOF_SIZE = 64
_LENGTH = sodium.SIZE.to_bytes(2, "big")
_LENGTHS = "The answer has another length than the question asked for."


def prove(
    secret: bytes, public: bytes, blinded: Sequence[bytes], evaluated: Sequence[bytes], r: bytes
) -> bytes:
    """Prove that `evaluated` is `secret` times `blinded`. Give c and s, 64 bytes.

    `r` is a fresh random scalar. Used twice it gives the secret away.
    """
    weights = _weights(public, blinded, evaluated)
    sodium.checked_scalar(r)
    if len(blinded) == 1:
        claim = Claim(public, blinded[0], evaluated[0], weights)
        challenge = engines.alone().prove(claim, secret, r).challenge(public)
    else:
        challenge = _committed(secret, weights, blinded, r).challenge(public)
    return challenge + sodium.scalar_sub(r, sodium.scalar_mul(challenge, secret))


def check(
    public: bytes, blinded: Sequence[bytes], evaluated: Sequence[bytes], proof: bytes
) -> None:
    """Raise ProofInvalid unless the proof holds for exactly these elements and this key."""
    if len(evaluated) != len(blinded):
        raise ProofInvalid(_LENGTHS)
    with _hostile():
        challenge, response = _cut(proof)
        found = _recomputed(public, blinded, evaluated, challenge, response)
        if found.challenge(public) != challenge:
            raise ProofInvalid(NOT_PROVED)


def open_one(public: bytes, element: bytes, product: bytes, proof: bytes, blind: bytes) -> bytes:
    """Take the blind off the one element that was asked for. Raises ProofInvalid, as `check`."""
    sodium.checked_scalar(blind)
    with _hostile():
        challenge, response = _cut(proof)
        claim = Claim(public, element, product, _weights(public, [element], [product]))
        return engines.alone().open(claim, challenge, response, blind)


def _committed(secret: bytes, weights: bytes, blinded: Sequence[bytes], r: bytes) -> Transcript:
    combined = engines.best(len(blinded)).weighted_sum(weights, b"".join(blinded))
    return Transcript(
        combined,
        sodium.scalarmult(secret, combined),
        sodium.scalarmult_base(r),
        sodium.scalarmult(r, combined),
    )


def _recomputed(
    public: bytes,
    blinded: Sequence[bytes],
    evaluated: Sequence[bytes],
    challenge: bytes,
    response: bytes,
) -> Transcript:
    weights = _weights(public, blinded, evaluated)
    engine = engines.best(2 * len(blinded))
    left, right = (engine.weighted_sum(weights, b"".join(each)) for each in (blinded, evaluated))
    of_base = sodium.add(sodium.scalarmult_base(response), sodium.scalarmult(challenge, public))
    of_left = sodium.add(sodium.scalarmult(response, left), sodium.scalarmult(challenge, right))
    return Transcript(left, right, of_base, of_left)


def _cut(proof: bytes) -> tuple[bytes, bytes]:
    """Give challenge and response."""
    if len(proof) != PROOF_SIZE:
        raise ProofInvalid(_LENGTHS)
    challenge, response = proof[: sodium.SIZE], proof[sodium.SIZE :]
    return sodium.checked_scalar(challenge), sodium.checked_scalar(response)


@contextmanager
def _hostile() -> Iterator[None]:
    try:
        yield
    except (Misuse, BadElement) as error:
        raise ProofInvalid("The proof or the answer is not made of valid numbers.") from error


def _weights(public: bytes, blinded: Sequence[bytes], evaluated: Sequence[bytes]) -> bytes:
    """Give each pair its weight in the combination, joined (ComputeComposites).

    An element of another length than 32 bytes is refused here, before the joining hides it.
    """
    if {*map(len, blinded), *map(len, evaluated)} - {sodium.SIZE}:
        raise BadElement("The bytes are not an element of ristretto255: the length is wrong.")
    dst = b"Seed-" + context_string(Mode.VOPRF)
    seed = prefixed(sha512(prefixed(public) + prefixed(dst)).digest())
    numbers = [number.to_bytes(2) + _LENGTH for number in range(len(blinded))]
    alike = (seed, _LENGTH, b"Composite")
    begins, lengths, ends = (repeat(part, len(blinded)) for part in alike)
    rows = zip(begins, numbers, blinded, lengths, evaluated, ends, strict=True)
    messages = list(map(b"".join, rows))
    domain = b"HashToScalar-" + context_string(Mode.VOPRF)
    engine = engines.best(len(blinded))
    return engine.reduce_many(engine.expand_many(messages, domain))
