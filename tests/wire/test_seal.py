"""Signatures and locks: what holds, and every way that must not."""

import json
from base64 import urlsafe_b64encode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.wire.canonical import MAX_BYTES
from samverkan.wire.keys import EncryptionKey, EncryptPublicKey, SigningKey
from samverkan.wire.seal import (
    MAX_SIGNED,
    SealBroken,
    decrypt,
    encrypt,
    peek_kid,
    peek_payload,
    sign,
    verify,
)

MINE = SigningKey.from_seed(b"m" * 32)
OTHER = SigningKey.from_seed(b"o" * 32)
DOOR = EncryptionKey.from_seed(b"d" * 32)
WRONG_DOOR = EncryptionKey.from_seed(b"w" * 32)


def b64(value):
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def with_header(sealed, header):
    return ".".join([b64(header), *sealed.split(".")[1:]])


@given(st.binary(max_size=200))
def test_a_signature_holds_for_its_key_and_kind(payload):
    signed = sign(payload, MINE, kind="envelope")
    assert verify(signed, MINE.public, kind="envelope") == payload
    assert peek_kid(signed) == MINE.public.kid


def test_a_payload_can_be_looked_at_before_it_is_trusted():
    signed = sign(b"text", MINE, kind="note")
    assert peek_payload(signed) == b"text"
    with pytest.raises(SealBroken, match="payload of the signed message is not readable"):
        peek_payload(signed.replace(b64(b"text"), "A"))


@given(st.binary(max_size=200))
def test_a_lock_opens_for_its_owner(data):
    locked = encrypt(data, DOOR.public)
    assert decrypt(locked, DOOR) == data
    with pytest.raises(SealBroken, match="not locked for this key"):
        decrypt(locked, WRONG_DOOR)


def test_the_same_text_locked_twice_looks_different():
    assert encrypt(b"same", DOOR.public) != encrypt(b"same", DOOR.public)


def test_the_largest_message_goes_through_both():
    payload = bytes(MAX_BYTES)
    locked = encrypt(sign(payload, MINE, kind="envelope").encode(), DOOR.public)
    assert verify(decrypt(locked, DOOR).decode(), MINE.public, kind="envelope") == payload


def test_another_key_or_kind_is_refused():
    signed = sign(b"text", MINE, kind="card")
    with pytest.raises(SealBroken, match="expected key"):
        verify(signed, OTHER.public, kind="card")
    with pytest.raises(SealBroken, match="not signed as envelope"):
        verify(signed, MINE.public, kind="envelope")


def test_a_signature_cannot_be_moved_to_another_payload():
    signed = sign(b"ten", MINE, kind="note").split(".")
    with pytest.raises(SealBroken, match="does not belong"):
        verify(f"{signed[0]}.{b64(b'two')}.{signed[2]}", MINE.public, kind="note")


@pytest.mark.parametrize(
    "header",
    [
        {"alg": "none", "kid": MINE.public.kid, "typ": "note"},
        {"alg": "EdDSA", "kid": MINE.public.kid, "typ": "note"},
        {"alg": "HS256", "kid": MINE.public.kid, "typ": "note"},
        {"alg": "Ed25519", "kid": MINE.public.kid, "typ": "note", "jwk": OTHER.public.to_jwk()},
        {"alg": "Ed25519", "kid": MINE.public.kid, "typ": "note", "b64": False, "crit": ["b64"]},
        {"alg": "Ed25519", "kid": MINE.public.kid},
        {},
    ],
)
def test_a_message_never_chooses_how_it_is_checked(header):
    with pytest.raises(SealBroken, match="not signed as note"):
        verify(with_header(sign(b"text", MINE, kind="note"), header), MINE.public, kind="note")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "not a sealed message"),
        ("a.b", "not a sealed message"),
        ("å.b.c", "not a sealed message"),
        ("a" * 1025 + ".b.c", "too long"),
        ("a.b.c", "not readable"),
        ("=.b.c", "not readable"),
        (b64(b"\xff") + ".b.c", "not readable"),
        (b64(b"[" * 700) + ".b.c", "not readable"),
        (b64(b"[]") + ".b.c", "not an object"),
        (b64({"kid": 5}) + ".b.c", "does not name the key"),
        (b64({}) + ".b.c", "does not name the key"),
    ],
)
def test_what_is_no_signature_is_refused_before_any_library_sees_it(text, says):
    with pytest.raises(SealBroken, match=says):
        peek_kid(text)


def test_a_message_beyond_all_bounds_is_not_read():
    with pytest.raises(SealBroken, match="not a sealed message"):
        peek_kid("a.b." + "c" * MAX_SIGNED)


def locked_header(**changes):
    epk = WRONG_DOOR.public.to_jwk()
    return {"alg": "ECDH-ES", "enc": "A256GCM", "kid": DOOR.public.kid, "epk": epk, **changes}


@pytest.mark.parametrize(
    ("header", "says"),
    [
        (locked_header(alg="dir"), "not locked for this key"),
        (locked_header(alg="ECDH-ES+A256KW"), "not locked for this key"),
        (locked_header(enc="A128CBC-HS256"), "not locked for this key"),
        (locked_header(zip="DEF"), "not locked for this key"),
        (locked_header(epk=None), "no usable one-time key"),
        (locked_header(epk=MINE.public.to_jwk()), "no usable one-time key"),
        (locked_header(), "altered"),
        (locked_header(epk=EncryptPublicKey(bytes(32)).to_jwk()), "altered"),
    ],
)
def test_a_lock_with_another_header_stays_shut(header, says):
    with pytest.raises(SealBroken, match=says):
        decrypt(with_header(encrypt(b"text", DOOR.public), header), DOOR)


def test_a_key_that_locks_nothing_is_refused():
    # The all-zero point gives the same shared secret to everyone (RFC 7748, section 6.1).
    with pytest.raises(SealBroken, match="not a usable X25519 key"):
        encrypt(b"text", EncryptPublicKey(bytes(32)))


@settings(max_examples=300)
@given(st.data())
def test_a_changed_character_breaks_either_seal(data):
    signed, locked = sign(b"text", MINE, kind="note"), encrypt(b"text", DOOR.public)
    whole = data.draw(st.sampled_from([signed, locked]))
    place = data.draw(st.integers(0, len(whole) - 1))
    letter = data.draw(st.sampled_from("AQgw0_-.={ \n"))
    changed = whole[:place] + letter + whole[place + 1 :]
    if changed == whole:
        return
    with pytest.raises(SealBroken):
        verify(changed, MINE.public, kind="note") if whole is signed else decrypt(changed, DOOR)
