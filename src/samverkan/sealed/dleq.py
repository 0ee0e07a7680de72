"""One proof for a whole batch: every answer was made with the published key (RFC 9497 2.2)."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha512

from samverkan.sealed import engines, sodium
from samverkan.sealed.errors import BadElement, Misuse, ProofInvalid
from samverkan.sealed.suite import Mode, context_string, hash_to_scalar, prefixed

PROOF_SIZE = 64
_LENGTH = sodium.SIZE.to_bytes(2, "big")


def prove(
    secret: bytes, public: bytes, blinded: Sequence[bytes], evaluated: Sequence[bytes], r: bytes
) -> bytes:
    """Prove that `evaluated` is `secret` times `blinded`. Give c and s, 64 bytes.

    `r` is a fresh random scalar. Used twice it gives the secret away.
    """
    weights = _weights(public, blinded, evaluated)
    combined = engines.best(len(blinded)).weighted_sum(weights, b"".join(blinded))
    challenge = _challenge(
        public,
        combined,
        sodium.scalarmult(secret, combined),
        sodium.scalarmult_base(sodium.checked_scalar(r)),
        sodium.scalarmult(r, combined),
    )
    return challenge + sodium.scalar_sub(r, sodium.scalar_mul(challenge, secret))


def check(
    public: bytes, blinded: Sequence[bytes], evaluated: Sequence[bytes], proof: bytes
) -> None:
    """Raise ProofInvalid unless the proof holds for exactly these elements and this key."""
    if len(proof) != PROOF_SIZE or len(evaluated) != len(blinded):
        raise ProofInvalid("The answer has another length than the question asked for.")
    try:
        holds = _recomputed(public, blinded, evaluated, proof) == proof[: sodium.SIZE]
    except (Misuse, BadElement) as error:
        raise ProofInvalid("The proof or the answer is not made of valid numbers.") from error
    if not holds:
        raise ProofInvalid("The answer was not made with the holder's published key.")


def _recomputed(
    public: bytes, blinded: Sequence[bytes], evaluated: Sequence[bytes], proof: bytes
) -> bytes:
    challenge = sodium.checked_scalar(proof[: sodium.SIZE])
    response = sodium.checked_scalar(proof[sodium.SIZE :])
    weights = _weights(public, blinded, evaluated)
    engine = engines.best(2 * len(blinded))
    left, right = (engine.weighted_sum(weights, b"".join(each)) for each in (blinded, evaluated))
    of_base = sodium.add(sodium.scalarmult_base(response), sodium.scalarmult(challenge, public))
    of_left = sodium.add(sodium.scalarmult(response, left), sodium.scalarmult(challenge, right))
    return _challenge(public, left, right, of_base, of_left)


def _weights(public: bytes, blinded: Sequence[bytes], evaluated: Sequence[bytes]) -> bytes:
    """Give each pair its weight in the combination, joined (ComputeComposites).

    An element of another length than 32 bytes is refused here, before the joining hides it.
    """
    if {*map(len, blinded), *map(len, evaluated)} - {sodium.SIZE}:
        raise BadElement("The bytes are not an element of ristretto255: the length is wrong.")
    dst = b"Seed-" + context_string(Mode.VOPRF)
    seed = prefixed(sha512(prefixed(public) + prefixed(dst)).digest())
    messages = [
        b"%b%b%b%b%b%bComposite" % (seed, number.to_bytes(2), _LENGTH, asked, _LENGTH, given)
        for number, (asked, given) in enumerate(zip(blinded, evaluated, strict=True))
    ]
    domain = b"HashToScalar-" + context_string(Mode.VOPRF)
    engine = engines.best(len(blinded))
    return engine.reduce_many(engine.expand_many(messages, domain))


def _challenge(*elements: bytes) -> bytes:
    transcript = b"".join(prefixed(element) for element in elements)
    return hash_to_scalar(transcript + b"Challenge", Mode.VOPRF)
