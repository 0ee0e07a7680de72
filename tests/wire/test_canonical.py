"""Canonical JSON: one value has one text, and nothing else is read."""

from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.wire.canonical import MAX_DEPTH, MAX_NUMBER, Malformed, decode, digest, encode

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
NUMBERS = st.integers(-MAX_NUMBER, MAX_NUMBER) | st.floats(-MAX_NUMBER, MAX_NUMBER)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=20,
)


@given(VALUES)
def test_what_is_written_is_read_back(value):
    data = encode(value)
    assert decode(data) == value
    assert encode(decode(data)) == data


def test_the_example_of_rfc_8785_section_3_2():
    value = {
        "numbers": [333333333.33333329, 1e-27, 4.50, 2e-3, 0.000001],
        "string": "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/",
        "literals": [None, True, False],
    }
    assert encode(value) == (
        b'{"literals":[null,true,false],"numbers":[333333333.3333333,1e-27,4.5,0.002,0.000001],'
        b'"string":"\xe2\x82\xac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    )


def test_names_are_sorted_by_utf_16_as_the_rfc_asks():
    # U+1F600 is two units from D83D on, so it comes before U+FB33 although its number is higher.
    assert encode({"\ufb33": 1, "\U0001f600": 2}) == '{"\U0001f600":2,"\ufb33":1}'.encode()


def test_any_mapping_and_sequence_will_do():
    assert encode(MappingProxyType({"a": (1, 2)})) == b'{"a":[1,2]}'


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b'{"a":1,"a":1}', "'a' stands twice"),
        (b'{"a":{"b":1,"b":2}}', "'b' stands twice"),
        (b"NaN", "NaN is not a JSON number"),
        (b"[-Infinity]", "-Infinity is not a JSON number"),
        (b"\xff", "not UTF-8"),
        (b'"\xed\xa0\x80"', "not UTF-8"),
        (b"{", "not JSON"),
        (b"", "not JSON"),
        (b'{"a": 1}', "canonical"),
        (b'{"b":1,"a":2}', "canonical"),
        (b"1.0", "canonical"),
        (b"-0", "canonical"),
        (b'"\\u0041"', "canonical"),
        (b'"\\ud800"', "surrogate"),
        (b'{"\\ud800":1}', "surrogate"),
        (b"9007199254740992", "larger than"),
        (b"1e+21", "larger than"),
        (b"1e400", "larger than"),
        (b"-" + b"9" * 5000, "larger than"),
        (b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1), "deeper than 32"),
        (b"[" * 100_000, "deeper than 32"),
        (b'{"a":' * 100_000, "deeper than 32"),
    ],
)
def test_hostile_bytes_are_refused_with_a_sentence(data, says):
    with pytest.raises(Malformed, match=says) as refused:
        decode(data)
    assert str(refused.value).endswith(".")


def test_the_deepest_value_allowed_is_read():
    data = b"[" * MAX_DEPTH + b"]" * MAX_DEPTH
    assert encode(decode(data)) == data


def test_too_many_bytes_are_not_parsed():
    assert decode(b'"aa"', max_bytes=4) == "aa"
    with pytest.raises(Malformed, match="5 bytes; at most 4"):
        decode(b'"aaa"', max_bytes=4)


@given(st.binary(max_size=60))
def test_any_bytes_are_read_exactly_or_refused(data):
    try:
        value = decode(data)
    except Malformed:
        return
    assert encode(value) == data


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (MAX_NUMBER + 1, "larger than"),
        (float("nan"), "larger than"),
        (float("inf"), "larger than"),
        (1e20, "larger than"),
        ("\ud800", "surrogate"),
        ({1: "a"}, "is not text"),
        (b"bytes", "A bytes has no JSON form"),
        ({"a": {1, 2}}, "A set has no JSON form"),
    ],
)
def test_what_could_not_be_read_back_is_not_written(value, says):
    with pytest.raises(Malformed, match=says):
        encode(value)


def test_digest_is_sha_256_in_lower_case():
    assert digest(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
