"""Places, buckets and remainders: one order, the same for any way to the same rows."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.sealed.pack_order import arranged, ordered, position, positions
from samverkan.sealed.pack_rows import OUTPUT_SIZE, RowCipher, as_rows
from tests.sealed.packed import HEADER, outputs

PLACES = st.integers(0, 2**64 - 1)
BUCKETS = st.integers(1, 2**32 - 1)


@given(st.lists(PLACES, min_size=1), BUCKETS)
def test_a_position_is_the_place_scaled_to_the_buckets(places, buckets):
    found = positions(np.array(places, np.uint64), buckets)
    assert [int(one) for one in found] == [place * buckets >> 32 for place in places]
    for place, one in zip(places, found, strict=True):
        assert position(place, buckets) == (int(one) >> 32, int(one) & 0xFFFFFFFF)


@given(st.lists(st.tuples(st.integers(0, 3), st.binary(min_size=2, max_size=2)), max_size=60))
def test_rows_come_out_in_one_order_each_once(rows):
    places = np.array([place << 60 for place, _ in rows], np.uint64)
    sealed = as_rows(b"".join(label for _, label in rows), 2)
    found = arranged(places, sealed, 16)
    wanted = sorted({(place << 32, label) for place, label in rows})
    assert [(int(at), bytes(s)) for at, s in zip(*found, strict=True)] == wanted


def test_labels_of_one_position_are_ordered_from_their_first_byte():
    found = ordered(np.zeros(3, np.uint64), as_rows(b"\1\0\0\2\0\1", 2))
    assert found.sealed.tolist() == [[0, 1], [0, 2], [1, 0]]


@pytest.mark.parametrize("length", [8, 9, 18, 31, 32])
def test_one_row_and_many_are_sealed_alike(length):
    """The way of a single look-up, in whole numbers, undoes the way of arrays."""
    cipher = RowCipher.of(
        type(HEADER)("KFM", "KBV", "e", HEADER.public_key, bytes(16), length, 0),
    )
    many = as_rows(b"".join(outputs(50)), OUTPUT_SIZE)
    labels = as_rows(b"".join(output[:length] for output in outputs(50, "label")), length)
    sealed = cipher.seal(many, labels)
    assert [cipher.place(output) for output in outputs(50)] == cipher.places(many).tolist()
    opened = [cipher.open(one, bytes(row)) for one, row in zip(outputs(50), sealed, strict=True)]
    assert opened == [bytes(row) for row in labels]
    assert (cipher.open_many(many, sealed)[0] == labels).all()
    assert (sealed != labels).mean() > 0.9
