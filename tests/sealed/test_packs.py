"""Packs: only an output on the list opens its label, and a hostile file is refused."""

import mmap
import struct
from contextlib import suppress
from functools import cache
from hashlib import sha512
from math import ceil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.sealed import packs
from samverkan.sealed.errors import Misuse, PackDamaged
from samverkan.sealed.pack_header import (
    CHECKSUM,
    MOST_ROWS,
    Head,
    Header,
    Layout,
    bucket_bits,
    padded,
    read_head,
)
from samverkan.sealed.packs import Pack, build
from samverkan.sealed.voprf import derive_key_pair
from tests.sealed.published import BAD_ENCODINGS, spread

PUBLIC = derive_key_pair(bytes(32), b"packs").public
HEADER = Header("KFM", "KBV", "2025-07-12", PUBLIC, 24)


def outputs(count, name="listed"):
    return [spread(name, number) for number in range(count)]


def listed(count):
    return [(output, b"desk %d" % number) for number, output in enumerate(outputs(count))]


@cache
def small():
    return build(listed(100), HEADER, random=spread("pack"))


def signed(body):
    """The body with the checksum an attacker would put there."""
    return body + sha512(body).digest()[:CHECKSUM]


def parts(data):
    head = read_head(memoryview(data))
    return head, Layout.of(head), bytearray(data[:-CHECKSUM])


@pytest.mark.parametrize("count", [0, 1, 63, 64, 65, 1000])
def test_every_row_opens_its_own_label_and_no_other_output_any(count):
    pack = Pack.open(build(listed(count), HEADER, random=spread("pack")))
    assert pack.header == HEADER
    assert pack.rows == max(64, ceil(count / 64) * 64) == padded(count)
    assert [(output, pack.look_up(output)) for output in outputs(count)] == listed(count)
    assert {pack.look_up(output) for output in outputs(500, "not listed")} == {None}


def test_no_false_hit_in_200_000_look_ups_of_20_000_rows():
    pack = Pack.open(build(listed(20_000), HEADER, random=spread("pack")))
    blocks = (spread(number) for number in range(200_000))
    assert not any(pack.look_up(block) is not None for block in blocks)


@given(st.dictionaries(st.binary(min_size=64, max_size=64), st.binary(max_size=24), max_size=80))
@settings(deadline=None)
def test_labels_come_back_whatever_they_are(labels):
    pack = Pack.open(build(labels.items(), HEADER, random=spread("pack")))
    assert {output: pack.look_up(output) for output in labels} == labels


def test_labels_do_not_show_in_size_or_content():
    one = build([(output, b"") for output in outputs(70)], HEADER, random=spread(1))
    two = build([(output, b"x" * 24) for output in outputs(70)], HEADER, random=spread(1))
    three = build([(output, b"x") for output in outputs(128)], HEADER, random=spread(1))
    assert len(one) == len(two) == len(three)
    assert b"xxxx" not in two


def test_order_and_repetition_of_the_list_do_not_show():
    rows = listed(100)
    assert build([*rows[::-1], *rows[:50]], HEADER, random=spread("pack")) == small()


def test_one_subject_with_two_labels_is_refused():
    with pytest.raises(Misuse, match="two labels"):
        build([(spread(1), b"one"), (spread(1), b"two")], HEADER, random=spread("pack"))


def test_two_packs_of_one_list_have_nothing_in_common():
    one, two = (build(listed(640), HEADER, random=spread(number)) for number in (1, 2))
    layout = Layout.of(read_head(memoryview(one)))

    def rows(data, start, stop, size):
        return {bytes(data[at : at + size]) for at in range(start, stop, size)}

    remainders = [rows(data, layout.remainders, layout.labels, 4) for data in (one, two)]
    labels = [rows(data, layout.labels, layout.checksum, layout.row) for data in (one, two)]
    assert not remainders[0] & remainders[1]
    assert not labels[0] & labels[1]


def test_a_row_moved_to_another_pack_opens_nothing():
    """The same list for another asker: rows of the first, put under the second's head."""
    stolen = build(listed(100), Header("KFM", "PMY", "2025-07-12", PUBLIC, 24), random=spread(1))
    _, layout, body = parts(stolen)
    body[layout.offsets :] = small()[layout.offsets : -CHECKSUM]
    pack = Pack.open(signed(bytes(body)))
    assert {pack.look_up(output) for output in outputs(100)} == {None}


def test_rows_that_share_place_and_remainder_both_open(monkeypatch):
    made = packs._Row.of.__func__

    def crowded(cls, output, context, room):
        return made(cls, output, context, room)._replace(place=7)

    monkeypatch.setattr(packs._Row, "of", classmethod(crowded))
    pack = Pack.open(build(listed(3), HEADER, random=spread("pack")))
    assert [pack.look_up(output) for output in outputs(3)] == [b"desk 0", b"desk 1", b"desk 2"]
    assert pack.look_up(spread("not listed")) is None


