"""Fingerprints: one for each input and label, whatever batch they come in, and keyed."""

import tracemalloc
from dataclasses import replace

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from samverkan.registers.seal_fingerprints import Fingerprints
from tests.registers.sealing import HEADER, JOB

PAIRS = st.lists(
    st.tuples(
        st.binary(max_size=70) | st.binary(min_size=999, max_size=1_010),
        st.binary(min_size=6, max_size=6),
    ),
    min_size=1,
    max_size=20,
)


def prints(pairs, job=JOB):
    inputs = pa.array([one for one, _ in pairs], pa.binary())
    labels = pa.array([label for _, label in pairs], pa.binary())
    return [bytes(one) for one in Fingerprints.of(job).of_columns(inputs, labels)]


@given(PAIRS)
def test_a_fingerprint_is_of_its_own_row_alone(pairs):
    found = prints(pairs)
    assert found == [prints([pair])[0] for pair in pairs]
    assert len(set(found)) == len(set(pairs))


@given(PAIRS, st.integers(0, 5))
def test_a_slice_of_a_column_is_read_from_its_own_place(pairs, start):
    inputs = pa.array([one for one, _ in pairs], pa.binary())[start:]
    labels = pa.array([label for _, label in pairs], pa.binary())[start:]
    found = Fingerprints.of(JOB).of_columns(inputs, labels)
    assert [bytes(one) for one in found] == prints(pairs)[start:]


def test_one_long_cell_does_not_make_the_others_as_wide():
    pairs = [(b"%d" % number, b"label.") for number in range(1_000)] + [(bytes(100_000), b"label.")]
    tracemalloc.start()
    try:
        found = prints(pairs)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 40_000_000  # a hundred million, were all of them as wide
    assert found[:-1] == prints(pairs[:-1])


def test_zeros_behind_an_input_are_part_of_it():
    assert len(set(prints([(b"a" + bytes(n), b"label.") for n in range(40)]))) == 40


def test_another_key_or_sealing_has_other_fingerprints():
    pairs = [(b"one", b"label.")]
    others = [
        replace(JOB, secret=bytes(32)),
        replace(JOB, header=replace(HEADER, salt=bytes(16))),
        replace(JOB, header=replace(HEADER, asker="POL")),
    ]
    assert len({prints(pairs)[0], *(prints(pairs, job)[0] for job in others)}) == 4
