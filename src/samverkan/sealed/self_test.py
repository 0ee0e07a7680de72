"""The check at start-up: what this machine computes must be what RFC 9497 publishes."""

from __future__ import annotations

from samverkan.sealed import rfc9497 as published
from samverkan.sealed import sodium, voprf
from samverkan.sealed.errors import Misuse, TheirFault, Unavailable


def self_test() -> None:
    """Raise Unavailable unless key, proof, outputs and refusals are the published ones."""
    if not (_computes() and _refuses()):
        raise Unavailable(
            "libsodium on this machine does not compute what RFC 9497 publishes: "
            "sealed questions stay off."
        )


def _computes() -> bool:
    try:
        key = voprf.derive_key_pair(published.SEED, published.INFO)
        blinded = [
            voprf.blind(*pair) for pair in zip(published.INPUTS, published.BLINDS, strict=True)
        ]
        answer = voprf.evaluate(key, blinded, r=published.R)
        outputs = voprf.verify_and_finalize(
            published.INPUTS, published.BLINDS, blinded, answer, published.PUBLIC
        )
        sealed = tuple(voprf.prf(key.secret, value) for value in published.INPUTS)
    except (TheirFault, Misuse):
        return False
    return answer.proof == published.PROOF and outputs == sealed == published.OUTPUTS


def _refuses() -> bool:
    return not (sodium.is_element(published.REFUSED) or sodium.is_element(sodium.IDENTITY))
