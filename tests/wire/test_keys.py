"""Keys: the published vectors, their stored forms and what is refused."""

from base64 import urlsafe_b64decode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.wire.canonical import Malformed, decode, encode
from samverkan.wire.keys import EncryptionKey, EncryptPublicKey, SigningKey, VerifyKey

# RFC 8037, appendix A: private key, public key and thumbprint.
D = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"
X = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
THUMBPRINT = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"
SEEDS = st.binary(min_size=32, max_size=32)


def test_the_signing_key_of_rfc_8037():
    key = SigningKey.from_seed(urlsafe_b64decode(D + "="))
    assert key.public.to_jwk() == {"kty": "OKP", "crv": "Ed25519", "x": X}
    assert key.public.kid == THUMBPRINT
    assert key.to_private() == {"kty": "OKP", "crv": "Ed25519", "x": X, "d": D}


def test_the_encryption_key_of_rfc_7748_section_6_1():
    seed = bytes.fromhex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a")
    public = "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"
    assert EncryptionKey.from_seed(seed).public.raw.hex() == public


@given(SEEDS)
def test_keys_survive_storage_as_json(seed):
    for kind in (SigningKey, EncryptionKey):
        key = kind.from_seed(seed)
        assert kind.from_private(decode(encode(key.to_private()))) == key
        public = type(key.public)
        assert public.from_jwk(decode(encode(key.public.to_jwk()))) == key.public


@given(SEEDS)
def test_a_seed_is_never_shown(seed):
    for key in (SigningKey.from_seed(seed), EncryptionKey.from_seed(seed)):
        assert repr(key) in ("SigningKey()", "EncryptionKey()")


@pytest.mark.parametrize("kind", [SigningKey, EncryptionKey, VerifyKey, EncryptPublicKey])
def test_a_key_is_32_bytes(kind):
    with pytest.raises(Malformed, match="32 bytes, not 31"):
        kind(b"k" * 31)


def test_a_key_of_the_other_curve_is_refused():
    signing, encryption = SigningKey.from_seed(b"s" * 32), EncryptionKey.from_seed(b"e" * 32)
    with pytest.raises(Malformed, match="not an X25519 key"):
        EncryptPublicKey.from_jwk(signing.public.to_jwk())
    with pytest.raises(Malformed, match="not an Ed25519 key"):
        SigningKey.from_private(encryption.to_private())


def test_a_private_key_is_not_taken_for_a_public_one():
    with pytest.raises(Malformed, match="exactly crv, kty, x"):
        VerifyKey.from_jwk(SigningKey.from_seed(b"s" * 32).to_private())


@pytest.mark.parametrize("kind", [SigningKey, EncryptionKey])
def test_halves_that_do_not_belong_together_are_refused(kind):
    mine, other = kind.from_seed(b"1" * 32), kind.from_seed(b"2" * 32)
    with pytest.raises(Malformed, match="belong together"):
        kind.from_private({**mine.to_private(), **other.public.to_jwk()})


@pytest.mark.parametrize(
    ("jwk", "says"),
    [
        ("text", "exactly"),
        ({"kty": "OKP", "crv": "Ed25519"}, "exactly"),
        ({"kty": "OKP", "crv": "Ed25519", "x": X, "use": "sig"}, "exactly"),
        ({"kty": "EC", "crv": "Ed25519", "x": X}, "not an Ed25519"),
        ({"kty": "OKP", "crv": "Ed25519", "x": 5}, "must be text"),
        ({"kty": "OKP", "crv": "Ed25519", "x": "å"}, "not base64url"),
        ({"kty": "OKP", "crv": "Ed25519", "x": "A"}, "not base64url"),
        ({"kty": "OKP", "crv": "Ed25519", "x": X + "="}, "its one form"),
        ({"kty": "OKP", "crv": "Ed25519", "x": X[:-1] + "p"}, "its one form"),
        ({"kty": "OKP", "crv": "Ed25519", "x": X[:-3]}, "32 bytes"),
    ],
)
def test_a_malformed_public_key_is_refused(jwk, says):
    with pytest.raises(Malformed, match=says):
        VerifyKey.from_jwk(jwk)
