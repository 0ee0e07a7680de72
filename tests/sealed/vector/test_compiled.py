"""Every kind of routines that this processor runs gives libsodium's bytes, also at the edges."""

from hashlib import sha512

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.sealed import engines, sodium
from samverkan.sealed.vector import compiled, digests, lanes
from samverkan.sealed.vector.limbs import P
from tests.sealed.published import BAD_ENCODINGS, scalar

NAMES = engines.names()[:-1]
each = pytest.mark.parametrize("name", NAMES)
ONE = (1).to_bytes(32, "little")
IDENTITY = sodium.IDENTITY
EDGES = (0, 1, 2, P - 2, P - 1, P, P + 1, P + 18, 2**255 - 1, 2**255, 2**255 + P, 2**256 - 1)
halves = st.one_of(st.sampled_from(EDGES), st.integers(0, 2**256 - 1))
# Words full of ones carry into each other when 8 is added to every digit.
SCALARS = (1, 2, 8, 2**64 - 1, 2**128 - 1, 2**192 - 1, 2**252, 2**252 - 1, sodium.ORDER - 1)
scalars = st.one_of(st.sampled_from(SCALARS), st.integers(1, sodium.ORDER - 1))


def routines(name):
    return engines.engine(name)._routines


def in_bytes(number):
    return number.to_bytes(32, "little")


def words(values, made):
    return lanes.spread(b"".join(values), len(values[0]) // 8, made.lanes)


def test_every_kind_is_tried_here_or_named():
    assert {*NAMES} <= {kind.name for kind in compiled.KINDS}
    if NAMES:
        assert NAMES[-1] == "generic", "every x86-64 runs the generic kind"


@each
@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(halves, halves, scalars), min_size=1, max_size=20))
def test_sealing_any_uniform_bytes_is_libsodiums(name, rows):
    made = routines(name)
    uniform = [in_bytes(one) + in_bytes(two) for one, two, _ in rows]
    own = [in_bytes(number) for *_, number in rows]
    products = lanes.joined(made.seal(words(uniform, made), words(own, made)), len(rows))
    expected = [
        sodium.IDENTITY if point == sodium.IDENTITY else sodium.scalarmult(factor, point)
        for factor, point in zip(own, map(sodium.from_hash, uniform), strict=True)
    ]
    assert products == b"".join(expected)


@each
@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.integers(1, sodium.ORDER - 1), scalars), min_size=1, max_size=20))
def test_evaluating_any_element_is_libsodiums(name, rows):
    made = routines(name)
    elements = [sodium.scalarmult_base(in_bytes(number)) for number, _ in rows]
    own = [in_bytes(number) for _, number in rows]
    products, good = made.evaluate(words(elements, made), words(own, made))
    assert lanes.first_bad(good, len(rows)) is None
    assert lanes.joined(products, len(rows)) == b"".join(map(sodium.scalarmult, own, elements))


@each
@settings(deadline=None, max_examples=100)
@given(st.lists(st.one_of(halves, st.integers(0, 2**253)), min_size=1, max_size=20))
def test_any_bytes_are_taken_or_refused_as_libsodium_does(name, numbers):
    made = routines(name)
    encodings = list(map(in_bytes, numbers))
    _, good = made.evaluate(words(encodings, made), lanes.shared(scalar("any"), made.lanes))
    verdicts = [bool(lane) for lane in good.reshape(-1)[: len(encodings)]]
    assert verdicts == list(map(sodium.is_element, encodings))


@each
def test_each_bad_encoding_is_refused_in_its_own_lane(name):
    made = routines(name)
    good = sodium.scalarmult_base(ONE)
    mixed = [one for bad in (*BAD_ENCODINGS, sodium.IDENTITY) for one in (good, bad)]
    _, verdicts = made.evaluate(words(mixed, made), lanes.shared(ONE, made.lanes))
    assert [bool(lane) for lane in verdicts.reshape(-1)[: len(mixed)]] == [True, False] * 30


@each
@pytest.mark.parametrize("count", [1, 8, 33, 300])
def test_sums_add_up_over_groups_and_lanes(name, count):
    made = routines(name)
    numbers = [1 + number * number for number in range(count)]
    weights = [int.from_bytes(scalar("weight", number), "little") for number in range(count)]
    weights[0] = sodium.ORDER - 1
    elements = [sodium.scalarmult_base(in_bytes(number)) for number in numbers]
    sums, good = made.weigh(words(elements, made), words(list(map(in_bytes, weights)), made))
    assert lanes.first_bad(good, count) is None
    logarithm = sum(map(int.__mul__, numbers, weights)) % sodium.ORDER
    expected = sodium.scalarmult_base(in_bytes(logarithm))
    assert lanes.joined(sums, made.lanes) == expected * made.lanes


@each
@settings(deadline=None, max_examples=20)
@given(scalars, st.lists(st.integers(0, 2**30 - 1), min_size=1, max_size=40))
def test_answers_come_with_both_weighted_sums(name, number, drawn):
    made, secret = routines(name), in_bytes(number)
    logarithms = [1 + place * place for place in range(len(drawn))]
    elements = list(map(sodium.scalarmult_base, map(in_bytes, logarithms)))
    laid, groups = words(elements, made), -(-len(drawn) // made.lanes)
    weights = lanes.np.zeros((groups, made.lanes), lanes.np.uint64)
    weights.reshape(-1)[: len(drawn)] = drawn
    products, good, checks = made.answer(laid, lanes.shared(secret, made.lanes), weights)
    assert lanes.first_bad(good, len(drawn)) is None
    expected = [sodium.scalarmult(secret, element) for element in elements]
    assert lanes.joined(products, len(drawn)) == b"".join(expected)
    total = sum(map(int.__mul__, logarithms, drawn)) % sodium.ORDER
    half = total * number * pow(2, -1, sodium.ORDER) % sodium.ORDER
    sums = [sodium.scalarmult_base(in_bytes(each)) if each else IDENTITY for each in (total, half)]
    assert [lanes.joined(each[None], 1) for each in checks[0]] == sums


@each
@settings(deadline=None, max_examples=20)
@given(st.lists(st.binary(max_size=111), min_size=1, max_size=20))
def test_digests_are_sha512(name, messages):
    made = routines(name)
    padded = [
        each + b"\x80" + bytes(111 - len(each)) + (8 * len(each)).to_bytes(16, "big")
        for each in messages
    ]
    blocks = lanes.spread(b"".join(padded), digests.WORDS, made.lanes, ">")[:, None]
    start = lanes.spread(b"".join(word.to_bytes(8, "little") for word in digests.START), 8, 1)
    counts = lanes.np.ones((len(blocks), made.lanes), lanes.np.uint64)
    found = lanes.joined(made.digest(start, blocks, counts), len(messages), ">")
    assert found == b"".join(sha512(message).digest() for message in messages)
