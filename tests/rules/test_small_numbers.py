"""Counts from one to four are neither published nor left to be worked out."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.rules.figures import Period, lines, numbered
from samverkan.rules.measures import dataset, measure
from samverkan.rules.refusal import NotAllowed
from samverkan.rules.small_numbers import (
    LEAST,
    is_small,
    must_be_large,
    must_hide,
    summed,
    together,
)

HITS, CHECKS, PROPERTY = dataset("hits"), dataset("checks"), dataset("property")
SEASON = Period(date(2025, 6, 1), date(2025, 8, 31))
KINDS = [kind for kind in HITS.kinds if kind != "others"]
SEASONS_HITS = numbered(
    [
        ("enforcement", "", "hit", 31),
        ("police", "", "hit", 4),
        ("customs", "", "hit", 2),
        ("tax", "", "hit", 1),
        ("prison", "", "hit", 1),
        ("migration", "", "hit", 1),
    ]
)


def values(rows):
    return {row.kind: row.value for row in rows}


def test_amounts_are_one_row_for_each_kind_and_status_and_no_month():
    rows = numbered(
        [
            ("boat", "2025-07", "sold", 268_000_00),
            ("boat", "2025-08", "sold", 152_000_00),
            ("boat", "2025-07", "corrected", 1_00),
        ]
    )
    assert summed(rows) == numbered(
        [("boat", "", "sold", 420_000_00), ("boat", "", "corrected", 1_00)]
    )


def test_the_small_lists_of_the_season_are_shown_together():
    assert values(together(SEASONS_HITS, other="others")) == {"enforcement": 31, "others": 9}


def test_a_lone_small_count_takes_another_with_it():
    rows = numbered(
        [("enforcement", "", "hit", 31), ("police", "", "hit", 6), ("tax", "", "hit", 2)]
    )
    assert values(together(rows, other="others")) == {"enforcement": 31, "others": 8}


def test_nothing_small_is_left_alone():
    rows = numbered([("enforcement", "2025-07", "hit", 31), ("police", "2025-07", "hit", 5)])
    assert together(rows, other="others") == rows


def test_a_none_hides_nobody():
    rows = numbered(
        [("enforcement", "", "hit", 0), ("police", "", "hit", 9), ("tax", "", "hit", 2)]
    )
    assert values(together(rows, other="others")) == {"others": 11}


def test_a_none_leaves_no_small_count_out():
    rows = numbered(("enforcement", "", "hit", value) for value in (0, 2, 3, 3))
    assert values(together(rows, other="others")) == {"others": 8}


@given(
    st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 40)), min_size=1, max_size=8).map(
        lambda rows: numbered((kind, "", "hit", value) for kind, value in rows)
    )
)
def test_what_is_put_together_shows_no_small_count(rows):
    shown = together(rows, other="others")
    total = sum(row.value for row in rows)
    assert sum(row.value for row in shown) == total
    if total >= LEAST:
        must_be_large(shown, HITS)


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_a_small_count_is_refused_and_none_is_not(count):
    assert is_small(count)
    rows = numbered([("police", "", "hit", count), ("tax", "", "hit", 0)])
    with pytest.raises(NotAllowed) as refused:
        must_be_large(rows, HITS)
    assert refused.value.key == "figures.small_count"
    must_be_large(numbered([("tax", "", "hit", 0), ("police", "", "hit", 5)]), HITS)


def test_single_things_are_agreed_on_and_not_counts():
    must_be_large(numbered([("boat", "2025-07", "sold", 3)]), PROPERTY)
    must_hide([], PROPERTY)


def checked(*rows):
    table = numbered(rows)
    wide, narrow = (measure(name, date(2025, 8, 1)) for name in ("checks", "checks-routine"))
    return [(m.id, lines(m, table, SEASON)) for m in (wide, narrow)]


def test_the_total_minus_one_part_gives_a_small_count_away():
    with pytest.raises(NotAllowed) as refused:
        must_hide(
            checked(("routine", "2025-07", "done", 20), ("operation", "2025-07", "done", 3)), CHECKS
        )
    assert refused.value.key == "figures.difference_small"
    assert refused.value.parameters["first"] == "checks"


def test_a_total_minus_a_part_that_leaves_many_may_stand():
    must_hide(
        checked(("routine", "2025-07", "done", 20), ("operation", "2025-07", "done", 176)), CHECKS
    )


def test_figures_that_only_overlap_are_not_subtracted():
    table = numbered([("routine", "2025-07", "done", 2), ("operation", "2025-07", "done", 3)])
    one = measure("checks-routine", date(2025, 8, 1))
    other = measure("checks-in-operation", date(2025, 8, 1))
    must_hide([(m.id, lines(m, table, SEASON)) for m in (one, other)], CHECKS)
