"""A sample is the overseer's own, and anyone who knows the seed draws the same one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.rules.refusal import NotAllowed
from samverkan.rules.sampling import MOST, draw


@given(st.sets(st.integers(1, 10**6), min_size=1), st.integers(1, MOST))
def test_a_sample_is_drawn_again_from_the_same_seed(numbers, count):
    first = draw("tärning 4711", numbers, count)
    assert first == draw("tärning 4711", sorted(numbers, reverse=True), count)
    assert len(first) == min(count, len(numbers)) == len(set(first))
    assert set(first) <= numbers


def test_a_larger_sample_begins_with_the_smaller():
    assert draw("tärning 4711", range(1000), 20)[:5] == draw("tärning 4711", range(1000), 5)


def test_another_seed_draws_another_sample():
    assert draw("tärning 4711", range(1000), 20) != draw("tärning 4712", range(1000), 20)


def test_each_entry_has_the_same_chance():
    drawn = [number for seed in range(2000) for number in draw(f"frö {seed:06}", range(10), 2)]
    assert all(300 < drawn.count(number) < 500 for number in range(10))


@pytest.mark.parametrize(
    ("seed", "numbers", "count", "key"),
    [
        ("kort ", range(9), 3, "sampling.short_seed"),
        ("tärning", range(9), 0, "sampling.bad_count"),
        ("tärning", range(9), MOST + 1, "sampling.bad_count"),
        ("tärning", (), 3, "sampling.nothing_to_draw"),
    ],
)
def test_a_sample_needs_seed_count_and_entries(seed, numbers, count, key):
    with pytest.raises(NotAllowed) as refused:
        draw(seed, numbers, count)
    assert refused.value.key == key
