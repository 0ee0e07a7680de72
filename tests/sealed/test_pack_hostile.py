"""A hostile pack is refused, and whatever the reader accepts never lies, crashes or hangs."""

import struct
from contextlib import suppress
from hashlib import sha256

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.sealed.errors import PackDamaged
from samverkan.sealed.pack_checking import MOST_OPENED, check_order
from samverkan.sealed.pack_order import Rows
from samverkan.sealed.pack_rows import as_rows
from samverkan.sealed.packs import Pack
from tests.sealed.packed import BARE, listed, made, outputs, parts, sealed_again, small
from tests.sealed.published import BAD_ENCODINGS


@pytest.mark.parametrize("length", [0, 1, 63, 64, 70, 80, 1000])
def test_a_cut_pack_is_damaged(length):
    with pytest.raises(PackDamaged):
        Pack.open(small()[:length])


def test_a_pack_with_more_behind_it_is_damaged():
    with pytest.raises(PackDamaged, match="its header says"):
        Pack.open(small() + b"\0")


@settings(deadline=None, max_examples=300)
@given(st.data())
def test_any_changed_byte_of_the_body_is_damage(data):
    at = data.draw(st.integers(0, len(small()) - 65))
    mutated = bytearray(small())
    mutated[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(PackDamaged):
        Pack.open(bytes(mutated))


@settings(deadline=None, max_examples=300)
@given(st.data())
def test_a_changed_pack_with_a_right_digest_never_lies(data):
    """Whatever the reader accepts of it, checked or not, gives the true label or none."""
    _, _, body = parts(small())
    for _ in range(data.draw(st.integers(1, 4))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    for opening in (Pack.open, Pack.reopen):
        with suppress(PackDamaged):
            pack = opening(sealed_again(body))
            for output, label in listed(100):
                assert pack.look_up(output) in {(label,), ()}
            pack.look_up_many(as_rows(b"".join(outputs(100)), 64))


@settings(deadline=None)
@given(st.binary(max_size=400), st.integers(0, 200))
def test_any_bytes_are_a_pack_or_damaged(junk, kept):
    for data in (junk, small()[:kept] + junk):
        with pytest.raises(PackDamaged):
            Pack.open(data)


@pytest.mark.parametrize(
    ("at", "value", "sentence"),
    [
        (0, b"X", "not a pack"),
        (8, b"\1", "version 1; this program reads 3"),
        (9, b"\x21", "A label is"),
        (9, b"\x20", "Label and check"),
        (10, b"\x09", "A label is"),
        (8, b"\2", "version 2; this program reads 3"),
        (11, b"\1", "its header says|not in its one form"),
        (11, b"\4", "up to 3 schemes"),
        (11, b"\xff", "up to 3 schemes"),
        (12, struct.pack("<I", 0), "its header says"),
        (12, struct.pack("<I", 2**32 - 1), "4294967295 rows do not go"),
        (16, struct.pack("<I", 0), "into 0 buckets"),
        (16, struct.pack("<I", 2**32 - 1), "its header says"),
        (12, struct.pack("<I", 200), "200 rows do not go into 19"),
        (36, BAD_ENCODINGS[1], "public key is not an element"),
        (36, bytes(32), "public key is not an element"),
        (68, b"\0", "does not hold"),
        (68, b"\xff", "does not hold"),
        (69, b"\xff", "does not hold"),
        (69, b"\n", "printable"),
        (87, b"\1", "not in its one form"),
    ],
)
def test_the_header_is_checked_before_all_else(at, value, sentence):
    head, _, body = parts(small())
    assert (head.rows, head.buckets, len(head.encoded())) == (128, 19, 88)
    body[at : at + len(value)] = value
    with pytest.raises(PackDamaged, match=sentence):
        Pack.open(sealed_again(body))


@pytest.mark.parametrize(("bucket", "start"), [(0, 1), (3, 2**16 - 1), (3, 0), (19, 127)])
def test_buckets_out_of_order_are_damage(bucket, start):
    _, layout, body = parts(small())
    struct.pack_into("<H", body, layout.starts + 2 * bucket, start)
    with pytest.raises(PackDamaged, match="do not cover"):
        Pack.open(sealed_again(body))


def test_an_index_has_one_form():
    """A start moved from the anchor to the bucket would find the same rows in other bytes."""
    data = made([(output, b"") for output in outputs(1000)], BARE)
    _, layout, body = parts(data)
    anchor = struct.unpack_from("<I", body, layout.anchors + 4)[0]
    starts = struct.unpack_from("<32H", body, layout.starts + 64)
    struct.pack_into("<I", body, layout.anchors + 4, anchor - 1)
    struct.pack_into("<32H", body, layout.starts + 64, *(start + 1 for start in starts))
    with pytest.raises(PackDamaged, match="do not cover"):
        Pack.open(sealed_again(body))


def test_rows_out_of_order_or_twice_are_damage():
    for header, rows in ((None, listed(100)), (BARE, [(output, b"") for output in outputs(100)])):
        _, layout, body = parts(made(rows, header) if header else small())
        stop = struct.unpack_from("<H", body, layout.starts + 2)[0]
        assert stop >= 2
        first = body[layout.remainders : layout.remainders + 4]
        for value in (b"\xff" * 4, *([bytes(first)] if header else [])):
            at = layout.remainders + (0 if value[0] == 255 else 4)
            changed = bytearray(body)
            changed[at : at + 4] = value
            with pytest.raises(PackDamaged, match="not sorted"):
                Pack.open(sealed_again(changed))


@pytest.mark.parametrize("labels", [(b"b", b"a"), (b"a", b"a")])
def test_rows_of_one_place_stand_in_the_order_of_their_labels(labels):
    sealed = as_rows(b"".join(label * 8 for label in labels), 8)
    with pytest.raises(PackDamaged, match="not sorted"):
        check_order(Rows(np.array([7, 7], np.uint64), sealed))
    check_order(Rows(np.array([7, 8], np.uint64), sealed))


def test_a_look_up_is_not_made_to_open_a_crowd():
    sealed = np.arange(MOST_OPENED + 1, dtype=">u8").view(np.uint8).reshape(-1, 8)
    same = np.full(MOST_OPENED + 1, 7, np.uint64)
    check_order(Rows(same[1:], sealed[1:]))
    with pytest.raises(PackDamaged, match="More than 64 rows"):
        check_order(Rows(same, sealed))


def test_a_pack_opened_unchecked_is_still_bounded():
    """Only the index is a lie here: a look-up says so, or finds nothing, and never runs on."""
    _, layout, body = parts(small())
    struct.pack_into("<I", body, layout.anchors, 2**31)
    pack = Pack.reopen(sealed_again(body))
    with pytest.raises(PackDamaged, match="do not cover"):
        pack.look_up(outputs(1)[0])
    with pytest.raises(PackDamaged, match="do not cover"):
        pack.look_up_many(as_rows(outputs(1)[0], 64))


def test_the_format_stays_as_it_is():
    """Packs lie with other authorities: a change of format is a new version, not a new value."""
    assert sha256(small()).hexdigest()[:32] == "d8517b5ace1ed8654e251bc27e694bb8"
