"""The group: published points, refusals, and where the library comes from."""

import json
import sys
from hashlib import sha512
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.sealed import sodium
from samverkan.sealed.errors import BadElement, Misuse, Unavailable
from tests.sealed.published import ANSWERS, BAD_ENCODINGS, scalar

SHARED = Path(__file__).parents[3] / "shared/data/vectors/rfc9496_ristretto255/rfc9496_vectors.json"

ONE = (1).to_bytes(32, "little")
scalars = st.integers(1, sodium.ORDER - 1).map(lambda number: number.to_bytes(32, "little"))


@pytest.mark.parametrize("row", ANSWERS["hashes"])
def test_published_labels_hash_to_their_elements(row):
    uniform = sha512(row["label"].encode()).digest()
    assert sodium.from_hash(uniform).hex() == row["element"]


def test_all_published_bad_encodings_are_refused_everywhere():
    assert len(BAD_ENCODINGS) == 29
    good = sodium.scalarmult_base(ONE)
    second = good[:-1] + bytes([good[-1] | 0x80])  # which libsodium 1.0.18 takes for the first
    for bad in (*BAD_ENCODINGS, second, sodium.IDENTITY, good[:-1], good + b"\0", b""):
        assert not sodium.is_element(bad)
        with pytest.raises(BadElement):
            sodium.scalarmult(ONE, bad)


def test_sums_refuse_bad_encodings_but_may_begin_with_the_identity():
    good = sodium.scalarmult_base(ONE)
    assert sodium.is_element(good)
    assert sodium.add(sodium.IDENTITY, good) == good
    second = good[:-1] + bytes([good[-1] | 0x80])
    for bad in (*BAD_ENCODINGS, second, b"short"):
        for function in (sodium.add, sodium.sub):
            with pytest.raises(BadElement):
                function(good, bad)
            with pytest.raises(BadElement):
                function(bad, good)


def test_published_multiples_of_the_generator():
    if not SHARED.exists():
        pytest.skip("../shared/data is absent: RFC 9496 multiples are not checked")
    multiples = json.loads(SHARED.read_text())["small_multiples"]
    total = sodium.IDENTITY
    for number, expected in enumerate(multiples):
        assert total.hex() == expected
        if number:
            assert sodium.scalarmult_base(number.to_bytes(32, "little")).hex() == expected
        total = sodium.add(total, sodium.scalarmult_base(ONE))


@given(scalars, scalars)
def test_points_follow_their_scalars(one, two):
    base = sodium.scalarmult_base
    assert sodium.scalarmult(one, base(two)) == base(sodium.scalar_mul(one, two))
    assert sodium.sub(sodium.add(base(one), base(two)), base(two)) == base(one)


@given(scalars, scalars)
def test_scalars_are_integers_modulo_the_order(one, two):
    a, b = (int.from_bytes(value, "little") for value in (one, two))
    expected = {
        sodium.scalar_sub: a - b,
        sodium.scalar_mul: a * b,
    }
    for function, number in expected.items():
        assert int.from_bytes(function(one, two), "little") == number % sodium.ORDER
    assert sodium.scalar_mul(one, sodium.scalar_invert(one)) == ONE


@given(st.binary(min_size=64, max_size=64))
def test_scalars_are_reduced_from_64_bytes(random):
    number = int.from_bytes(random, "little") % sodium.ORDER
    assert sodium.scalar_reduce(random) == number.to_bytes(32, "little")


@given(st.lists(st.binary(min_size=64, max_size=64), max_size=5))
def test_many_scalars_are_reduced_as_one_is(values):
    assert sodium.scalars_reduce(b"".join(values)) == list(map(sodium.scalar_reduce, values))


def test_scalars_are_made_of_whole_values():
    with pytest.raises(Misuse, match="each must be 64"):
        sodium.scalars_reduce(bytes(65))


@pytest.mark.parametrize(
    "value", [0, sodium.ORDER, sodium.ORDER + 1, 2**255 + 1, 2**256 - 1], ids=hex
)
def test_a_scalar_is_neither_zero_nor_too_large(value):
    with pytest.raises(Misuse, match="A scalar is 32 bytes"):
        sodium.checked_scalar(value.to_bytes(32, "little"))


def test_zero_makes_no_scalar_no_inverse_and_no_point():
    with pytest.raises(Misuse):
        sodium.scalar_from(bytes(64))
    with pytest.raises(Misuse, match="no inverse"):
        sodium.scalar_invert(bytes(32))
    with pytest.raises(Misuse, match="zero"):
        sodium.scalarmult_base(bytes(32))


@pytest.mark.parametrize("size", [0, 31, 33, 63, 65])
def test_wrong_lengths_never_reach_the_library(size):
    value = bytes(size)
    for function in (
        sodium.from_hash,
        sodium.scalar_reduce,
        sodium.scalar_invert,
        sodium.scalarmult_base,
        sodium.checked_scalar,
    ):
        with pytest.raises(Misuse):
            function(value)
    for function in (sodium.scalar_sub, sodium.scalar_mul):
        with pytest.raises(Misuse):
            function(ONE, value)
    with pytest.raises(Misuse):
        sodium.scalarmult(value, sodium.scalarmult_base(ONE))


def test_the_library_in_the_wheel_computes_the_same(monkeypatch):
    ours = sodium.scalarmult_base(scalar("wheel"))
    bundled = sodium.load(names=("libnothere.so.1", "libc.so.6"))
    monkeypatch.setattr(sodium, "library", lambda: bundled)
    assert sodium.scalarmult_base(scalar("wheel")) == ours
    assert not Path(bundled._name).exists(), "the unpacked file is taken away again"


def test_without_any_library_one_sentence_says_so(monkeypatch):
    monkeypatch.setitem(sys.modules, "rbcl", None)
    with pytest.raises(Unavailable, match="no libsodium on this machine"):
        sodium.load(names=())


def test_a_library_that_cannot_start_is_refused(monkeypatch):
    class Broken:
        def __getattr__(self, name):
            def function(*_):
                return -1

            setattr(self, name, function)
            return function

    monkeypatch.setattr(sodium, "CDLL", lambda _: Broken())
    with pytest.raises(Unavailable, match="could not start"):
        sodium.load()
