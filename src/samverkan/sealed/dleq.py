"""One proof for a whole batch: every answer was made with the published key (RFC 9497 2.2)."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha512

from samverkan.sealed import sodium
from samverkan.sealed.errors import BadElement, Misuse, ProofInvalid
from samverkan.sealed.suite import Mode, context_string, hash_to_scalar, prefixed

PROOF_SIZE = 64


def prove(
    secret: bytes, public: bytes, blinded: Sequence[bytes], evaluated: Sequence[bytes], r: bytes
) -> bytes:
    """Prove that `evaluated` is `secret` times `blinded`. Give c and s, 64 bytes.

    `r` is a fresh random scalar. Used twice it gives the secret away.
    """
    weights = _weights(public, blinded, evaluated)
    combined = _weighted_sum(weights, blinded)
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
    left = _weighted_sum(weights, blinded)
    right = _weighted_sum(weights, evaluated)
    of_base = sodium.add(sodium.scalarmult_base(response), sodium.scalarmult(challenge, public))
    of_left = sodium.add(sodium.scalarmult(response, left), sodium.scalarmult(challenge, right))
    return _challenge(public, left, right, of_base, of_left)


def _weights(
    public: bytes, blinded: Sequence[bytes], evaluated: Sequence[bytes]
) -> tuple[bytes, ...]:
    """Give each pair its weight in the combination (ComputeComposites)."""
    dst = b"Seed-" + context_string(Mode.VOPRF)
    seed = prefixed(sha512(prefixed(public) + prefixed(dst)).digest())
    return tuple(
        hash_to_scalar(
            seed + number.to_bytes(2, "big") + prefixed(asked) + prefixed(given) + b"Composite",
            Mode.VOPRF,
        )
        for number, (asked, given) in enumerate(zip(blinded, evaluated, strict=True))
    )


def _weighted_sum(weights: Sequence[bytes], elements: Sequence[bytes]) -> bytes:
    total = sodium.IDENTITY
    for weight, element in zip(weights, elements, strict=True):
        total = sodium.add(total, sodium.scalarmult(weight, element))
    return total


def _challenge(*elements: bytes) -> bytes:
    transcript = b"".join(prefixed(element) for element in elements)
    return hash_to_scalar(transcript + b"Challenge", Mode.VOPRF)
