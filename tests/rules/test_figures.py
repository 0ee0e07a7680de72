"""Rows without persons, what counts among them, and their hash."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.rules.figures import (
    MAX_ROWS,
    Period,
    Row,
    by_kind,
    counts,
    data_hash,
    grouped,
    lines,
    must_fit,
    numbered,
    row_of,
    value_of,
)
from samverkan.rules.measures import dataset, measure
from samverkan.rules.refusal import NotAllowed
from tests.rules.figure_rows import SEASON, THINGS

ATTACHED = measure("attached-value", date(2025, 8, 31))
PROPERTY = ATTACHED.dataset
KINDS = st.sampled_from(sorted(PROPERTY.kinds))
STATUSES = st.sampled_from(sorted(PROPERTY.statuses))
MONTHS = st.sampled_from(["", "2025-05", "2025-06", "2025-08", "2025-09"])
ROWS = st.lists(
    st.tuples(KINDS, MONTHS, STATUSES, st.integers(0, 10**9)), min_size=1, max_size=30
).map(numbered)


def test_the_seasons_things_are_996_000_kronor():
    assert value_of(ATTACHED, THINGS, SEASON) == 996_000_00
    assert by_kind(ATTACHED, THINGS, SEASON) == {
        "boat": 420_000_00,
        "jet-ski": 285_000_00,
        "watch": 236_000_00,
        "jewellery": 55_000_00,
    }


def test_a_corrected_attachment_is_not_counted_and_a_forfeited_one_is():
    (corrected,) = (row for row in THINGS if row.status == "corrected")
    (forfeited,) = (row for row in THINGS if row.status == "forfeited")
    assert not counts(ATTACHED, corrected, SEASON)
    assert counts(ATTACHED, forfeited, SEASON)


def test_what_was_attached_outside_the_season_is_not_counted():
    late = replace(THINGS[0], month="2025-09")
    assert not counts(ATTACHED, late, SEASON)
    assert counts(ATTACHED, replace(late, month=""), SEASON)


def test_a_number_says_nothing_about_the_order_in_which_things_came():
    rows = [(row.kind, row.month, row.status, row.value) for row in THINGS]
    assert numbered(reversed(rows)) == THINGS


def test_a_period_ends_after_it_begins():
    with pytest.raises(NotAllowed) as refused:
        Period(date(2025, 8, 31), date(2025, 6, 1))
    assert refused.value.key == "figures.bad_period"


@given(ROWS)
def test_the_last_sum_is_the_value_and_the_kinds_sum_to_it(rows):
    found = lines(ATTACHED, rows, SEASON)
    assert found[-1].total == value_of(ATTACHED, rows, SEASON)
    assert sum(by_kind(ATTACHED, rows, SEASON).values()) == found[-1].total
    assert data_hash(rows) == data_hash(list(rows))


@given(ROWS)
def test_grouping_keeps_every_sum(rows):
    assert value_of(ATTACHED, grouped(rows), SEASON) == value_of(ATTACHED, rows, SEASON)


@given(ROWS, st.integers(1, 5))
def test_another_value_is_another_hash(rows, more):
    changed = (replace(rows[0], value=rows[0].value + more), *rows[1:])
    assert data_hash(changed) != data_hash(rows)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"number": 7}, "number"),
        ({"kind": "Rasmus"}, "kind"),
        ({"status": "stolen"}, "status"),
        ({"month": "2025-13"}, "month"),
        ({"value": -1}, "value"),
        ({"value": 2**53}, "value"),
    ],
)
def test_a_row_outside_the_vocabulary_is_refused_by_its_number(change, what):
    rows = [THINGS[0], replace(THINGS[1], **change)]
    with pytest.raises(NotAllowed) as refused:
        must_fit(rows, PROPERTY)
    assert refused.value.key == "figures.bad_row"
    assert refused.value.parameters == {"row": 2, "what": what}


@pytest.mark.parametrize(
    ("rows", "key"),
    [
        ((), "figures.no_rows"),
        (THINGS[:1] * (MAX_ROWS + 1), "figures.too_many_rows"),
    ],
)
def test_a_table_has_rows_but_not_too_many(rows, key):
    with pytest.raises(NotAllowed) as refused:
        must_fit(rows, dataset("property"))
    assert refused.value.key == key


def test_a_row_is_read_as_it_is_written():
    assert row_of(THINGS[3].fields(), 4) == THINGS[3]


@pytest.mark.parametrize(
    "fields",
    [
        "row",
        {**THINGS[0].fields(), "kind": 3},
        {**THINGS[0].fields(), "value": "3"},
        {**THINGS[0].fields(), "value": True},
        {"number": 1},
    ],
)
def test_what_is_no_row_is_refused(fields):
    with pytest.raises(NotAllowed) as refused:
        row_of(fields, 1)
    assert refused.value.key == "figures.bad_row"


def test_a_row_has_no_room_for_words():
    assert set(Row.__dataclass_fields__) == {"number", "kind", "month", "status", "value"}
