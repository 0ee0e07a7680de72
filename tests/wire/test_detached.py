"""Signatures that stand beside a file: only this key, this kind and this digest."""

import pytest

from samverkan.wire.detached import SIGNATURE_SIZE, sign_digest, verify_digest
from samverkan.wire.keys import SigningKey, VerifyKey
from samverkan.wire.seal import SealBroken

KEY = SigningKey(bytes(range(32)))
DIGEST = bytes(32)
SIGNED = sign_digest(DIGEST, KEY, kind="pack")


def test_a_signature_holds_for_its_key_kind_and_digest():
    assert len(SIGNED) == SIGNATURE_SIZE
    verify_digest(SIGNED, DIGEST, KEY.public, kind="pack")


@pytest.mark.parametrize(
    ("signature", "digest", "key", "kind"),
    [
        (SIGNED, DIGEST, KEY.public, "delta"),
        (SIGNED, bytes(31) + b"\1", KEY.public, "pack"),
        (SIGNED, DIGEST, SigningKey(bytes(32)).public, "pack"),
        (SIGNED, DIGEST, VerifyKey(b"\xff" * 32), "pack"),
        (bytes(64), DIGEST, KEY.public, "pack"),
        (SIGNED[:63], DIGEST, KEY.public, "pack"),
        (b"", DIGEST, KEY.public, "pack"),
    ],
)
def test_any_other_is_broken(signature, digest, key, kind):
    with pytest.raises(SealBroken, match="not signed by the expected key"):
        verify_digest(signature, digest, key, kind=kind)
