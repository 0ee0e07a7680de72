"""A published file recomputes, and every change of it is found and named."""

import csv
import json
from contextlib import suppress
from datetime import date
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.rules.figure_files import COLUMNS, Figure, as_csv, as_json, verify
from samverkan.rules.figures import data_hash, value_of
from samverkan.rules.measures import measure
from samverkan.rules.refusal import NotAllowed
from tests.rules.figure_rows import SEASON, THINGS

ATTACHED = measure("attached-value", date(2025, 8, 31))
FIGURE = Figure(
    measure=ATTACHED,
    period=SEASON,
    rows=THINGS,
    value=value_of(ATTACHED, THINGS, SEASON),
    published_by="NUC",
    published_on=date(2025, 11, 27),
    query="enforcement.queries.season",
    sources=({"participant": "KFM", "record": "KFM/x", "digest": "0" * 64},),
)


def file() -> dict:
    return json.loads(as_json(FIGURE))


def refusal(changed, **more) -> NotAllowed:
    data = changed if isinstance(changed, bytes) else json.dumps(changed).encode()
    with pytest.raises(NotAllowed) as refused:
        verify(data, **more)
    assert refused.value.sentence("sv") != refused.value.sentence("en")
    return refused.value


def test_the_file_gives_the_krona_of_the_page():
    found = verify(as_json(FIGURE).encode(), page_hash=data_hash(THINGS).upper())
    assert (found.value, found.rows, found.counted) == (996_000_00, 9, 8)
    assert found.data_hash == data_hash(THINGS)


@pytest.mark.parametrize("place", range(len(THINGS)))
def test_a_changed_value_names_its_row(place):
    changed = file()
    changed["rows"][place]["value"] += 100
    found = refusal(changed)
    if changed["rows"][place]["counted"]:
        assert (found.key, found.parameters["row"]) == ("figures.sum_wrong", place + 1)
    else:
        assert found.key == "figures.hash_wrong"


def test_a_row_said_to_count_that_does_not_is_named():
    changed = file()
    place = next(n for n, row in enumerate(changed["rows"]) if not row["counted"])
    changed["rows"][place]["counted"] = True
    found = refusal(changed)
    assert (found.key, found.parameters["row"]) == ("figures.counted_wrong", place + 1)


def test_another_value_than_the_rows_give_is_found():
    assert refusal({**file(), "value": 1_000_000_00}).key == "figures.value_wrong"


def test_rows_changed_with_all_their_sums_are_found_by_the_hash():
    changed = file()
    for row in changed["rows"]:
        row["sum"] *= 2
        row["value"] *= 2
    changed["value"] *= 2
    assert refusal(changed).key == "figures.hash_wrong"


def test_a_file_made_up_whole_is_found_by_the_hash_of_the_page():
    other = Figure(
        **{
            **{name: getattr(FIGURE, name) for name in Figure.__dataclass_fields__},
            "rows": THINGS[:3],
            "value": value_of(ATTACHED, THINGS[:3], SEASON),
        }
    )
    data = as_json(other).encode()
    assert verify(data).rows == 3
    assert refusal(data, page_hash=data_hash(THINGS)).key == "figures.other_data"


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"format": "samverkan/figure@9"}, "figures.not_a_figure"),
        ({"measure": "happiness"}, "figures.unknown_measure"),
        ({"version": 99}, "figures.unknown_measure"),
        ({"version": True}, "figures.bad_field"),
        ({"measure": 1}, "figures.bad_field"),
        ({"period": "summer"}, "figures.bad_field"),
        ({"period": {"first": "2025-06-01", "last": "soon"}}, "figures.bad_field"),
        ({"period": {"first": "2025-06-01"}}, "figures.bad_field"),
        ({"period": {"first": "2025-09-01", "last": "2025-06-01"}}, "figures.bad_period"),
        ({"value": "996000"}, "figures.bad_field"),
        ({"data_hash": None}, "figures.bad_field"),
        ({"rows": {}}, "figures.bad_field"),
        ({"rows": []}, "figures.no_rows"),
        ({"rows": ["x"]}, "figures.bad_row"),
    ],
)
def test_a_file_of_another_form_is_refused(change, key):
    assert refusal({**file(), **change}).key == key


@pytest.mark.parametrize("data", [b"\xff", b"{", b"[" * 100_000, b'{"a":1,"a":2}'])
def test_what_is_not_json_is_refused(data):
    assert refusal(data).key == "figures.not_json"


def test_json_that_is_no_object_is_no_figure():
    assert refusal([]).key == "figures.not_a_figure"


@given(st.binary(max_size=60))
def test_no_bytes_make_it_crash(data):
    with pytest.raises(NotAllowed):
        verify(data)


@given(st.recursive(st.none() | st.integers() | st.text(), st.lists, max_leaves=8), st.data())
def test_no_field_makes_it_crash(junk, data):
    changed = file()
    changed[data.draw(st.sampled_from(sorted(changed)))] = junk
    with suppress(NotAllowed):
        verify(json.dumps(changed).encode())


def test_the_csv_holds_the_same_rows():
    rows = list(csv.reader(StringIO(as_csv(FIGURE), newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == 1 + len(THINGS)
    assert int(rows[-1][-1]) == 996_000_00