@given(st.integers(1, MOST_ROWS // 64).map(lambda steps: steps * 64))
def test_buckets_hold_the_promised_rate_with_no_bit_too_many(rows):
    bits = bucket_bits(rows)
    assert rows / 2 ** (bits + 32) <= 2e-9 < rows / 2 ** (bits + 31)
    assert 4 + 4 * (2**bits + 1) / rows <= 5


def test_a_file_can_be_mapped_into_memory(tmp_path):
    path = tmp_path / "list.pack"
    path.write_bytes(small())
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        view = memoryview(mapped)
        pack = Pack.open(view)
        assert pack.look_up(outputs(6)[5]) == b"desk 5"
        pack._view.release()
        view.release()


# A hostile file.


@pytest.mark.parametrize("length", [0, 1, 63, 64, 70, 80, 1000])
def test_a_cut_pack_is_damaged(length):
    with pytest.raises(PackDamaged):
        Pack.open(small()[:length])


def test_a_pack_with_more_behind_it_is_damaged():
    with pytest.raises(PackDamaged, match="its header says"):
        Pack.open(small() + b"\0")


@settings(deadline=None, max_examples=300)
@given(st.data())
def test_any_changed_byte_is_damage(data):
    at = data.draw(st.integers(0, len(small()) - 1))
    change = data.draw(st.integers(1, 255))
    mutated = bytearray(small())
    mutated[at] ^= change
    with pytest.raises(PackDamaged):
        Pack.open(bytes(mutated))


@settings(deadline=None, max_examples=300)
@given(st.data())
def test_a_changed_pack_with_a_right_checksum_never_lies(data):
    """Whatever the reader accepts of it gives the true label or none."""
    body = bytearray(small()[:-CHECKSUM])
    for _ in range(data.draw(st.integers(1, 4))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    with suppress(PackDamaged):
        pack = Pack.open(signed(bytes(body)))
        for output, label in listed(100):
            assert pack.look_up(output) in (label, None)


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
        (8, b"\2", "version 2; this program reads 1"),
        (9, b"\x09", "not in its one form"),
        (10, b"\0", "Labels are 1 to 255"),
        (11, b"\1", "not in its one form"),
        (12, struct.pack("<I", 0), "multiple of 64 rows, not 0"),
        (12, struct.pack("<I", 65), "multiple of 64 rows, not 65"),
        (12, struct.pack("<I", 64), "not in its one form"),
        (32, BAD_ENCODINGS[1], "public key is not an element"),
        (32, bytes(32), "public key is not an element"),
        (64, b"\0", "1 to 255 bytes of printable text"),
        (64, b"\xff", "does not hold"),
        (65, b"\xff", "does not hold"),
        (65, b"\n", "printable"),
        (83, b"\1", "not in its one form"),
    ],
)
def test_the_header_is_checked_before_all_else(at, value, sentence):
    assert len(Head(HEADER, bytes(16), 128).encoded()) == 88
    body = bytearray(small()[:-CHECKSUM])
    body[at : at + len(value)] = value
    with pytest.raises(PackDamaged, match=sentence):
        Pack.open(signed(bytes(body)))


@pytest.mark.parametrize(("bucket", "start"), [(0, 1), (3, 2**32 - 1), (3, 0), (-1, 127)])
def test_buckets_out_of_order_are_damage(bucket, start):
    head, layout, body = parts(small())
    at = layout.offsets + 4 * (bucket % (2 ** bucket_bits(head.rows) + 1))
    struct.pack_into("<I", body, at, start)
    with pytest.raises(PackDamaged, match="do not cover"):
        Pack.open(signed(bytes(body)))


def test_rows_out_of_order_are_damage():
    _, layout, body = parts(small())
    start, stop = struct.unpack_from("<2I", body, layout.offsets)
    assert stop - start >= 2
    body[layout.remainders : layout.remainders + 4] = b"\xff" * 4
    with pytest.raises(PackDamaged, match="not sorted"):
        Pack.open(signed(bytes(body)))


def test_a_holder_who_seals_an_impossible_length_is_found_out(monkeypatch):
    def overlong(row, _):
        hidden = packs._xor(b"\xff" + bytes(len(row.stream) - 1), row.stream)
        return hidden + row._tag(hidden)

    monkeypatch.setattr(packs._Row, "seal", overlong)
    pack = Pack.open(build(listed(1), HEADER, random=spread("pack")))
    with pytest.raises(PackDamaged, match="longer than its row"):
        pack.look_up(outputs(1)[0])


# Wrong calls are ours.


def test_a_label_has_room_or_is_refused():
    build([(spread(1), b"x" * 24)], HEADER, random=spread("pack"))
    with pytest.raises(Misuse, match="25 bytes; the pack has room for 24"):
        build([(spread(1), b"x" * 25)], HEADER, random=spread("pack"))


def test_outputs_and_randomness_have_their_lengths():
    with pytest.raises(Misuse, match="64 bytes, not 32"):
        build([(bytes(32), b"")], HEADER, random=spread("pack"))
    with pytest.raises(Misuse, match="64 bytes, not 0"):
        Pack.open(small()).look_up(b"")
    with pytest.raises(Misuse, match="needs 32"):
        build([], HEADER, random=bytes(31))


@pytest.mark.parametrize("text", ["", "x" * 256, "å" * 128, "KFM\n", "a\x00b"])
def test_names_in_the_header_are_short_and_printable(text):
    for names in ((text, "KBV", "e"), ("KFM", text, "e"), ("KFM", "KBV", text)):
        with pytest.raises(Misuse, match="printable"):
            Header(*names, PUBLIC, 24)


@pytest.mark.parametrize("length", [-1, 0, 256])
def test_labels_are_1_to_255_bytes(length):
    with pytest.raises(Misuse, match="Labels are"):
        Header("KFM", "KBV", "e", PUBLIC, length)


def test_the_format_stays_as_it_is():
    """Packs lie with other authorities: a change of format is a new version, not a new value."""
    assert sha512(small()).hexdigest()[:32] == "4f6a4171b08fa3952da2354d7bf5ab0c"
