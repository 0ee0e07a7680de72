"""Deltas: to the byte the next pack, looked up as it, and refused if they are anything else."""

from contextlib import suppress
from dataclasses import replace
from functools import cache
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.sealed import pack_writing
from samverkan.sealed.errors import Misuse, PackDamaged
from samverkan.sealed.pack_delta import Delta
from samverkan.sealed.pack_differences import difference
from samverkan.sealed.pack_header import DIGEST, SIGNATURE
from samverkan.sealed.pack_updates import Updated, apply
from samverkan.sealed.packs import Pack
from samverkan.wire.keys import SigningKey
from tests.sealed.packed import BARE, HEADER, KEY, label, listed, made, outputs, small
from tests.sealed.published import spread


def with_buckets(rows, header=HEADER, count=640):
    """A pack of these rows with the buckets of a list of `count`, as a state folder keeps them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pack_writing, "buckets_for", lambda _: -(-count // 7))
        return Pack.open(made(rows, header), signer=KEY.public)


LABEL = st.sampled_from([label("one"), label("two"), label("three")])
ROWS = st.sets(st.tuples(st.integers(0, 40), LABEL), min_size=30, max_size=60)


@settings(deadline=None, max_examples=50)
@given(ROWS, ROWS, st.booleans())
def test_a_delta_gives_the_next_pack_to_the_byte_and_the_same_look_ups(old, new, bare):
    header = BARE if bare else HEADER
    rows = [
        [(spread(one), b"" if bare else words) for one, words in chosen] for chosen in (old, new)
    ]
    base, target = (with_buckets(each, header, 64) for each in rows)
    delta = Delta.open(difference(base, target, KEY), signer=KEY.public)
    assert apply(base, delta) == bytes(target.view)
    both = Updated.of(base, delta)
    for number in range(45):
        output = spread(number)
        assert sorted(both.look_up(output)) == sorted(target.look_up(output))


@cache
def base_and_next():
    """640 rows, of which 7 go, 5 come and 3 get another label."""
    rows = listed(640)
    changed = [(output, label("new")) for output, _ in rows[:3]]
    more = [(output, label("came")) for output in outputs(5, "came")]
    return with_buckets(rows), with_buckets([*changed, *rows[3:633], *more])


@cache
def delta_bytes():
    return difference(*base_and_next(), KEY)


def test_a_delta_holds_only_what_changed():
    base, target = base_and_next()
    delta = Delta.open(delta_bytes())
    assert base.rows == target.rows == 640
    # Two decoys fill up what is missing to 640.
    assert (delta.said.removed, delta.said.added) == (10, 10)
    assert len(delta_bytes()) == 152 + 10 * 4 + 10 * (8 + 24) + DIGEST + SIGNATURE


def test_the_delta_between_equal_packs_is_empty():
    base, _ = base_and_next()
    delta = Delta.open(difference(base, base, KEY))
    assert (delta.said.removed, delta.said.added) == (0, 0)
    assert apply(base, delta) == bytes(base.view)


def test_packs_of_two_sealings_have_no_delta():
    base, target = base_and_next()
    other = with_buckets(listed(640), replace(HEADER, salt=bytes(16)))
    larger = with_buckets(listed(640), count=1000)
    for one, two in ((base, other), (larger, target)):
        with pytest.raises(Misuse, match="send it whole"):
            difference(one, two, KEY)


def test_a_delta_is_for_one_pack_only():
    _, target = base_and_next()
    delta = Delta.open(delta_bytes())
    for pack in (target, Pack.open(small())):
        for act in (apply, Updated.of):
            with pytest.raises(PackDamaged, match="for another pack"):
                act(pack, delta)


# A hostile delta.


def again(body):
    return bytes(body) + sha256(body).digest() + bytes(SIGNATURE)


def test_another_key_did_not_sign_it():
    with pytest.raises(PackDamaged, match="not signed"):
        Delta.open(delta_bytes(), signer=SigningKey(bytes(32)).public)


@pytest.mark.parametrize(
    ("at", "value", "sentence"),
    [
        (0, b"X", "not a delta"),
        (11, b"\1", "not a delta"),
        (8, b"\1", "version 1"),
        (16, b"\xff\xff\xff\xff", "its header says otherwise"),
        (20, b"\0", "its header says otherwise"),
        (9, b"\x11", "its header says otherwise"),
        (152, b"\xff\xff\xff\xff", "do not rise"),
        (188, b"\xff\xff\xff\xff", "do not rise"),
        (192, b"\xff" * 8, "not sorted"),
    ],
)
def test_each_part_of_a_delta_is_checked(at, value, sentence):
    body = bytearray(delta_bytes()[:-96])
    body[at : at + len(value)] = value
    with pytest.raises(PackDamaged, match=sentence):
        Delta.open(again(body))


def test_rows_beyond_the_buckets_or_a_pack_that_outgrows_them_lead_nowhere():
    base, _ = base_and_next()
    body = bytearray(delta_bytes()[:-96])
    body[192 + 9 * 8 : 192 + 80] = b"\xff" * 8
    with pytest.raises(PackDamaged, match="beyond the pack's buckets"):
        apply(base, Delta.open(again(body)))


def test_a_delta_that_leads_to_another_pack_than_it_names_is_refused():
    base, _ = base_and_next()
    body = bytearray(delta_bytes()[:-96])
    body[-1] ^= 1
    with pytest.raises(PackDamaged, match="does not lead to the pack"):
        apply(base, Delta.open(again(body)))


@settings(deadline=None, max_examples=200)
@given(st.data())
def test_a_changed_delta_is_refused_or_harmless(data):
    base, target = base_and_next()
    body = bytearray(delta_bytes()[:-96])
    for _ in range(data.draw(st.integers(1, 3))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    with suppress(PackDamaged):
        delta = Delta.open(again(body))
        both = Updated.of(base, delta)
        for output in outputs(50):
            true = {*base.look_up(output), *target.look_up(output)}
            assert {*both.look_up(output)} <= true
        apply(base, delta)


@given(st.binary(max_size=300), st.integers(0, 200))
def test_any_bytes_are_a_delta_or_damaged(junk, kept):
    for data in (junk, delta_bytes()[:kept] + junk):
        with pytest.raises(PackDamaged):
            Delta.open(data)
