"""Packs: only an output on the list opens its label, alone or by the thousand."""

import mmap
from dataclasses import replace
from hashlib import sha256, sha512
from math import ceil

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.sealed.errors import Misuse, PackDamaged
from samverkan.sealed.pack_header import (
    DIGEST,
    MOST_ROWS,
    SIGNATURE,
    Header,
    Layout,
    buckets_for,
    fits,
    padded,
    read_head,
)
from samverkan.sealed.pack_order import MOST_SHARING
from samverkan.sealed.pack_rows import as_rows
from samverkan.sealed.packs import Pack
from samverkan.wire.keys import SigningKey
from tests.sealed.packed import (
    BARE,
    HEADER,
    KEY,
    PUBLIC,
    label,
    listed,
    made,
    outputs,
    parts,
    sealed_again,
    small,
)
from tests.sealed.published import spread


@pytest.mark.parametrize("count", [0, 1, 63, 64, 65, 1000])
def test_every_row_opens_its_own_label_and_no_other_output_any(count):
    pack = Pack.open(made(listed(count)), signer=KEY.public)
    assert pack.header == HEADER
    assert pack.rows == max(64, ceil(count / 64) * 64) == padded(count)
    assert [(one, *pack.look_up(one)) for one in outputs(count)] == listed(count)
    assert {pack.look_up(output) for output in outputs(500, "not listed")} == {()}


def test_without_labels_a_hit_is_a_row():
    pack = Pack.open(made([(output, b"") for output in outputs(500)], BARE))
    assert {pack.look_up(output) for output in outputs(500)} == {(b"",)}
    assert {pack.look_up(output) for output in outputs(500, "not listed")} == {()}


def test_no_false_hit_in_200_000_look_ups_of_20_000_rows_without_labels():
    pack = Pack.open(made([(output, b"") for output in outputs(20_000)], BARE))
    blocks = as_rows(b"".join(sha512(b"%d" % number).digest() for number in range(200_000)), 64)
    assert pack.look_up_many(blocks).questions.size == 0


LABELS = st.binary(min_size=9, max_size=9)


@given(st.sets(st.tuples(st.integers(0, 30), LABELS), max_size=80), st.sampled_from([0, 1, 8]))
@settings(deadline=None)
def test_labels_come_back_whatever_they_are_and_however_many_share_an_output(rows, check):
    header = replace(HEADER, label_length=9, check_length=check)
    pack = Pack.open(made([(spread(one), words) for one, words in rows], header))
    for one in range(31):
        own = sorted(words for number, words in rows if number == one)
        assert sorted(pack.look_up(spread(one))) == own
    many = pack.look_up_many(as_rows(b"".join(map(spread, range(31))), 64))
    found = zip(many.questions.tolist(), map(bytes, many.labels), strict=True)
    assert sorted(found) == sorted(rows)


def test_rows_of_one_output_show_nothing_but_their_number():
    """Equal labels under unlike outputs, and unlike ones under one output: no bytes in common."""
    one = made([(spread(1), label(f"row {number}")) for number in range(30)])
    two = made([(output, label("row")) for output in outputs(30)])
    for data in (one, two):
        _, layout, body = parts(data)
        sealed = as_rows(bytes(body[layout.labels :]), HEADER.sealed_length)
        assert len(np.unique(sealed, axis=0)) == 64
        columns = [len(np.unique(column)) for column in sealed.T]
        assert min(columns) > 40  # of 64 random bytes, 57 are different


def test_what_too_many_share_is_left_out_and_the_rest_stays():
    crowd = [(spread("crowd"), label(f"row {number}")) for number in range(MOST_SHARING + 1)]
    pack = Pack.open(made([*crowd, *listed(100)]))
    assert pack.look_up(spread("crowd")) == ()
    assert [(one, *pack.look_up(one)) for one in outputs(100)] == listed(100)
    assert len(Pack.open(made([*crowd[1:], *listed(100)])).look_up(spread("crowd"))) == 32
    repeated = Pack.open(made([crowd[0]] * 50 + listed(9)))
    assert repeated.look_up(spread("crowd")) == (crowd[0][1],)


def test_a_list_of_which_nothing_is_left_is_an_empty_pack():
    crowd = [(spread("crowd"), label(f"row {number}")) for number in range(64)]
    pack = Pack.open(made(crowd))
    assert pack.rows == 0
    assert pack.look_up(spread("crowd")) == ()
    assert pack.look_up_many(as_rows(spread("crowd"), 64)).questions.size == 0


def test_labels_do_not_show_in_size_or_content():
    one = made([(output, bytes(16)) for output in outputs(70)])
    two = made([(output, b"x" * 16) for output in outputs(128)])
    assert len(one) == len(two)
    assert b"xxxx" not in two


def test_order_and_repetition_of_the_list_do_not_show():
    rows = listed(100)
    assert made([*rows[::-1], *rows[:50]]) == small()


def test_two_sealings_of_one_list_have_nothing_in_common():
    headers = [replace(HEADER, salt=bytes([number]) * 16) for number in (1, 2)]
    one, two = (made(listed(640), header) for header in headers)
    layout = Layout.of(read_head(memoryview(one)))

    def rows(data, start, stop, size):
        return {bytes(data[at : at + size]) for at in range(start, stop, size)}

    remainders = [rows(data, layout.remainders, layout.labels, 4) for data in (one, two)]
    labels = [rows(data, layout.labels, layout.digest, 24) for data in (one, two)]
    assert not remainders[0] & remainders[1]
    assert not labels[0] & labels[1]


