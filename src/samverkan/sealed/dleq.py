"""One proof for a whole batch: every answer was made with the published key (RFC 9497 2.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha512
from itertools import repeat

from samverkan.sealed import engines, sodium
from samverkan.sealed.alone import NOT_PROVED, Claim, Transcript
from samverkan.sealed.engines import Engine
from samverkan.sealed.errors import BadElement, Misuse, ProofInvalid
from samverkan.sealed.suite import Mode, context_string, prefixed

PROOF_SIZE = 64
_LENGTH = sodium.SIZE.to_bytes(2, "big")
_SAMPLE = b"samverkan/sample/v1"
_LENGTHS = "The answer has another length than the question asked for."


def prove(
    secret: bytes, public: bytes, blinded: Sequence[bytes], evaluated: Sequence[bytes], r: bytes
) -> bytes:
    """Prove that `evaluated` is `secret` times `blinded`. Give c and s, 64 bytes.

    `r` is a fresh random scalar. Used twice it gives the secret away.
    """
    engine = engines.best(len(blinded))
    unseen = _unseen(sodium.checked_scalar(r))
    weights = _weights(engine, public, blinded, evaluated, unseen)
    if len(blinded) == 1:
        claim = Claim(public, blinded[0], evaluated[0], weights)
        challenge = engines.alone().prove(claim, secret, r).challenge(public)
    else:
        combined = engine.weighted_sum(weights, b"".join(blinded), unseen=unseen)
        challenge = _committed(secret, combined, r).challenge(public)
    return challenge + sodium.scalar_sub(r, sodium.scalar_mul(challenge, secret))


def check(
    public: bytes,
    blinded: Sequence[bytes],
    evaluated: Sequence[bytes],
    proof: bytes,
    *,
    secret: bytes,
) -> None:
    """Raise ProofInvalid unless the proof holds for exactly these elements and this key.

    Libsodium does it again before the holder is accused: a faster route samples its sums only.
    The sample is drawn from `secret`, such as the blinds, which whoever made the proof must not
    know: else it could foresee which errors pass.
    """
    if len(evaluated) != len(blinded):
        raise ProofInvalid(_LENGTHS)
    engine, reference = engines.best(2 * len(blinded)), engines.reference()
    pairs, unseen = (public, blinded, evaluated), _unseen(secret)
    with _hostile():
        challenge, response = _cut(proof)
        if _holds(engine, *pairs, challenge, response, unseen):
            return
        if engine.name == reference.name or not _holds(
            reference, *pairs, challenge, response, unseen
        ):
            raise ProofInvalid(NOT_PROVED)
    engine.fall_back(f"the proof of {len(blinded)} elements")


def open_one(public: bytes, element: bytes, product: bytes, proof: bytes, blind: bytes) -> bytes:
    """Take the blind off the one element that was asked for. Raises ProofInvalid, as `check`."""
    sodium.checked_scalar(blind)
    with _hostile():
        challenge, response = _cut(proof)
        weight = _weights(engines.reference(), public, [element], [product], b"")
        claim = Claim(public, element, product, weight)
        return engines.alone().open(claim, challenge, response, blind)


def _committed(secret: bytes, combined: bytes, r: bytes) -> Transcript:
    return Transcript(
        combined,
        sodium.scalarmult(secret, combined),
        sodium.scalarmult_base(r),
        sodium.scalarmult(r, combined),
    )


def _holds(
    engine: Engine,
    public: bytes,
    blinded: Sequence[bytes],
    evaluated: Sequence[bytes],
    challenge: bytes,
    response: bytes,
    unseen: bytes,
) -> bool:
    weights = _weights(engine, public, blinded, evaluated, unseen)
    left, right = (
        engine.weighted_sum(weights, b"".join(each), unseen=unseen) for each in (blinded, evaluated)
    )
    of_base = sodium.add(sodium.scalarmult_base(response), sodium.scalarmult(challenge, public))
    of_left = sodium.add(sodium.scalarmult(response, left), sodium.scalarmult(challenge, right))
    return Transcript(left, right, of_base, of_left).challenge(public) == challenge


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


def _unseen(secret: bytes) -> bytes:
    """Hash a secret to what samples are drawn from, and nothing else is."""
    return sha512(_SAMPLE + secret).digest()


def _weights(
    engine: Engine,
    public: bytes,
    blinded: Sequence[bytes],
    evaluated: Sequence[bytes],
    unseen: bytes,
) -> bytes:
    """Give each pair its weight in the combination, joined (ComputeComposites).

    Of another length than 32 bytes an element is refused here, before the joining hides it, and so
    is a key, before compiled code reads it.
    """
    if {len(public), *map(len, blinded), *map(len, evaluated)} - {sodium.SIZE}:
        raise BadElement("The bytes are not an element of ristretto255: the length is wrong.")
    dst = b"Seed-" + context_string(Mode.VOPRF)
    seed = prefixed(sha512(prefixed(public) + prefixed(dst)).digest())
    numbers = [number.to_bytes(2) + _LENGTH for number in range(len(blinded))]
    alike = (seed, _LENGTH, b"Composite")
    begins, lengths, ends = (repeat(part, len(blinded)) for part in alike)
    rows = zip(begins, numbers, blinded, lengths, evaluated, ends, strict=True)
    messages = list(map(b"".join, rows))
    domain = b"HashToScalar-" + context_string(Mode.VOPRF)
    return engine.reduce_many(engine.expand_many(messages, domain, unseen=unseen), unseen=unseen)
