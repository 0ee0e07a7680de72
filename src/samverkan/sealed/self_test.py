"""The check at start-up: what this machine computes must be what RFC 9497 publishes.

The values are those of RFC 9497, Appendix A.1.2, batch of two (ristretto255-SHA512, VOPRF), and
of RFC 9496, Appendix A.2 (an encoding that must be refused).
"""

from __future__ import annotations

from samverkan.sealed import sodium, voprf
from samverkan.sealed.errors import Misuse, TheirFault, Unavailable

_SEED = bytes.fromhex("a3" * 32)
_INFO = b"test key"
_PUBLIC = bytes.fromhex("c803e2cc6b05fc15064549b5920659ca4a77b2cca6f04f6b357009335476ad4e")
_INPUTS = (bytes(1), bytes.fromhex("5a" * 17))
_BLINDS = (
    bytes.fromhex("64d37aed22a27f5191de1c1d69fadb899d8862b58eb4220029e036ec4c1f6706"),
    bytes.fromhex("222a5e897cf59db8145db8d16e597e8facb80ae7d4e26d9881aa6f61d645fc0e"),
)
_R = bytes.fromhex("419c4f4f5052c53c45f3da494d2b67b220d02118e0857cdbcf037f9ea84bbe0c")
_PROOF = bytes.fromhex(
    "cc203910175d786927eeb44ea847328047892ddf8590e723c37205cb74600b0a"
    "5ab5337c8eb4ceae0494c2cf89529dcf94572ed267473d567aeed6ab873dee08"
)
_OUTPUTS = (
    bytes.fromhex(
        "b58cfbe118e0cb94d79b5fd6a6dafb98764dff49c14e1770b566e42402da1a7d"
        "a4d8527693914139caee5bd03903af43a491351d23b430948dd50cde10d32b3c"
    ),
    bytes.fromhex(
        "8a9a2f3c7f085b65933594309041fc1898d42d0858e59f90814ae90571a6df60"
        "356f4610bf816f27afdd84f47719e480906d27ecd994985890e5f539e7ea74b6"
    ),
)
_REFUSED = bytes.fromhex("ed57ffd8c914fb201471d1c3d245ce3c746fcbe63a3679d51b6a516ebebe0e20")


def self_test() -> None:
    """Raise Unavailable unless key, proof, outputs and refusals are the published ones."""
    if not (_computes() and _refuses()):
        raise Unavailable(
            "libsodium on this machine does not compute what RFC 9497 publishes: "
            "sealed questions stay off."
        )


def _computes() -> bool:
    try:
        key = voprf.derive_key_pair(_SEED, _INFO)
        blinded = [voprf.blind(*pair) for pair in zip(_INPUTS, _BLINDS, strict=True)]
        answer = voprf.evaluate(key, blinded, r=_R)
        outputs = voprf.verify_and_finalize(_INPUTS, _BLINDS, blinded, answer, _PUBLIC)
        sealed = tuple(voprf.prf(key.secret, value) for value in _INPUTS)
    except (TheirFault, Misuse):
        return False
    return answer.proof == _PROOF and outputs == sealed == _OUTPUTS


def _refuses() -> bool:
    return not (sodium.is_element(_REFUSED) or sodium.is_element(sodium.IDENTITY))