@pytest.mark.parametrize("change", [{"asker": "PMY"}, {"salt": bytes(16)}, {"label_length": 15}])
def test_rows_under_another_head_open_nothing(change):
    head, layout, body = parts(small())
    other = replace(head, header=replace(HEADER, **change)).encoded()
    cut = layout.digest - head.rows * (24 - replace(HEADER, **change).sealed_length)
    moved = other + bytes(body[len(head.encoded()) : cut])
    pack = Pack.reopen(sealed_again(moved))
    assert {pack.look_up(output) for output in outputs(100)} == {()}


@given(st.integers(1, MOST_ROWS // 64).map(lambda steps: steps * 64))
def test_a_key_weighs_at_most_4_4_bytes_at_2e_9(rows):
    buckets = buckets_for(rows)
    assert fits(rows, buckets)
    assert rows / buckets / 2**32 <= 2e-9
    assert fits(rows * 6 // 5, buckets)
    bare = Layout(0, 4 * (buckets // 32 + 1), 0, 0, 0, 0).starts + 2 * (buckets + 1) + 4 * rows
    assert bare / rows <= 4.31 + 16 / rows


def test_a_pack_of_ten_thousand_weighs_what_the_documents_say():
    data = made([(output, b"") for output in outputs(10_000)], BARE)
    assert len(data) / 10_000 < 4.35
    with_labels = replace(HEADER, label_length=18, check_length=0)
    rows = [(output, bytes(18)) for output in outputs(10_000)]
    assert len(made(rows, with_labels)) / 10_000 < 22.45


def test_a_file_can_be_mapped_into_memory(tmp_path):
    path = tmp_path / "list.pack"
    path.write_bytes(small())
    with path.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    pack = Pack.open(memoryview(mapped))
    assert pack.look_up(outputs(6)[5]) == (label("desk 5"),)


# The signature.


def test_the_digest_names_the_pack_and_the_holder_signs_it():
    pack = Pack.reopen(small())
    assert (len(pack.digest), len(pack.signature)) == (DIGEST, SIGNATURE)
    pack.check_signature(KEY.public)
    with pytest.raises(PackDamaged, match="not signed by its holder"):
        Pack.open(small(), signer=SigningKey(bytes(32)).public)


def test_the_same_list_and_bytes_of_chance_give_the_same_file():
    assert made(listed(100)) == small() != made(listed(100), random=spread("other"))


# Wrong calls are ours.


def test_labels_have_the_length_the_header_says():
    for words in (b"x" * 15, b"x" * 17):
        with pytest.raises(Misuse, match="this pack's are 16"):
            made([(spread(1), words)])


def test_outputs_and_randomness_have_their_lengths():
    with pytest.raises(Misuse, match="64 bytes, not 32"):
        made([(bytes(32), bytes(16))])
    with pytest.raises(Misuse, match="64 bytes, not 0"):
        Pack.open(small()).look_up(b"")
    with pytest.raises(Misuse, match="needs 32"):
        made([], random=bytes(31))


@pytest.mark.parametrize("text", ["", "x" * 256, "å" * 128, "KFM\n", "a\x00b"])
def test_names_in_the_header_are_short_and_printable(text):
    for names in ((text, "KBV", "e"), ("KFM", text, "e"), ("KFM", "KBV", text)):
        with pytest.raises(Misuse, match="printable"):
            Header(*names, PUBLIC, bytes(16))


@pytest.mark.parametrize("lengths", [(-1, 8), (33, 0), (8, 9), (8, -1), (7, 0), (0, 7), (25, 8)])
def test_labels_and_checks_have_their_limits(lengths):
    with pytest.raises(Misuse, match=r"label is|Label and check"):
        replace(HEADER, label_length=lengths[0], check_length=lengths[1])


def test_salt_and_key_have_their_form():
    with pytest.raises(Misuse, match="salt is 15"):
        replace(HEADER, salt=bytes(15))
    with pytest.raises(Misuse, match="not an element"):
        replace(HEADER, public_key=bytes(32))


def test_the_head_names_its_schemes_and_its_rows_are_bound_to_them():
    schemes = tuple(sorted(sha256(name).digest() for name in (b"person", b"craft")))
    header = replace(HEADER, schemes=schemes)
    pack = Pack.open(made(listed(100), header))
    assert pack.header == header
    assert pack.look_up(outputs(1)[0]) == (label("desk 0"),)
    assert header.context not in {HEADER.context, replace(header, schemes=schemes[:1]).context}


@pytest.mark.parametrize(
    "schemes",
    [
        (b"x" * 31,),
        (b"b" * 32, b"a" * 32),
        (b"a" * 32,) * 2,
        tuple(bytes([n] * 32) for n in b"abcd"),
    ],
    ids=["short", "falling", "twice", "four"],
)
def test_schemes_stand_once_in_order_and_are_few(schemes):
    with pytest.raises(Misuse, match="up to 3 schemes"):
        replace(HEADER, schemes=schemes)
